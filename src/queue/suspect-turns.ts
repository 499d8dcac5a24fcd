import { DelayedError, type Job } from 'bullmq'

/** A job that was under way in this many workers that died may be what killed them. */
const suspectAfter = 2
/** How long a suspect waits, outside of any worker, before it asks for its turn again. */
export const turnMs = 1_000

/** Does the work now, or puts the job off (`DelayedError`) where it must wait for its turn. */
export type SuspectTurns = <T>(
  job: Pick<Job, 'stalledCounter' | 'moveToDelayed'>,
  token: string | undefined,
  work: () => Promise<T>,
) => Promise<T>

/**
 * Keeps apart the jobs that were under way when workers died. A job that kills its worker takes all those beside it along,
 * each time, until they are given up with it; one suspect at a time in a process, and it dies alone. The others are delayed
 * and not held, because a held job is under way to the queue and counts the next crash as its own.
 */
export function createSuspectTurns(): SuspectTurns {
  let taken = false
  return async (job, token, work) => {
    if (job.stalledCounter < suspectAfter) return await work()
    if (taken) {
      await job.moveToDelayed(Date.now() + turnMs, token)
      throw new DelayedError()
    }
    taken = true
    try {
      return await work()
    } finally {
      taken = false
    }
  }
}
