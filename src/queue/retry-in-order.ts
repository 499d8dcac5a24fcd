import { HangtagError } from '../domain/hangtag-error.ts'

/** No pause is longer, so that the queue goes on soon after whatever was away is back. */
const pauseMsMax = 10_000

export type RetryInOrder = {
  /** How long the whole queue pauses before the job at its head is tried again; null: the job is given up. */
  failed(jobId: string, error: unknown): { pauseMs: number } | null
  /** Failed tries of the job so far that were its own fault, as far as this process saw them. */
  failures(jobId: string): number
  ended(jobId: string): void
}

/**
 * Decides for a queue that keeps its order. While what it needs is away, a job waits for as long as that takes: no attempt is
 * used up, and nothing becomes a dead letter. Other failures use up attempts, so that a job that fails for its own sake does
 * not hold up the others for ever. Counts in this process alone: after a restart a job has all its attempts again.
 */
export function retryInOrder(options: { attempts: number; backoffMs: number }): RetryInOrder {
  let outages = 0
  let own = { jobId: '', failures: 0 }
  const growing = (tries: number) => ({ pauseMs: Math.min(pauseMsMax, Math.max(1, options.backoffMs) * 2 ** tries) })

  return {
    failed(jobId, error) {
      if (isOutage(error)) {
        outages += 1
        const asked = error.retryAfterMs ?? 0
        return { pauseMs: Math.max(Math.min(asked, pauseMsMax), growing(Math.min(outages - 1, 20)).pauseMs) }
      }
      outages = 0
      own = { jobId, failures: own.jobId === jobId ? own.failures + 1 : 1 }
      const isHopeless = error instanceof HangtagError && error.disposition === 'give-up'
      return isHopeless || own.failures >= options.attempts ? null : growing(own.failures - 1)
    },
    failures: (jobId) => (own.jobId === jobId ? own.failures : 0),
    ended(jobId) {
      outages = 0
      if (own.jobId === jobId) own = { jobId: '', failures: 0 }
    },
  }
}

/** Whether the failure is that of a part that is away, and says nothing about the job. */
function isOutage(error: unknown): error is HangtagError {
  if (!(error instanceof HangtagError)) return false
  if (mendedOutside.has(error.code)) return true
  if (error.disposition === 'give-up' || mustNotStop.has(error.code)) return false
  return error.disposition === 'rate-limited' || error.code.endsWith('-unavailable')
}

/**
 * A photo store that cannot be read may be one bad file. An embedding that is not here any more needs a reindex, which is a job
 * behind this one.
 */
const mustNotStop = new Set(['photo-store-unavailable', 'catalog-embedding-unavailable'])

/** An account of embeddings that is used up, or a key that is wrong: every job would fail, until a person has mended it. */
const mendedOutside = new Set(['model-key-refused', 'model-quota'])
