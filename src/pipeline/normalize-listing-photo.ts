import { createHash } from 'node:crypto'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { PhotoResult, WorkItem, WorkPhoto } from '../domain/internal-api.ts'
import type { PhotoJob } from '../domain/job.ts'
import { listingPrefix, originalKey, variantKey } from '../domain/photo-keys.ts'
import { fetchPhoto } from '../photos/fetch-photo.ts'
import type { GuardedFetch } from '../photos/guarded-fetch.ts'
import type { NormalizedPhoto } from '../photos/normalize-photo.ts'
import type { PhotoStore } from '../store/photo-store.ts'

export type NormalizeListingPhotoDeps = {
  workItem(listingId: string): Promise<WorkItem | null>
  photoStore: Pick<PhotoStore, 'get' | 'put' | 'removeAll'>
  fetch: GuardedFetch
  /** Throws `HangtagError` give-up where the photo itself is bad. */
  normalize(original: Buffer, signal: AbortSignal): Promise<NormalizedPhoto>
  reportPhoto(listingId: string, index: number, result: PhotoResult): Promise<'written' | 'same' | 'gone'>
  limits: { bytesMax: number; deadlineMs: number }
  /** Whether this job will be started again if it fails with this error. */
  mayRetry(error: unknown): boolean
}

/**
 * Turns one original into what models and lists are shown. A bad photo is a result, `rejected` with a code, and does not sink
 * its listing; where our own parts fail the error is thrown and the job comes back.
 */
export async function normalizeListingPhoto(
  job: PhotoJob,
  deps: NormalizeListingPhotoDeps,
  signal: AbortSignal,
): Promise<void> {
  const work = await deps.workItem(job.listingId)
  const photo = work?.photos.find(({ index }) => index === job.index)
  if (work === null || photo === undefined || photo.state !== 'received') return
  const result = await settle(work, photo, deps, signal)
  const outcome = await deps.reportPhoto(job.listingId, job.index, result)
  // Deleted while this ran: the deletion may have swept the store before the last object was written.
  if (outcome === 'gone') await deps.photoStore.removeAll(listingPrefix(work.tenant, work.listingId))
}

async function settle(
  work: WorkItem,
  photo: WorkPhoto,
  deps: NormalizeListingPhotoDeps,
  signal: AbortSignal,
): Promise<PhotoResult> {
  let { sha256 } = photo
  try {
    const original = await readOriginal(work, photo, deps, signal)
    // An upload was hashed as it came in; only what was fetched is new. A bad photo has a hash too: it was fetched, and
    // looking at the same bytes again would change nothing.
    sha256 ??= createHash('sha256').update(original).digest('hex')
    const normalized = await deps.normalize(original, signal)
    const key = (variant: 'model' | 'thumb') => variantKey(work.tenant, work.listingId, photo.index, variant)
    await Promise.all([
      deps.photoStore.put(key('model'), normalized.model, signal),
      deps.photoStore.put(key('thumb'), normalized.thumb, signal),
    ])
    const { phash, width, height, notes } = normalized
    return { state: 'normalized', sha256, phash, width, height, notes: [...notes] }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof HangtagError && error.disposition === 'give-up') {
      return { state: 'rejected', code: error.code, sha256 }
    }
    throw error
  }
}

async function readOriginal(
  work: WorkItem,
  photo: WorkPhoto,
  deps: NormalizeListingPhotoDeps,
  signal: AbortSignal,
): Promise<Buffer> {
  const key = originalKey(work.tenant, work.listingId, photo.index)
  const stored = await deps.photoStore.get(key, signal)
  if (stored !== null) return stored
  if (photo.url === null) {
    throw new HangtagError('The original is not in the photo store', { code: 'photo-missing', disposition: 'give-up' })
  }
  const fetched = await fetchOriginal(photo.url, deps, signal)
  await deps.photoStore.put(key, fetched, signal)
  return fetched
}

/** A stranger's server that stays unreachable costs this photo, not the listing: the last attempt gives up. */
async function fetchOriginal(url: string, deps: NormalizeListingPhotoDeps, signal: AbortSignal): Promise<Buffer> {
  try {
    return await fetchPhoto(url, deps.limits, deps.fetch, signal)
  } catch (error) {
    if (!(error instanceof HangtagError) || deps.mayRetry(error)) throw error
    throw new HangtagError(error.message, { code: error.code, disposition: 'give-up', cause: error })
  }
}
