import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { IndexOutcome } from '../domain/internal-api.ts'
import { catalogItemOf } from './catalog-item-of.ts'
import { catalogPhotosOf } from './catalog-photos-of.ts'
import { lockListing } from './change-listing.ts'
import { commitStep } from './commit-step.ts'
import type { Database } from './database.ts'
import type { WorkStore } from './store.ts'
import { deletions, imports, listings, type StoredListing } from './tables.ts'

type IndexWork = Pick<
  WorkStore,
  'catalogItem' | 'indexed' | 'deletion' | 'deletionDone' | 'deletionWaits' | 'nextImport' | 'importDone'
>

/** What the index worker asks and confirms: accepted listings, deletions, imports. */
export function createIndexStore(database: Database): IndexWork {
  return {
    // Of whatever version: the newest accepted content is always right to index.
    catalogItem: (listingId) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(listings).where(eq(listings.id, listingId))
        if (row === undefined) return null
        const item = catalogItemOf(row)
        return { tenant: row.tenant, item, photos: item === null ? [] : catalogPhotosOf(row) }
      }),
    indexed: (listingId, version, outcome) =>
      database.transaction(async (queries) => {
        const row = await lockListing(queries, listingId)
        const after = row === null ? null : afterIndexing(row, version, outcome)
        if (row === null || after === null) return { orders: [] }
        const { orders } = await commitStep(queries, database.now(), row, { row: after, events: [] })
        return { orders }
      }),
    deletion: (id) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(deletions).where(eq(deletions.id, id))
        return row === undefined ? null : { id, tenant: row.tenant, listingId: row.listingId, indexed: row.indexed }
      }),
    deletionDone: (id) =>
      database.read(async (queries) => void (await queries.delete(deletions).where(eq(deletions.id, id)))),
    deletionWaits: (id) =>
      database.read(
        async (queries) =>
          void (await queries
            .update(deletions)
            .set({ indexWaiting: true, hintedAt: null })
            .where(eq(deletions.id, id))),
      ),
    nextImport: (id) =>
      database.read(async (queries) => {
        const [last] = await queries.select().from(imports).where(eq(imports.id, id))
        if (last === undefined || last.finishedAt !== null) return null
        const [row] = await queries
          .select()
          .from(imports)
          .where(
            and(
              eq(imports.tenant, last.tenant),
              lte(imports.ordinal, last.ordinal),
              isNull(imports.finishedAt),
              sql`${imports.problem} is null`,
            ),
          )
          .orderBy(imports.ordinal)
          .limit(1)
        return row === undefined ? null : { id: row.id, tenant: row.tenant, kind: row.kind, count: row.count }
      }),
    importDone: (id, result) =>
      database.read(async (queries) => {
        const done = { ...result, finishedAt: database.now(), hintedAt: null, problem: null }
        await queries
          .update(imports)
          .set(done)
          .where(and(eq(imports.id, id), isNull(imports.finishedAt)))
      }),
  }
}

/** Null: nothing that was not known. A report may be late; what it says wrong then, the row's next order puts right. */
function afterIndexing(row: StoredListing, version: number, outcome: IndexOutcome): StoredListing | null {
  switch (outcome) {
    case 'put':
      return (row.indexedVersion ?? 0) >= version ? null : { ...row, indexedVersion: version }
    case 'removed':
      return row.indexedVersion === null ? null : { ...row, indexedVersion: null }
    case 'waiting':
      return row.indexWaiting ? null : { ...row, indexWaiting: true }
  }
}
