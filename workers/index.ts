import type { WorkerParts } from '../src/compose.ts'
import { indexItem } from '../src/pipeline/index-item.ts'
import { reindexCatalog } from '../src/pipeline/reindex-catalog.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'

/**
 * The one writer of the vector index: one job at a time over all processes, in their order. What is thrown pauses the queue,
 * and the job is tried again before any other. Each write asks first whether the job is still this worker's.
 */
export function indexWorker(parts: WorkerParts): QueueWorker {
  const { api, catalog, catalogPhotos, catalogReindex, photoStore, removeAnswers } = parts
  return parts.startWorker('index', 1, (job, attempt, signal) => {
    if (job.kind === 'reindex')
      return reindexCatalog(job, { ...api, catalogReindex, log: parts.log }, { signal, hold: attempt.hold })
    const held: typeof catalog = catalog && {
      ...catalog,
      upsert: (...items) => attempt.hold().then(() => catalog.upsert(...items)),
      remove: (...ids) => attempt.hold().then(() => catalog.remove(...ids)),
    }
    const photos: typeof catalogPhotos = catalogPhotos && {
      ofListing: (...given) => attempt.hold().then(() => catalogPhotos.ofListing(...given)),
      ofItems: (...given) => attempt.hold().then(() => catalogPhotos.ofItems(...given)),
      remove: (...ids) => attempt.hold().then(() => catalogPhotos.remove(...ids)),
    }
    return indexItem(job, { ...api, catalog: held, photos, photoStore, removeAnswers }, signal)
  })
}
