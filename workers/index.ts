import type { WorkerParts } from '../src/compose.ts'
import { indexItem } from '../src/pipeline/index-item.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'

/** The one writer of the vector index: one job at a time, in their order. What is thrown is tried again by the queue. */
export function indexWorker(parts: WorkerParts): QueueWorker {
  const { api, catalog, photoStore, removeAnswers } = parts
  return parts.startWorker('index', 1, (job, _attempt, signal) =>
    indexItem(job, { ...api, catalog, photoStore, removeAnswers }, signal),
  )
}
