import type { WorkerParts } from '../src/compose.ts'
import { digitizeListing } from '../src/pipeline/digitize-listing.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'

/**
 * Work item → draft. The write carries (revision, run): the API takes each pair once, so a job that runs twice does no harm,
 * and one that an input change overtook has nothing to do. What is thrown is tried again by the queue.
 */
export function digitizeWorker(queue: 'digitize' | 'digitize-bulk', parts: WorkerParts): QueueWorker {
  const { api, digitize } = parts
  return parts.startWorker(queue, parts.concurrency(queue), async (job, attempt, signal) => {
    const work = await api.workItem(job.listingId, signal)
    if (work === null || work.revision !== job.revision || work.run !== job.run) return
    if (work.state !== 'received' && work.state !== 'digitizing') return
    const deps = {
      ...digitize,
      readResult: api.readResult,
      putReadResult: api.putReadResult,
      mayRetry: attempt.mayRetry,
    }
    const draft = await digitizeListing(work, work.settings, deps, signal)
    await api.writeDraft(job.listingId, draft, signal)
  })
}
