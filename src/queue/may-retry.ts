import { HangtagError } from '../domain/hangtag-error.ts'

/** How often a job was started and failed, as BullMQ counts. */
export type JobHistory = {
  /** Failed attempts before this one. */
  attemptsMade: number
  /** Starts including this one. Crashes and waits for a rate are starts, but no failed attempts. */
  attemptsStarted: number
  attemptsMax: number
}

/**
 * Waiting for a rate takes no attempt, so it is bounded by starts: with waits of up to a minute each, an endpoint may stay
 * saturated for about half an hour before its jobs give up.
 */
const rateLimitedStartsMax = 30

/** Whether a job that fails with this error now will be started again. Use cases ask it too: the last attempt may degrade. */
export function mayRetry(error: unknown, history: JobHistory): boolean {
  if (error instanceof HangtagError && error.disposition === 'give-up') return false
  if (error instanceof HangtagError && error.disposition === 'rate-limited') {
    return history.attemptsStarted < Math.max(rateLimitedStartsMax, history.attemptsMax)
  }
  return history.attemptsMade + 1 < history.attemptsMax
}
