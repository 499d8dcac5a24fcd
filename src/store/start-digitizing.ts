import { isTrusted } from './is-trusted.ts'
import type { ListingStep } from './listing-step.ts'
import { settleInput } from './settle-input.ts'
import type { StoredInput, StoredPhoto } from './stored-listing.ts'
import type { StoredListing } from './tables.ts'

/**
 * Orders digitizing once more: run + 1, and revision + 1 where the input is new. The draft so far and all corrections stay
 * until the new draft comes; what was accepted no longer is.
 *
 * `retryPhotos` also tries again the photos that were rejected for what may have passed by now: an address that gave no
 * bytes, a job that died. That is no new input (the seller's photos are the same), so the revision stays.
 */
export function startDigitizing(
  row: StoredListing,
  change: { input?: StoredInput; newPhotos?: StoredPhoto[]; retryPhotos?: boolean },
): ListingStep {
  const newInput = change.input !== undefined || change.newPhotos !== undefined
  const photos = change.retryPhotos === true ? row.photos.map(triedAgain) : row.photos
  const settled = settleInput({
    ...row,
    state: 'digitizing',
    input: change.input ?? row.input,
    photos: [...photos, ...(change.newPhotos ?? [])],
    revision: row.revision + (newInput ? 1 : 0),
    run: row.run + 1,
    version: row.version + 1,
    // What a person changes is their own order, and no part of a batch.
    spendingCap: newInput ? null : row.spendingCap,
    problem: null,
    acceptedAt: null,
    indexedVersion: maybeIndexed(row),
  })
  return settled.row.state === 'failed' || settled.events.length > 0
    ? settled
    : { row: settled.row, events: [{ type: 'listing.digitizing' }] }
}

/**
 * What was accepted leaves the index at once. It may be on its way in just now, and then a job that comes after takes it out:
 * the row is taken for indexed already.
 */
function maybeIndexed(row: StoredListing): number | null {
  return isTrusted(row) && !row.indexWaiting ? (row.indexedVersion ?? row.version) : row.indexedVersion
}

function triedAgain(photo: StoredPhoto): StoredPhoto {
  return photo.state === 'rejected' && photo.retriable
    ? { ...photo, state: 'received', code: null, retriable: false }
    : photo
}
