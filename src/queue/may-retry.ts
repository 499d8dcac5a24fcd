import { HangtagError } from '../domain/hangtag-error.ts'

/** How often a job was started and failed, as BullMQ counts. */
export type JobHistory = {
  /** Failed attempts before this one. */
  attemptsMade: number
  /** Starts including this one. Crashes and waits for a rate are starts, but no failed attempts. */
  attemptsStarted: number
  attemptsMax: number
  /** Someone looks at a page and waits for what this job makes. */
  isAwaited: boolean
}

/**
 * Waiting for a rate takes no attempt, so it is bounded by starts. A seller gets the draft that can be had within some
 * minutes (an endpoint that is down is asked again after 1, 2, 4, 8, 16, then every 30 seconds); a batch, whose waits may be
 * of ten minutes each, outlasts a night.
 */
const rateLimitedStartsMax = { awaited: 12, other: 60 }

/** Whether a job that fails with this error now will be started again. Use cases ask it too: the last attempt may degrade. */
export function mayRetry(error: unknown, history: JobHistory): boolean {
  if (error instanceof HangtagError && error.disposition === 'give-up') return false
  if (error instanceof HangtagError && error.disposition === 'rate-limited') {
    const startsMax = history.isAwaited ? rateLimitedStartsMax.awaited : rateLimitedStartsMax.other
    return history.attemptsStarted < Math.max(startsMax, history.attemptsMax)
  }
  return history.attemptsMade + 1 < history.attemptsMax
}
