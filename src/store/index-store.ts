import { eq } from 'drizzle-orm'
import { catalogItemOf } from './catalog-item-of.ts'
import { lockListing } from './change-listing.ts'
import { commitStep } from './commit-step.ts'
import type { Database } from './database.ts'
import type { WorkStore } from './store.ts'
import { deletions, imports, listings } from './tables.ts'

type IndexWork = Pick<
  WorkStore,
  'catalogItem' | 'indexed' | 'deletion' | 'deletionDone' | 'createImport' | 'catalogImport' | 'importDone'
>

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
    createImport: (tenant, id, count) =>
      database.read(async (queries) => {
        const at = database.now()
        await queries
          .insert(imports)
          .values({ id, tenant, count, createdAt: at, hintedAt: at, lost: 0 })
          .onConflictDoNothing()
        return { orders: [{ queue: 'index', data: { kind: 'import', importId: id } }] }
      }),
    catalogImport: (id) =>
      database.read(async (queries) => {
        const [row] = await queries.select().from(imports).where(eq(imports.id, id))
        return row === undefined ? null : { id, tenant: row.tenant, count: row.count }
      }),
    importDone: (id) =>
      database.read(async (queries) => void (await queries.delete(imports).where(eq(imports.id, id)))),
  }
}
