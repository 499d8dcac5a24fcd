import { decodeTime } from 'ulid'
import { listingPrefix, uploadMark, uploadMarksPrefix } from '../domain/photo-keys.ts'
import type { PhotoStore } from '../store/photo-store.ts'

/** No request lives this long: an upload that is older and has no row will never have one. */
const abandonedAfterMs = 60 * 60 * 1_000

export type RemoveAbandonedUploadsDeps = {
  photoStore: Pick<PhotoStore, 'list' | 'removeAll'>
  /** Null where the tenant has no such listing. */
  listing(tenant: string, listingId: string): Promise<object | null>
}

/**
 * Removes photos that an API process took in and died before their listing had a row: nothing else would ever find them. Only
 * what is marked as an upload is looked at, so that a wrong or restored database costs no listing its photos.
 */
export async function removeAbandonedUploads(deps: RemoveAbandonedUploadsDeps, now: Date): Promise<void> {
  for (const mark of await deps.photoStore.list(uploadMarksPrefix)) {
    const [tenant = '', listingId = ''] = mark.slice(uploadMarksPrefix.length).split('/')
    if (now.getTime() - decodeTime(listingId.replace('lst_', '')) < abandonedAfterMs) continue
    if ((await deps.listing(tenant, listingId)) === null)
      await deps.photoStore.removeAll(listingPrefix(tenant, listingId))
    await deps.photoStore.removeAll(uploadMark(tenant, listingId))
  }
}
