import { RateLimitError, UnrecoverableError } from 'bullmq'
import { HangtagError } from '../domain/hangtag-error.ts'
import { type JobHistory, mayRetry } from './may-retry.ts'

const rateWaitDefaultMs = 5_000
/** A longer wait is looked at again after a minute: a `retry-after` of hours must not freeze a queue unseen. */
const rateWaitMaxMs = 60_000

/**
 * The one translation of our errors into BullMQ's words. Give up → unrecoverable. Rate-limited → the whole queue pauses and
 * the job goes back without losing an attempt, as often as `mayRetry` allows. Anything else is rethrown as it is.
 */
export async function toQueueError(
  error: unknown,
  history: JobHistory,
  pauseQueue: (waitMs: number) => Promise<void>,
): Promise<unknown> {
  if (!(error instanceof HangtagError) || error.disposition === 'retry') return error
  if (error.disposition === 'rate-limited' && mayRetry(error, history)) {
    await pauseQueue(Math.min(error.retryAfterMs ?? rateWaitDefaultMs, rateWaitMaxMs))
    return new RateLimitError()
  }
  return Object.assign(new UnrecoverableError(error.message), { cause: error })
}
