import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import { catalogItemOf } from './catalog-item-of.ts'
import { lockListing } from './change-listing.ts'
import { commitStep } from './commit-step.ts'
import type { Database } from './database.ts'
import type { WorkStore } from './store.ts'
import { deletions, imports, listings } from './tables.ts'

type IndexWork = Pick<WorkStore, 'catalogItem' | 'indexed' | 'deletion' | 'deletionDone' | 'nextImport' | 'importDone'>

/** What the index worker asks and confirms: accepted listings, deletions, imports. */
export function createIndexStore(database: Database): IndexWork {
  return {
    // Of whatever version: the newest accepted content is always right to index.
    catalogItem: (listingId) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(listings).where(eq(listings.id, listingId))
        return row === undefined ? null : { tenant: row.tenant, item: catalogItemOf(row) }
      }),
    indexed: (listingId, version) =>
      database.transaction(async (queries) => {
        const row = await lockListing(queries, listingId)
        if (row === null || (row.indexedVersion ?? 0) >= version) return
        await commitStep(queries, database.now(), row, { row: { ...row, indexedVersion: version }, events: [] })
      }),
    deletion: (id) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(deletions).where(eq(deletions.id, id))
        return row === undefined ? null : { id, tenant: row.tenant, listingId: row.listingId }
      }),
    deletionDone: (id) =>
      database.read(async (queries) => void (await queries.delete(deletions).where(eq(deletions.id, id)))),
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
