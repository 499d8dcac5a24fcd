import type { WorkItem } from '../domain/internal-api.ts'
import type { PhotoVariant } from '../domain/photo-keys.ts'
import type { ReadListing } from '../reads/read.ts'

/** The listing of a work item as reads see it: its usable photos only, fetched when a read asks for them. */
export function listingOf(
  work: WorkItem,
  photo: (tenant: string, listingId: string, index: number, variant: PhotoVariant | 'original') => Promise<Buffer>,
): ReadListing {
  const { listingId, tenant, revision, run, text, hints, lane, spendingLimits } = work
  const photos = work.photos.flatMap(({ index, state, sha256, phash, notes }) => {
    if (state !== 'normalized' || sha256 === null) return []
    const bytes = (variant: PhotoVariant | 'original') => photo(tenant, listingId, index, variant)
    return [{ index, sha256, phash, notes, bytes }]
  })
  return {
    listingId,
    tenant,
    revision,
    run,
    text,
    hints,
    photos,
    lane,
    ...(spendingLimits === undefined ? {} : { spendingLimits }),
  }
}
