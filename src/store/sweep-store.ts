import { and, eq, getTableName, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import { type JobOrder, jobId } from '../domain/job.ts'
import type { Database, Queries } from './database.ts'
import { deliveryOrder } from './delivery-store.ts'
import { createWaitingWork } from './offer-waiting.ts'
import { ordersOf } from './orders-of.ts'
import { ordersOfReindex } from './reindex-store.ts'
import { rowOfOrder } from './row-of-order.ts'
import type { PendingOrder, SweepStore } from './store.ts'
import { deletions, deliveries, idempotencyKeys, imports, listings, reindexes } from './tables.ts'

const minute = 60_000
const hour = 60 * minute
/** Callers retry within a day; twice that is on the safe side. */
const keysKeptMs = 48 * hour
/** Those who sent a batch look what came of it within hours, and a file's import that stopped goes on within days. */
const importsKeptMs = 7 * 24 * hour

/**
 * Work that rows ask for, for a queue that may have forgotten it. `limit` counts rows: all orders of a row come together,
 * because looking at one of them counts as looking at the row.
 */
export function createSweepStore(database: Database): SweepStore {
  let nextTidyMs = 0
  return {
    pendingOrders: async (olderThan, limit) => {
      const at = database.now()
      if (at.getTime() >= nextTidyMs) {
        nextTidyMs = at.getTime() + minute
        await prune(database, at)
        await database.tidy()
      }
      return database.read((queries) => pendingOrders(queries, { olderThan, limit, at }))
    },
    waiting: createWaitingWork(database),
    hinted: (orders) =>
      orders.length === 0
        ? Promise.resolve()
        : database.transaction((queries) => noteHints(queries, orders, database.now())),
  }
}

async function prune(database: Database, at: Date): Promise<void> {
  const before = (keptMs: number) => new Date(at.getTime() - keptMs)
  await database.read((queries) =>
    queries.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before(keysKeptMs))),
  )
  await database.read((queries) => queries.delete(imports).where(lt(imports.finishedAt, before(importsKeptMs))))
}

async function pendingOrders(
  queries: Queries,
  { olderThan, limit, at }: { olderThan: Date; limit: number; at: Date },
): Promise<PendingOrder[]> {
  const due = (hintedAt: AnyPgColumn) => lt(hintedAt, olderThan)
  const found = [
    (await queries.select().from(listings).where(due(listings.hintedAt)).orderBy(listings.hintedAt).limit(limit)).map(
      (row) => ({
        hintedAt: row.hintedAt,
        orders: ordersOf(row).map((order) => ({ order, lost: row.lost[jobId(order)] ?? 0 })),
      }),
    ),
    (
      await queries.select().from(deliveries).where(due(deliveries.hintedAt)).orderBy(deliveries.hintedAt).limit(limit)
    ).map((row) => pendingRow(row, deliveryOrder(row, at))),
    (
      await queries.select().from(deletions).where(due(deletions.hintedAt)).orderBy(deletions.hintedAt).limit(limit)
    ).map((row) => pendingRow(row, { queue: 'index', data: { kind: 'remove', deletionId: row.id } })),
    (await queries.select().from(imports).where(due(imports.hintedAt)).orderBy(imports.hintedAt).limit(limit)).map(
      (row) => pendingRow(row, { queue: 'index', data: { kind: 'import', importId: row.id } }),
    ),
    (await queries.select().from(reindexes).where(due(reindexes.hintedAt))).flatMap((row) =>
      ordersOfReindex(row.reindex).map((order) => pendingRow(row, order)),
    ),
  ]
  return found
    .flat()
    .toSorted((one, other) => Number(one.hintedAt) - Number(other.hintedAt))
    .slice(0, limit)
    .flatMap((row) => row.orders)
}

function pendingRow(row: { hintedAt: Date | null; lost: number }, order: JobOrder) {
  return { hintedAt: row.hintedAt, orders: [{ order, lost: row.lost }] }
}

type Seen = { order: JobOrder; lost: boolean }

async function noteHints(queries: Queries, seen: Seen[], at: Date): Promise<void> {
  const byTable = Map.groupBy(seen, ({ order }): string => rowOfOrder(order).table)
  await noteListings(queries, byTable.get('listings') ?? [], at)
  for (const table of [deliveries, deletions, imports, reindexes]) {
    for (const lost of [true, false]) {
      const ids = (byTable.get(getTableName(table)) ?? [])
        .filter((entry) => entry.lost === lost)
        .map(({ order }) => rowOfOrder(order).id)
      if (ids.length === 0) continue
      await queries.execute(sql`
        update ${table} set hinted_at = ${at.toISOString()}::timestamptz, lost = lost + ${lost ? 1 : 0}::integer
        where id in ${ids} and hinted_at is not null`)
    }
  }
}

// A listing asks for several jobs; each has its own count, so that one that keeps vanishing is found out.
async function noteListings(queries: Queries, seen: Seen[], at: Date): Promise<void> {
  const ids = [...new Set(seen.map(({ order }) => rowOfOrder(order).id))]
  if (ids.length === 0) return
  const waiting = and(inArray(listings.id, ids), isNotNull(listings.hintedAt))
  const rows = await queries
    .select({ id: listings.id, lost: listings.lost })
    .from(listings)
    .where(waiting)
    .orderBy(listings.id)
    .for('update')
  await queries.update(listings).set({ hintedAt: at }).where(waiting)
  const missing = Map.groupBy(
    seen.filter((entry) => entry.lost),
    ({ order }) => rowOfOrder(order).id,
  )
  for (const row of rows) {
    const jobs = (missing.get(row.id) ?? []).map(({ order }) => jobId(order))
    if (jobs.length === 0) continue
    const lost = { ...row.lost, ...Object.fromEntries(jobs.map((job) => [job, (row.lost[job] ?? 0) + 1])) }
    await queries.update(listings).set({ lost }).where(eq(listings.id, row.id))
  }
}
