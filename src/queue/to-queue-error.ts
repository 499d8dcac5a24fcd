import { DelayedError, UnrecoverableError } from 'bullmq'
import { HangtagError } from '../domain/hangtag-error.ts'
import { type JobHistory, mayRetry } from './may-retry.ts'

const rateWaitDefaultMs = 5_000
/** A longer wait is looked at again after this: a `retry-after` of hours must not put a job away unseen. */
const rateWaitMsMax = { awaited: 60_000, other: 600_000 }

/**
 * The one translation of our errors into BullMQ's words. Give up → unrecoverable. Rate-limited → this job, and no other, is
 * put off for as long as was asked, which takes no attempt, as often as `mayRetry` allows. Anything else is rethrown as it is.
 */
export async function toQueueError(
  error: unknown,
  history: JobHistory,
  putOff: (waitMs: number) => Promise<void>,
): Promise<unknown> {
  if (!(error instanceof HangtagError) || error.disposition === 'retry') return error
  if (error.disposition === 'rate-limited' && mayRetry(error, history)) {
    const longest = history.isAwaited ? rateWaitMsMax.awaited : rateWaitMsMax.other
    await putOff(Math.min(error.retryAfterMs ?? rateWaitDefaultMs, longest))
    return new DelayedError()
  }
  return Object.assign(new UnrecoverableError(error.message), { cause: error })
}
