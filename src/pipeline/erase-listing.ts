import type { CatalogIndex } from '../catalog/catalog-index.ts'
import type { Deletion } from '../domain/internal-api.ts'
import { listingPrefix } from '../domain/photo-keys.ts'
import type { PhotoStore } from '../store/photo-store.ts'
import type { CatalogPhotos } from './catalog-photos.ts'

export type EraseListingDeps = {
  deletion(id: string): Promise<Deletion | null>
  deletionDone(id: string): Promise<void>
  deletionWaits(id: string): Promise<void>
  /** Null: no vector index is configured. */
  catalog: Pick<CatalogIndex, 'remove'> | null
  /** Null: no embedding of photos is configured. */
  photos: Pick<CatalogPhotos, 'remove'> | null
  photoStore: Pick<PhotoStore, 'removeAll'>
  /** What models answered about a listing. */
  removeAnswers(tenant: string, listingId: string): Promise<void>
}

/**
 * Takes whatever the database does not hold of a deleted listing. Last in its life: with one writer and jobs in order, no
 * older order to index it can come after this. Where no index is configured and one may hold it, what is left waits.
 */
export async function eraseListing(deletionId: string, deps: EraseListingDeps): Promise<void> {
  const deletion = await deps.deletion(deletionId)
  if (deletion === null) return
  const { tenant, listingId, indexed } = deletion
  // The photos go whether or not the others can be reached now.
  await deps.photoStore.removeAll(listingPrefix(tenant, listingId))
  await Promise.all([
    deps.removeAnswers(tenant, listingId),
    deps.catalog?.remove(tenant, [listingId]),
    deps.photos?.remove(tenant, [listingId]),
  ])
  if (deps.catalog === null && indexed) await deps.deletionWaits(deletionId)
  else await deps.deletionDone(deletionId)
}
