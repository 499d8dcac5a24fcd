import type { WorkerParts } from '../src/compose.ts'
import { deliverWebhook } from '../src/pipeline/deliver-webhook.ts'
import type { QueueWorker } from '../src/queue/start-worker.ts'

/** One attempt of one delivery. What a receiver does is reported as it is; only our own failures are thrown to the queue. */
export function webhooksWorker(parts: WorkerParts): QueueWorker {
  const { api, fetch, config } = parts
  const deps = { ...api, fetch, deadlineMs: config.fetch.webhookDeadlineMs, now: () => new Date() }
  return parts.startWorker('webhooks', parts.concurrency('webhooks'), (job, _attempt, signal) =>
    deliverWebhook(job, deps, signal),
  )
}
