import { Redis } from 'ioredis'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { DeadLetterReport } from '../../src/domain/internal-api.ts'
import { type IndexJob, type JobOrder, jobId, type QueueName } from '../../src/domain/job.ts'
import { createJobQueue } from '../../src/queue/create-job-queue.ts'
import type { JobQueue } from '../../src/queue/job-queue.ts'
import { openWorkerConnection } from '../../src/queue/open-worker-connection.ts'
import { type JobHandler, type QueueWorker, startWorker, type WorkerOptions } from '../../src/queue/start-worker.ts'
import { createSuspectTurns } from '../../src/queue/suspect-turns.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { until } from '../stubs/until.ts'

let redis: TestRedis
let prefixes = 0
const cleanups: (() => Promise<unknown> | unknown)[] = []

beforeAll(async () => {
  redis = await startTestRedis()
})
afterAll(() => redis.stop())
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

test('a job that keeps failing is tried as often as it may, then becomes one dead letter with the reason', async () => {
  const { queue, deadLetters, start } = bench()
  let starts = 0
  start(async () => {
    starts += 1
    throw new HangtagError('the store is away', { code: 'photo-store-unavailable', disposition: 'retry' })
  })
  await queue.enqueue([order('lst_1')])
  await until('the dead letter', () => deadLetters.length === 1)
  expect(starts).toBe(3)
  expect(deadLetters[0]).toMatchObject({
    queue: 'publish',
    data: { listingId: 'lst_1', version: 1 },
    code: 'photo-store-unavailable',
    reason: 'the store is away',
    attempts: 3,
  })
  expect(await queue.missing([order('lst_1')])).toHaveLength(1)
})

test('an error that says give up is not tried again', async () => {
  const { queue, deadLetters, start } = bench()
  let starts = 0
  start(async () => {
    starts += 1
    throw new HangtagError('no', { code: 'publish-refused', disposition: 'give-up' })
  })
  await queue.enqueue([order('lst_1')])
  await until('the dead letter', () => deadLetters.length === 1)
  expect({ starts, code: deadLetters[0]?.code }).toEqual({ starts: 1, code: 'publish-refused' })
})

test('a payload that this version does not know is not tried, and the worker lives on', async () => {
  const { queue, deadLetters, start } = bench()
  const seen: string[] = []
  start(async (job) => {
    seen.push(job.listingId)
  })
  const [raw] = queue.queues.filter(({ name }) => name === 'publish')
  await raw?.add('publish', { listing: 'of last year' }, { jobId: 'old' })
  await queue.enqueue([order('lst_2')])
  await until('both jobs', () => deadLetters.length === 1 && seen.length === 1)
  expect(deadLetters[0]?.code).toBe('job-malformed')
  expect(seen).toEqual(['lst_2'])
})

test('a rate limit puts off that job alone and takes no attempt', async () => {
  const { queue, deadLetters, start } = bench()
  const startedAt: number[] = []
  let others = 0
  start(async ({ listingId }) => {
    if (listingId !== 'lst_limited') {
      others += 1
      return
    }
    startedAt.push(Date.now())
    if (startedAt.length > 5) return
    throw new HangtagError('slow down', { code: 'limited', disposition: 'rate-limited', retryAfterMs: 60 })
  })
  await queue.enqueue([order('lst_limited')])
  await until('the first start', () => startedAt.length === 1)
  await queue.enqueue([order('lst_2'), order('lst_3')])
  await until('the others', () => others === 2)
  await until('the sixth start', () => startedAt.length === 6)
  await until('the job to be gone', async () => (await queue.missing([order('lst_limited')])).length === 1)
  expect(deadLetters).toEqual([])
  expect((startedAt[1] ?? 0) - (startedAt[0] ?? 0)).toBeGreaterThanOrEqual(55)
})

test('a job that is put off leaves its place in the worker to others', async () => {
  const { queue, start } = bench()
  const done: string[] = []
  start(async ({ listingId }) => {
    if (listingId === 'lst_limited')
      throw new HangtagError('slow down', { code: 'limited', disposition: 'rate-limited', retryAfterMs: 600_000 })
    done.push(listingId)
  })
  const ids = Array.from({ length: 20 }, (_, at) => `lst_${at}`)
  await queue.enqueue([order('lst_limited'), ...ids.map(order)])
  await until('all others', () => done.length === ids.length)
  expect((await queue.counts()).publish).toMatchObject({ delayed: 1, active: 0 })
})

test('a rate limit that never ends becomes a dead letter', async () => {
  const { queue, deadLetters, start } = bench()
  let starts = 0
  start(async () => {
    starts += 1
    throw new HangtagError('slow down', { code: 'limited', disposition: 'rate-limited', retryAfterMs: 1 })
  })
  await queue.enqueue([order('lst_1')])
  await until('the dead letter', () => deadLetters.length === 1, 20_000)
  expect(starts).toBe(60)
  expect(deadLetters[0]?.code).toBe('limited')
})

test('a graceful stop lets a running job finish', async () => {
  const { queue, start } = bench()
  const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let finished = 0
  const worker = start(async () => {
    begun.resolve()
    await finish.promise
    finished += 1
  })
  await queue.enqueue([order('lst_1')])
  await begun.promise
  const stopped = worker.stop(5_000)
  finish.resolve()
  await stopped
  expect(finished).toBe(1)
  expect(await queue.missing([order('lst_1')])).toHaveLength(1)
})

test('a graceful stop past its deadline cancels the job, which goes back without losing an attempt', async () => {
  const { queue, deadLetters, start } = bench()
  const begun = Promise.withResolvers<void>()
  const first = start(
    (_, __, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        begun.resolve()
      }),
  )
  await queue.enqueue([order('lst_1')])
  await begun.promise
  await first.stop(50)
  expect((await queue.counts()).publish).toMatchObject({ waiting: 1, active: 0 })

  const attempts: boolean[] = []
  start(async (_, attempt) => {
    attempts.push(attempt.mayRetry(new Error('x')))
  })
  await until('the job to run again', () => attempts.length === 1)
  expect(attempts).toEqual([true])
  expect(deadLetters).toEqual([])
})

test('a job whose worker vanished comes back by itself', async () => {
  const { queue, start, vanish } = bench()
  const done: string[] = []
  const lost = start(() => new Promise(() => {}))
  await queue.enqueue([order('lst_1')])
  await until('the job to run', async () => (await queue.counts()).publish.active === 1)
  vanish(lost)
  start(async (job) => {
    done.push(job.listingId)
  })
  await until('the job to be done elsewhere', () => done.length === 1, 10_000)
  expect(done).toEqual(['lst_1'])
})

test.each([
  { crashes: 4, outcome: 'done' },
  { crashes: 5, outcome: 'worker-lost' },
])('after $crashes earlier crashes one more ends as $outcome', async ({ crashes, outcome }) => {
  const { queue, deadLetters, start, vanish, prefix } = bench()
  const ended: string[] = []
  const lost = start(() => new Promise(() => {}))
  await queue.enqueue([order('lst_1')])
  await until('the job to run', async () => (await queue.counts()).publish.active === 1)
  const raw = new Redis(redis.url)
  await raw.hset(`${prefix}:publish:${jobId(order('lst_1'))}`, 'stc', crashes)
  raw.disconnect()
  vanish(lost)
  start(async () => {
    ended.push('done')
  })
  await until('the job to end', () => ended.length === 1 || deadLetters.length === 1)
  expect([...ended, ...deadLetters.map(({ code }) => code)]).toEqual([outcome])
})

test.each([0, 5, 20, 60])(
  'a worker whose Redis dies %i ms after its start works once Redis is back',
  async (afterMs) => {
    const own = await startTestRedis()
    cleanups.push(() => own.stop())
    const { queue, start } = bench(own.url)
    await queue.check()
    const done: string[] = []
    start(async (job) => {
      done.push(job.listingId)
    })
    await new Promise((resolve) => setTimeout(resolve, afterMs))
    await own.kill()
    await own.start()
    await expect
      .poll(() =>
        queue.enqueue([order('lst_1')]).then(
          () => 'sent',
          () => 'away',
        ),
      )
      .toBe('sent')
    await until('the job to be done', () => done.length > 0, 20_000)
    expect(done).toEqual(['lst_1'])
  },
)

test('a job that outlives Redis is done once Redis is back', async () => {
  const own = await startTestRedis()
  cleanups.push(() => own.stop())
  const { queue, start } = bench(own.url)
  let release = () => {}
  let starts = 0
  start(async () => {
    starts += 1
    await new Promise<void>((resolve) => {
      release = resolve
    })
  })
  await queue.enqueue([order('lst_1'), order('lst_2')])
  await until('a job to run', async () => starts === 1)
  await own.kill()
  release()
  await own.start()
  await until('the second job to run', () => starts >= 2, 20_000)
  release()
  await until(
    'the queue to be empty',
    async () => {
      release()
      return (await queue.missing([order('lst_1'), order('lst_2')])).length === 2
    },
    20_000,
  )
})

test('while the index is away its jobs wait in their order, whatever the number of tries, and none dies', async () => {
  const { queue, deadLetters, startOn } = bench()
  const done: string[] = []
  let tries = 0
  startOn('index', async (job) => {
    tries += 1
    if (tries <= 8) throw new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry' })
    done.push(nameOf(job))
  })
  await queue.enqueue([1, 2, 3].map(put))
  await until('some tries', () => tries >= 3)
  await queue.enqueue([4, 5].map(put))
  await until('all to be done', () => done.length === 5, 20_000)
  expect(done).toEqual(['lst_1', 'lst_2', 'lst_3', 'lst_4', 'lst_5'])
  expect(deadLetters).toEqual([])
})

test('during an outage of the index its one job at the head is tried, by one worker at a time', async () => {
  const { queue, startOn } = bench()
  const tried: string[] = []
  for (let workers = 0; workers < 2; workers += 1)
    startOn('index', async (job) => {
      tried.push(nameOf(job))
      throw new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry', retryAfterMs: 250 })
    })
  const started = Date.now()
  await queue.enqueue([1, 2].map(put))
  await until('four tries', () => tried.length === 4, 20_000)
  expect(Date.now() - started).toBeGreaterThanOrEqual(3 * 240)
  expect(new Set(tried)).toEqual(new Set(['lst_1']))
})

test('a poison job of the index is a dead letter with its reason after its attempts, and the others follow in their order', async () => {
  const { queue, deadLetters, startOn } = bench()
  const done: string[] = []
  let tries = 0
  startOn('index', async (job) => {
    if (nameOf(job) === 'lst_2') {
      tries += 1
      throw new TypeError('a row that breaks the writer')
    }
    done.push(nameOf(job))
  })
  await queue.enqueue([1, 2, 3, 4].map(put))
  await until('the others', () => done.length === 3 && deadLetters.length === 1)
  expect([done, tries]).toEqual([['lst_1', 'lst_3', 'lst_4'], 3])
  expect(deadLetters).toEqual([
    {
      queue: 'index',
      data: { kind: 'put', listingId: 'lst_2', version: 1 },
      code: 'unexpected',
      reason: 'TypeError: a row that breaks the writer',
      attempts: 3,
    },
  ])
})

test('workers stop at once while the index is away, and its jobs keep their places', async () => {
  const { queue, startOn } = bench()
  let tries = 0
  const worker = startOn('index', async () => {
    tries += 1
    throw new HangtagError('away', { code: 'catalog-unavailable', disposition: 'retry', retryAfterMs: 20_000 })
  })
  await queue.enqueue([1, 2].map(put))
  await until('a try', () => tries === 1)
  const started = Date.now()
  await worker.stop(10_000)
  expect(Date.now() - started).toBeLessThan(5_000)
  const waiting = await queue.queues.find(({ name }) => name === 'index')?.getWaiting()
  expect(waiting?.map((job) => job.data.listingId)).toEqual(['lst_1', 'lst_2'])
})

function put(at: number): JobOrder {
  return { queue: 'index', data: { kind: 'put', listingId: `lst_${at}`, version: 1 } }
}

function nameOf(job: IndexJob): string {
  return job.kind === 'put' ? job.listingId : job.kind
}

function order(listingId: string): JobOrder {
  return { queue: 'publish', data: { listingId, version: 1 } }
}

/** A queue of its own prefix, with workers on it and the dead letters that they report. */
function bench(url = redis.url) {
  prefixes += 1
  const prefix = `{test-${prefixes}}`
  const queue: JobQueue = createJobQueue({ redisUrl: url, prefix, attempts: 3, backoffMs: 10, deadlineMs: 2_000 })
  cleanups.push(() => queue.close())
  const deadLetters: DeadLetterReport[] = []
  const connections = new Map<QueueWorker, Redis>()

  const start = (handle: JobHandler<'publish'>): QueueWorker => startOn('publish', handle)
  const startOn = <Q extends QueueName>(name: Q, handle: JobHandler<Q>): QueueWorker => {
    const connection = openWorkerConnection(url, () => {})
    const options: WorkerOptions = {
      connection,
      prefix,
      concurrency: 1,
      attempts: 3,
      backoffMs: 10,
      lockDurationMs: 1_000,
      stalledIntervalMs: 300,
      suspectTurns: createSuspectTurns(),
      reportDeadLetter: async (report) => {
        deadLetters.push(report)
      },
      log: { info: () => {}, warn: () => {}, error: () => {} },
    }
    const worker = startWorker(name, handle, options)
    connections.set(worker, connection)
    cleanups.push(async () => {
      await worker.stop(0)
      connection.disconnect()
    })
    return worker
  }
  /** As `kill -9` looks to Redis: no word, and no lock renewed any more. */
  const vanish = (worker: QueueWorker) => connections.get(worker)?.disconnect()
  return { queue, deadLetters, start, startOn, vanish, prefix }
}
