import { type Job, UnrecoverableError, WaitingError, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { DeadLetterReport } from '../domain/internal-api.ts'
import { type JobData, jobSchemas, type QueueName } from '../domain/job.ts'
import { type JobHistory, mayRetry } from './may-retry.ts'
import { holdJob, jobTakenOver, openOrderedQueue } from './open-ordered-queue.ts'
import { orderedQueues } from './ordered-queues.ts'
import type { SuspectTurns } from './suspect-turns.ts'
import { toQueueError } from './to-queue-error.ts'

/** A job may be under way in this many workers that die before it is taken for the cause of their deaths. */
const crashesMax = 5
/** After the stop deadline, canceled jobs get this long to go back to the queue. */
const cancelDeadlineMs = 2_000

/** One start of a job. */
type Attempt = {
  /** Whether the job will be started again if it fails with this error. */
  mayRetry(error: unknown): boolean
  /**
   * Throws `job-taken-over` where the queue has given the job to another worker, because this one was taken for dead (a
   * machine that slept). Whoever must be the only writer asks before each write.
   */
  hold(): Promise<void>
}

/** Does one job. Throwing is failing; the signal aborts when the worker must stop now. */
export type JobHandler<Q extends QueueName> = (data: JobData<Q>, attempt: Attempt, signal: AbortSignal) => Promise<void>

export type WorkerOptions = {
  /** With `maxRetriesPerRequest: null`, as BullMQ demands. Shared by all workers of a process; closed by its owner. */
  connection: Redis
  prefix: string
  concurrency: number
  /** For queues that keep their order (`ordered-queues.ts`); in others the job itself says how often and when. */
  attempts: number
  backoffMs: number
  lockDurationMs: number
  stalledIntervalMs: number
  /** Shared by all workers of a process, which die together. */
  suspectTurns: SuspectTurns
  /** Called when a job is given up. If that fails too, the sweeper finds the row again. */
  reportDeadLetter(report: DeadLetterReport): Promise<void>
  log: WorkerLog
}
type WorkerLog = Record<'info' | 'warn' | 'error', (facts: object, message: string) => void>

export type QueueWorker = {
  queue: QueueName
  /** Takes no more jobs, lets those under way finish until the deadline, then cancels them: they go back to the queue. */
  stop(deadlineMs: number): Promise<void>
}

/** Runs jobs of one queue. Payloads are checked against the schema that they were enqueued with. */
export function startWorker<Q extends QueueName>(queue: Q, handle: JobHandler<Q>, options: WorkerOptions): QueueWorker {
  let canceling = false
  const ordered = orderedQueues.has(queue) ? openOrderedQueue(queue, options) : null
  const reports = new Set<Promise<void>>()

  const inTurn = (job: Job, token: string | undefined, signal: AbortSignal | undefined) =>
    options.suspectTurns(ordered?.asSuspect(job) ?? job, token, () => run(job, token, signal))
  const run = async (job: Job, token: string | undefined, signal: AbortSignal | undefined) => {
    const history = historyOf(queue, job)
    try {
      const attempt = {
        mayRetry: (error: unknown) => mayRetry(error, history),
        hold: () => holdJob(job, token, options.lockDurationMs),
      }
      await handle(parseJob(queue, job.data), attempt, signal ?? new AbortController().signal)
      ordered?.done(job)
    } catch (error) {
      if (canceling && signal?.aborted === true) {
        await job.moveToWait(token)
        throw new WaitingError()
      }
      // Another worker has the job, and decides what becomes of it.
      if (signal?.aborted === true) throw jobTakenOver(job)
      if (ordered !== null) throw await ordered.toQueueError(job, error)
      throw await toQueueError(error, history, (waitMs) => job.moveToDelayed(Date.now() + waitMs, token))
    }
  }

  const worker = new Worker(queue, inTurn, {
    connection: options.connection,
    prefix: options.prefix,
    concurrency: options.concurrency,
    lockDuration: options.lockDurationMs,
    stalledInterval: options.stalledIntervalMs,
    // Only a worker with a limit minds that its queue pauses.
    ...(ordered === null ? {} : { limiter: { max: Number.MAX_SAFE_INTEGER - 1, duration: 1_000 } }),
    maxStalledCount: crashesMax,
    // How soon a finished job is acknowledged again after Redis was away.
    runRetryDelay: 500,
  })
  worker.on('error', (error) => options.log.warn({ queue, reason: error.message }, 'queue connection'))
  // A job that another worker has by now must cost nothing more here.
  worker.on('lockRenewalFailed', (ids) => {
    for (const id of ids) worker.cancelJob(id, 'taken over')
  })
  worker.on('failed', (job, error) => {
    if (job === undefined) return
    const attempts = ordered?.attemptsOf(job) ?? job.attemptsMade
    const facts = { queue, job: job.id, attempt: attempts, ...describe(error) }
    // Set only where BullMQ really ended the job; a job that will be tried again has none.
    if (job.finishedOn === undefined) return options.log.warn(facts, 'job failed, will be tried again')
    options.log.error(facts, 'job given up')
    const { code, reason } = describe(error)
    const report = options
      .reportDeadLetter({ queue, data: job.data, code, reason, attempts })
      .catch((cause) =>
        options.log.error(
          { ...facts, cause: String(cause) },
          'dead letter not reported; the sweeper will find the row',
        ),
      )
      .finally(() => reports.delete(report))
    reports.add(report)
  })

  return {
    queue,
    stop: async (deadlineMs) => {
      const closed = worker.close()
      if (!(await settlesWithin(closed, deadlineMs))) {
        canceling = true
        worker.cancelAllJobs('stopping')
        if (!(await settlesWithin(closed, cancelDeadlineMs)))
          options.log.warn({ queue }, 'a job ignores its cancellation; its lock runs out by itself')
      }
      await Promise.all([...reports, ordered?.close()])
    },
  }
}

function parseJob<Q extends QueueName>(queue: Q, data: unknown): JobData<Q> {
  const parsed = jobSchemas[queue].safeParse(data)
  if (parsed.success) return parsed.data as JobData<Q>
  throw new HangtagError(`The job of queue ${queue} has a form that this version does not know`, {
    code: 'job-malformed',
    disposition: 'give-up',
    evidence: { problems: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) },
  })
}

function historyOf(queue: QueueName, job: Job): JobHistory {
  return {
    attemptsMade: job.attemptsMade,
    attemptsStarted: job.attemptsStarted,
    attemptsMax: job.opts.attempts ?? 1,
    isAwaited: queue === 'photos' || queue === 'digitize',
  }
}

/** What a dead letter says of the error. A job that BullMQ itself ended was under way in too many workers that died. */
function describe(error: Error): { code: string; reason: string } {
  const isWrapped = error instanceof UnrecoverableError && error.cause instanceof Error
  const known = isWrapped || error.cause instanceof HangtagError ? error.cause : error
  if (known instanceof HangtagError) return { code: known.code, reason: known.message }
  if (error.message.startsWith('job stalled'))
    return { code: 'worker-lost', reason: `The worker died more than ${crashesMax} times while this job was under way` }
  return { code: 'unexpected', reason: String(known) }
}

async function settlesWithin(work: Promise<unknown>, deadlineMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), deadlineMs)
  })
  const settled = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return settled
}
