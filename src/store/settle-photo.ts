import type { PhotoResult } from '../domain/internal-api.ts'
import type { ListingStep } from './listing-step.ts'
import { settleInput } from './settle-input.ts'
import type { StoredPhoto } from './stored-listing.ts'
import type { StoredListing } from './tables.ts'

/** Takes in what became of one photo; null where that photo is settled already. `dead`: its job died, it may be fine. */
export function settlePhoto(
  row: StoredListing,
  index: number,
  result: PhotoResult,
  options: { dead: boolean } = { dead: false },
): ListingStep | null {
  const photo = row.photos.find((candidate) => candidate.index === index)
  if (photo === undefined || photo.state !== 'received') return null
  const settled = settledPhoto(photo, result, options.dead)
  const after = {
    ...row,
    photos: row.photos.map((candidate) => (candidate === photo ? settled : candidate)),
    version: row.version + 1,
  }
  const told = { type: 'listing.photo', more: { photo: { index, state: settled.state, code: settled.code } } }
  const { row: next, events } = settleInput(after)
  // A change of text while photos were under way has told of digitizing already.
  const isNews = next.state !== 'digitizing' || row.state !== 'digitizing'
  return { row: next, events: isNews ? [told, ...events] : [told] }
}

function settledPhoto(photo: StoredPhoto, result: PhotoResult, dead: boolean): StoredPhoto {
  if (result.state === 'rejected') {
    const sha256 = result.sha256 ?? photo.sha256
    const neverFetched = photo.url !== null && sha256 === null
    return { ...photo, state: 'rejected', code: result.code, sha256, retriable: dead || neverFetched }
  }
  const { state, sha256, phash, width, height, notes } = result
  return { ...photo, state, code: null, sha256, phash, width, height, notes, retriable: false }
}
