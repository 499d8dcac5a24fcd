import type { WorkerParts } from '../src/compose.ts'
import { publishListing } from '../src/pipeline/publish-listing.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'

/** One version of one listing to its connector. A refusal is reported; an outage or a rate limit is the queue's to retry. */
export function publishWorker(parts: WorkerParts): QueueWorker {
  const { api, connector } = parts
  return parts.startWorker('publish', parts.concurrency('publish'), (job, _attempt, signal) =>
    publishListing(job, { ...api, connector }, signal),
  )
}
