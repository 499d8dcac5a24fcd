import { type JobsOptions, Queue } from 'bullmq'
import { Redis } from 'ioredis'
import { HangtagError } from '../domain/hangtag-error.ts'
import { type JobOrder, jobId, type QueueName, queueNames } from '../domain/job.ts'
import type { JobQueue } from './job-queue.ts'
import { orderedQueues } from './ordered-queues.ts'

/** A job holds ids; one that is larger than this is a bug at the sender. */
const jobBytesMax = 4_096
/** BullMQ takes any number at once; a batch this size stays a short pause for Redis. */
const batchSize = 1_000

export type JobQueueOptions = {
  redisUrl: string
  /** With a `{hash tag}`, so that all keys of the queues live on one node of a cluster. */
  prefix: string
  attempts: number
  /** First pause between attempts; it doubles, with jitter. */
  backoffMs: number
  /** Nothing waits longer for Redis: `Queue.add` itself would wait for ever while Redis is down. */
  deadlineMs: number
  /** Connection errors as they come; BullMQ reconnects by itself. */
  onError?: (error: Error) => void
}

/** Opens the sending side of all queues on one connection. */
export function createJobQueue(options: JobQueueOptions): JobQueue {
  const onError = options.onError ?? (() => {})
  const redis = new Redis(options.redisUrl, { maxRetriesPerRequest: null })
  redis.on('error', onError)
  const ready = readiness(redis)
  const queues = new Map(queueNames.map((name) => [name, openQueue(name, redis, options, onError)]))
  const queueOf = (name: QueueName) => queues.get(name) as Queue

  const inTime = <T>(what: string, work: () => Promise<T>) =>
    withDeadline(what, options.deadlineMs, async () => {
      await ready()
      return work()
    })

  return {
    queues: [...queues.values()],
    enqueue: (orders) =>
      inTime('enqueue', async () => {
        for (const [name, batch] of batches(orders)) {
          // With the jobs, because a Redis that was emptied has forgotten it.
          if (orderedQueues.has(name)) await queueOf(name).setGlobalConcurrency(1)
          await queueOf(name).addBulk(
            batch.map((order) => ({
              name,
              data: order.data,
              opts: { jobId: jobId(order), delay: order.delayMs ?? 0 },
            })),
          )
        }
      }),
    missing: (orders) =>
      inTime('look for jobs', async () => {
        if (orders.length === 0) return []
        const pipeline = redis.pipeline()
        for (const order of orders) pipeline.exists(queueOf(order.queue).toKey(jobId(order)))
        const answers = (await pipeline.exec()) ?? []
        return orders.filter((_, at) => {
          const [error, exists] = answers[at] ?? [new Error('no answer'), 0]
          if (error !== null) throw error
          return exists === 0
        })
      }),
    remove: (orders) =>
      inTime('remove jobs', async () => {
        await Promise.all(orders.map((order) => queueOf(order.queue).remove(jobId(order))))
      }),
    clearEvents: () =>
      inTime('clear events', async () => {
        const pipeline = redis.pipeline()
        for (const queue of queues.values()) pipeline.xtrim(queue.keys.events ?? '', 'MAXLEN', 0)
        await pipeline.exec()
      }),
    counts: () =>
      inTime('count jobs', async () => {
        const states = ['waiting', 'active', 'delayed', 'failed'] as const
        const entries = await Promise.all(
          queueNames.map(async (name) => [name, await queueOf(name).getJobCounts(...states)]),
        )
        return Object.fromEntries(entries)
      }),
    check: () =>
      inTime('ping', async () => {
        await redis.ping()
      }),
    close: async () => {
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      redis.disconnect()
    },
  }
}

function openQueue(
  name: QueueName,
  connection: Redis,
  options: JobQueueOptions,
  onError: (error: Error) => void,
): Queue {
  const defaultJobOptions: JobsOptions = {
    attempts: options.attempts,
    backoff: { type: 'exponential', delay: options.backoffMs, jitter: 0.5 },
    sizeLimit: jobBytesMax,
    stackTraceLimit: 1,
    // A finished job would stay for ever, and its id would block the next order of that name. What came of it is in the
    // database: the draft, the publication, or the dead letter.
    removeOnComplete: true,
    removeOnFail: true,
  }
  const queue = new Queue(name, { connection, prefix: options.prefix, defaultJobOptions })
  queue.on('error', onError)
  return queue
}

/** Orders of one queue, in their order, in batches. */
function batches(orders: readonly JobOrder[]): [QueueName, JobOrder[]][] {
  return [...Map.groupBy(orders, (order) => order.queue)].flatMap(([name, all]) =>
    Array.from({ length: Math.ceil(all.length / batchSize) }, (_, at): [QueueName, JobOrder[]] => [
      name,
      all.slice(at * batchSize, (at + 1) * batchSize),
    ]),
  )
}

/**
 * Resolves while Redis is connected, and waits while it is not: then nothing is written, so that an outage does not pile
 * up commands that would all be carried out after it. (Commands themselves are never refused by the connection: BullMQ's
 * first one must not be, since a queue that failed to open stays unusable.)
 */
function readiness(redis: Redis): () => Promise<void> {
  let current = Promise.withResolvers<void>()
  let isReady = false
  redis.on('ready', () => {
    isReady = true
    current.resolve()
  })
  redis.on('close', () => {
    if (!isReady) return
    isReady = false
    current = Promise.withResolvers()
  })
  return () => current.promise
}

/** What was given up on may still happen when Redis comes back; every order has one id, so that does no harm. */
async function withDeadline<T>(what: string, deadlineMs: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${deadlineMs} ms`)), deadlineMs)
  })
  try {
    return await Promise.race([work(), late])
  } catch (cause) {
    throw new HangtagError(`The queue did not ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      code: 'queue-unavailable',
      disposition: 'retry',
      cause,
    })
  } finally {
    clearTimeout(timer)
  }
}
