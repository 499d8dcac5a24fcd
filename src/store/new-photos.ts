import type { NewPhoto } from './store.ts'
import type { StoredPhoto } from './stored-listing.ts'

/** Indexes run from 0 to 15: the record's own limit. */
export const photosMax = 16

/** Photos as they come, with their indexes. */
export function newPhotos(photos: readonly NewPhoto[], firstIndex: number): StoredPhoto[] {
  return photos.map(({ sha256, url }, offset) => ({
    index: firstIndex + offset,
    state: 'received',
    code: null,
    url,
    sha256,
    phash: null,
    width: null,
    height: null,
    notes: [],
    retriable: false,
  }))
}
