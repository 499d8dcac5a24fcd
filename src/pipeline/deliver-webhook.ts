import { Webhook } from 'standardwebhooks'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Delivery, DeliveryAttempt } from '../domain/internal-api.ts'
import type { WebhookJob } from '../domain/job.ts'
import type { GuardedFetch } from '../photos/guarded-fetch.ts'

/** A receiver's answer is not read beyond this. */
const answerBytesMax = 64 * 1_024

export type DeliverWebhookDeps = {
  delivery(id: string): Promise<Delivery | null>
  reportAttempt(id: string, attempt: DeliveryAttempt): Promise<void>
  fetch: GuardedFetch
  deadlineMs: number
  now(): Date
}

/**
 * Sends one delivery once, signed by Standard Webhooks, and reports how it went. What the receiver does wrong is a result,
 * not a failure of the job: the API knows the schedule and orders the next attempt.
 */
export async function deliverWebhook(job: WebhookJob, deps: DeliverWebhookDeps, signal: AbortSignal): Promise<void> {
  const delivery = await deps.delivery(job.deliveryId)
  if (delivery === null || delivery.done || delivery.attempt > job.attempt) return
  const sent = await send(delivery, deps, signal)
  await deps.reportAttempt(delivery.id, { attempt: job.attempt, ...sent })
}

async function send(
  delivery: Delivery,
  deps: DeliverWebhookDeps,
  signal: AbortSignal,
): Promise<Pick<DeliveryAttempt, 'status' | 'error'>> {
  const now = deps.now()
  try {
    const { status } = await deps.fetch(delivery.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': delivery.id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': new Webhook(delivery.secret).sign(delivery.id, now, delivery.body),
      },
      body: delivery.body,
      bytesMax: answerBytesMax,
      deadlineMs: deps.deadlineMs,
      signal,
    })
    return { status, error: null }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof HangtagError)) throw error
    return { status: null, error: `${error.code}: ${error.message}` }
  }
}
