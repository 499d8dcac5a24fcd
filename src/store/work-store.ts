import { and, eq, sql } from 'drizzle-orm'
import type { WorkItem } from '../domain/internal-api.ts'
import type { Correction } from '../domain/record.ts'
import { lockListing } from './change-listing.ts'
import { commitStep } from './commit-step.ts'
import type { Database } from './database.ts'
import { ledgerId } from './ledger-id.ts'
import { settlePhoto } from './settle-photo.ts'
import { spendingLimits } from './spending-limits.ts'
import type { WorkStore } from './store.ts'
import { ledger, listings, readResults, type StoredListing } from './tables.ts'
import { takeDraft } from './take-draft.ts'
import { takePublicationResult } from './take-publication-result.ts'

type ListingWork = Pick<
  WorkStore,
  | 'workItem'
  | 'photoResult'
  | 'readResult'
  | 'putReadResult'
  | 'writeDraft'
  | 'addLedgerRow'
  | 'publication'
  | 'publicationResult'
>

/** What workers do to listings. Each write may come twice. */
export function createWorkStore(database: Database): ListingWork {
  return {
    workItem: (listingId) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(listings).where(eq(listings.id, listingId))
        return row === undefined ? null : { ...workItemOf(row), spendingLimits: await spendingLimits(queries, row) }
      }),
    photoResult: (listingId, index, result) =>
      database.transaction(async (queries) => {
        const row = await lockListing(queries, listingId)
        if (row === null) return { outcome: 'gone', orders: [] }
        const step = settlePhoto(row, index, result)
        if (step === null) return { outcome: 'same', orders: [] }
        const { orders } = await commitStep(queries, database.now(), row, step)
        return { outcome: 'written', orders }
      }),
    readResult: (listingId, key) =>
      database.read(async (queries) => {
        const [row] = await queries
          .select({ result: readResults.result })
          .from(readResults)
          .where(and(eq(readResults.listingId, listingId), eq(readResults.key, key)))
        return row?.result ?? null
      }),
    putReadResult: (listingId, key, result) => putReadResult(database, listingId, key, result),
    writeDraft: (listingId, draft) =>
      database.transaction(async (queries) => {
        const row = await lockListing(queries, listingId)
        if (row === null) return { outcome: 'gone', orders: [] }
        const step = takeDraft(row, draft)
        if (typeof step === 'string') return { outcome: step, orders: [] }
        const { orders } = await commitStep(queries, database.now(), row, step)
        return { outcome: 'written', orders }
      }),
    addLedgerRow: (row) => addLedgerRow(database, row),
    publication: (listingId, version) =>
      database.read(async (queries) => {
        const [row] = await queries
          .select({ record: listings.publication })
          .from(listings)
          .where(and(eq(listings.id, listingId), eq(listings.publishing, version)))
        return row === undefined || row.record === null ? null : { record: row.record, version }
      }),
    publicationResult: (listingId, result) =>
      database.transaction(async (queries) => {
        const row = await lockListing(queries, listingId)
        const step = row === null ? null : takePublicationResult(row, result)
        if (row === null || step === null) return { orders: [] }
        const { orders } = await commitStep(queries, database.now(), row, step)
        return { orders }
      }),
  }
}

function workItemOf(row: StoredListing): Omit<WorkItem, 'settings' | 'spendingLimits'> {
  return {
    listingId: row.id,
    tenant: row.tenant,
    lane: row.lane,
    state: row.state,
    revision: row.revision,
    run: row.run,
    text: row.input.text,
    hints: row.input.hints,
    photos: row.photos.map(({ retriable: _retriable, ...photo }) => photo),
    corrections: latestOfEachField(row.corrections),
  }
}

function latestOfEachField(corrections: Correction[]): WorkItem['corrections'] {
  const latest = new Map(corrections.map((correction) => [correction.field, correction]))
  return [...latest.values()].map(({ field, after, by, at }) => ({ field, after, by, at }))
}

// The row of the listing is held while its child is written, so that a deletion at the same moment leaves nothing behind.
const held = (listingId: string) =>
  sql`(select id, tenant, spending_cap from ${listings} where id = ${listingId} for key share)`

async function putReadResult(
  database: Database,
  listingId: string,
  key: string,
  result: Parameters<WorkStore['putReadResult']>[2],
): Promise<boolean> {
  const answer = await database.read((queries) =>
    queries.execute<{ key: string }>(sql`
      insert into ${readResults} (listing_id, key, result)
      select held.id, ${key}, ${JSON.stringify(result)}::json from ${held(listingId)} as held
      on conflict (listing_id, key) do update set result = excluded.result
      returning key`),
  )
  return rowsOf(answer).length > 0
}

// A row that came before is there: the first one stands, and the answer is yes all the same.
async function addLedgerRow(database: Database, row: Parameters<WorkStore['addLedgerRow']>[0]): Promise<boolean> {
  const id = ledgerId(row.id)
  const answer = await database.read((queries) =>
    queries.execute<{ id: string }>(sql`
      insert into ${ledger}
        (id, tenant, spending_cap, listing_id, step, model, endpoint, prompt, usage, cost_usd, outcome, ms, at)
      select ${id}, held.tenant, held.spending_cap, held.id, ${row.step}, ${row.model}, ${row.endpoint}, ${row.prompt},
        ${JSON.stringify(row.usage)}::json, ${row.costUsd}::double precision, ${row.outcome}, ${row.ms}::double precision,
        ${database.now().toISOString()}::timestamptz
      from ${held(row.listingId)} as held
      on conflict (id) do update set id = excluded.id
      returning id`),
  )
  return rowsOf(answer).length > 0
}

function rowsOf(answer: unknown): unknown[] {
  return (answer as { rows: unknown[] }).rows
}
