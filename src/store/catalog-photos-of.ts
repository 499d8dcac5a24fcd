import type { CatalogPhoto } from '../domain/internal-api.ts'
import type { StoredListing } from './tables.ts'

/** The photos by which an accepted listing can be found: those that were normalized. */
export function catalogPhotosOf({ photos }: Pick<StoredListing, 'photos'>): CatalogPhoto[] {
  return photos.flatMap(({ index, state, sha256, phash }) =>
    state === 'normalized' && sha256 !== null ? [{ index, sha256, phash }] : [],
  )
}
