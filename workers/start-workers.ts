import type { WorkerParts } from '../src/compose.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'
import { digitizeWorker } from './digitize.ts'
import { indexWorker } from './index.ts'
import { photosWorker } from './photos.ts'
import { publishWorker } from './publish.ts'
import { webhooksWorker } from './webhooks.ts'

/** Every worker there is. Sellers and batches have lanes of their own, so that a backfill cannot starve a seller. */
const table: ((parts: WorkerParts) => QueueWorker)[] = [
  (parts) => photosWorker('photos', parts),
  (parts) => photosWorker('photos-bulk', parts),
  (parts) => digitizeWorker('digitize', parts),
  (parts) => digitizeWorker('digitize-bulk', parts),
  indexWorker,
  webhooksWorker,
  publishWorker,
]

export type RunningWorkers = {
  /** Jobs under way may finish until the deadline; then they are canceled and go back to the queue. */
  stop(): Promise<void>
}

/** Starts them all on the same parts. */
export function startWorkers(parts: WorkerParts): RunningWorkers {
  const workers = table.map((start) => start(parts))
  return {
    stop: async () => {
      await Promise.all(workers.map((worker) => worker.stop(parts.config.queue.stopDeadlineMs)))
    },
  }
}
