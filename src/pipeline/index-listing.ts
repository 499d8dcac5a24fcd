import type { CatalogIndex } from '../catalog/catalog-index.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CatalogItemAnswer, IndexOutcome } from '../domain/internal-api.ts'
import type { CatalogPhotos } from './catalog-photos.ts'

export type IndexListingDeps = {
  catalogItem(listingId: string, version: number): Promise<CatalogItemAnswer | null>
  indexed(listingId: string, version: number, outcome: IndexOutcome): Promise<void>
  /** Null: no vector index is configured. */
  catalog: Pick<CatalogIndex, 'upsert' | 'remove'> | null
  /** Null: no embedding of photos is configured. */
  photos: Pick<CatalogPhotos, 'ofListing' | 'remove'> | null
}

/**
 * Brings the index to what the listing is now, whichever version the order was for: an accepted one is put, any other is taken
 * out, so that nobody's neighbor is what its seller is just changing. Where no index can be used, the listing waits for one.
 */
export async function indexListing(
  listingId: string,
  version: number,
  deps: IndexListingDeps,
  signal: AbortSignal,
): Promise<void> {
  const found = await deps.catalogItem(listingId, version)
  if (found === null) return
  await deps.indexed(listingId, version, await bringUpToDate(listingId, found, deps, signal))
}

async function bringUpToDate(
  listingId: string,
  { tenant, item, photos }: CatalogItemAnswer,
  { catalog, photos: index }: IndexListingDeps,
  signal: AbortSignal,
): Promise<IndexOutcome> {
  if (catalog === null) return 'waiting'
  try {
    if (item === null) {
      await catalog.remove(tenant, [listingId])
      await index?.remove(tenant, [listingId])
      return 'removed'
    }
    await catalog.upsert(tenant, [item])
    await index?.ofListing(tenant, listingId, photos, signal)
    return 'put'
  } catch (error) {
    if (error instanceof HangtagError && needsReindex.has(error.code)) return 'waiting'
    throw error
  }
}

/** Says nothing of this listing, and stays until the catalog is reindexed, which is a job of this same queue. */
const needsReindex = new Set(['catalog-embedding-mismatch', 'catalog-embedding-unavailable', 'embeddings-dimensions'])
