import type { CatalogIndex } from '../catalog/catalog-index.ts'
import type { CatalogItem } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { IndexOutcome } from '../domain/internal-api.ts'

export type IndexListingDeps = {
  catalogItem(listingId: string, version: number): Promise<{ tenant: string; item: CatalogItem | null } | null>
  indexed(listingId: string, version: number, outcome: IndexOutcome): Promise<void>
  /** Null: no vector index is configured. */
  catalog: Pick<CatalogIndex, 'upsert' | 'remove'> | null
}

/**
 * Brings the index to what the listing is now, whichever version the order was for: an accepted one is put, any other is taken
 * out, so that nobody's neighbor is what its seller is just changing. Where no index can be used, the listing waits for one.
 */
export async function indexListing(listingId: string, version: number, deps: IndexListingDeps): Promise<void> {
  const found = await deps.catalogItem(listingId, version)
  if (found === null) return
  await deps.indexed(listingId, version, await bringUpToDate(listingId, found, deps.catalog))
}

async function bringUpToDate(
  listingId: string,
  { tenant, item }: { tenant: string; item: CatalogItem | null },
  catalog: IndexListingDeps['catalog'],
): Promise<IndexOutcome> {
  if (catalog === null) return 'waiting'
  try {
    if (item === null) {
      await catalog.remove(tenant, [listingId])
      return 'removed'
    }
    await catalog.upsert(tenant, [item])
    return 'put'
  } catch (error) {
    if (error instanceof HangtagError && needsReindex.has(error.code)) return 'waiting'
    throw error
  }
}

/** Says nothing of this listing, and stays until the catalog is reindexed, which is a job of this same queue. */
const needsReindex = new Set(['catalog-embedding-mismatch', 'catalog-embedding-unavailable', 'embeddings-dimensions'])
