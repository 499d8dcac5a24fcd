import type { WorkerParts } from '../src/compose.ts'
import { normalizePhoto } from '../src/photos/normalize-photo.ts'
import { normalizeListingPhoto } from '../src/pipeline/normalize-listing-photo.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'

/** Original → what is shown. A bad photo is reported as rejected; what is thrown here is tried again by the queue. */
export function photosWorker(queue: 'photos' | 'photos-bulk', parts: WorkerParts): QueueWorker {
  const { config, api, photoStore, fetch } = parts
  const limits = { bytesMax: config.photos.bytesMax, deadlineMs: config.fetch.deadlineMs }
  return parts.startWorker(queue, parts.concurrency(queue), async (job, attempt, signal) => {
    const deps = {
      workItem: (listingId: string) => api.workItem(listingId, signal),
      reportPhoto: api.reportPhoto,
      photoStore,
      fetch,
      limits,
      normalize: (original: Buffer) => normalizePhoto(original, config.photos, signal),
      mayRetry: attempt.mayRetry,
    }
    await normalizeListingPhoto(job, deps, signal)
  })
}
