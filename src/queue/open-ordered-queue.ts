import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { QueueName } from '../domain/job.ts'
import { retryInOrder } from './retry-in-order.ts'
import { turnMs } from './suspect-turns.ts'

/**
 * How a queue that keeps its order fails: the job goes back to its head, and all of the queue pauses, for every worker
 * process. BullMQ's own ways (a delay, a retry) would let later jobs overtake it.
 */
export function openOrderedQueue(
  queue: QueueName,
  options: {
    connection: Redis
    prefix: string
    attempts: number
    backoffMs: number
    log: { warn(facts: object, message: string): void }
  },
) {
  const retries = retryInOrder(options)
  const pausing = new Queue(queue, { connection: options.connection, prefix: options.prefix })
  pausing.on('error', () => undefined) // The worker on the same connection reports it.

  async function backToHead(pauseMs: number): Promise<Error> {
    await pausing.rateLimit(pauseMs)
    return Worker.RateLimitError()
  }

  return {
    done: (job: Job) => retries.ended(job.id ?? ''),
    /** Failed tries of a job that is given up now; its count ends with this. */
    attemptsOf(job: Job): number {
      const failures = retries.failures(job.id ?? '')
      retries.ended(job.id ?? '')
      return Math.max(job.attemptsMade, failures)
    },
    /** What to throw to BullMQ for an error of a job. */
    async toQueueError(job: Job, error: unknown): Promise<unknown> {
      if (error instanceof HangtagError && error.code === takenOver) return error
      const again = retries.failed(job.id ?? '', error)
      const reason = error instanceof Error ? error.message : String(error)
      if (again === null) return Object.assign(new UnrecoverableError(reason), { cause: error })
      options.log.warn({ queue, job: job.id, reason, ...again }, 'the queue pauses, and tries this job again')
      return backToHead(again.pauseMs)
    },
    /** The job as `SuspectTurns` takes it: one that must wait for its turn waits at the head. */
    asSuspect: (job: Job) => ({
      stalledCounter: job.stalledCounter,
      moveToDelayed: async () => {
        throw await backToHead(turnMs)
      },
    }),
    close: () => pausing.close(),
  }
}

/** Throws where the lock of the job is another worker's by now, and renews it where it is not. */
export async function holdJob(job: Job, token: string | undefined, lockDurationMs: number): Promise<void> {
  if (token !== undefined && (await job.extendLock(token, lockDurationMs)) === 1) return
  throw jobTakenOver(job)
}

/** What this worker throws to BullMQ then is not heeded: the lock is not its own. */
export function jobTakenOver(job: Job): HangtagError {
  return new HangtagError('The queue has given this job to another worker', {
    code: takenOver,
    disposition: 'retry',
    evidence: { job: job.id },
  })
}

const takenOver = 'job-taken-over'
