import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { JobOrder } from '../../src/domain/job.ts'
import { createJobQueue } from '../../src/queue/create-job-queue.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'

let redis: TestRedis
beforeAll(async () => {
  redis = await startTestRedis()
})
afterAll(() => redis.stop())

const photo = (listingId: string, index = 0): JobOrder => ({ queue: 'photos', data: { listingId, index } })
const digitize = (listingId: string): JobOrder => ({ queue: 'digitize-bulk', data: { listingId, revision: 1, run: 1 } })

function open(prefix: string, deadlineMs = 2_000) {
  return createJobQueue({ redisUrl: redis.url, prefix: `{${prefix}}`, attempts: 3, backoffMs: 10, deadlineMs })
}

test('the same order enqueued twice is one job', async () => {
  await using queue = disposable(open('twice'))
  await queue.enqueue([photo('lst_a'), photo('lst_a', 1), digitize('lst_a')])
  await queue.enqueue([photo('lst_a'), digitize('lst_a')])
  const counts = await queue.counts()
  expect([counts.photos.waiting, counts['digitize-bulk'].waiting]).toEqual([2, 1])
})

test('missing finds exactly the orders that the queue does not have', async () => {
  await using queue = disposable(open('missing'))
  const delayed: JobOrder = { queue: 'webhooks', data: { deliveryId: 'd', attempt: 1 }, delayMs: 60_000 }
  await queue.enqueue([photo('lst_a'), delayed])
  expect(await queue.missing([photo('lst_a'), photo('lst_b'), delayed])).toEqual([photo('lst_b')])
  expect((await queue.counts()).webhooks).toMatchObject({ waiting: 0, delayed: 1 })
})

test('what is removed leaves no trace of the listing in Redis', async () => {
  await using queue = disposable(open('trace'))
  await queue.enqueue([photo('lst_secret'), digitize('lst_secret')])
  await queue.remove([photo('lst_secret'), digitize('lst_secret')])
  await queue.clearEvents()
  const raw = new Redis(redis.url)
  const keys = await raw.keys('{trace}*')
  const dump = await Promise.all(keys.map(async (key) => `${key} ${(await raw.dumpBuffer(key))?.toString('latin1')}`))
  raw.disconnect()
  expect(dump.filter((text) => text.includes('lst_secret'))).toEqual([])
})

test('many orders are enqueued in their order', async () => {
  await using queue = disposable(open('many'))
  await queue.enqueue(Array.from({ length: 2_500 }, (_, at) => digitize(`lst_${at}`)))
  const bulk = queue.queues.find(({ name }) => name === 'digitize-bulk')
  const first = await bulk?.getWaiting(0, 2)
  expect(first?.map((job) => job.data.listingId)).toEqual(['lst_0', 'lst_1', 'lst_2'])
  expect((await queue.counts())['digitize-bulk'].waiting).toBe(2_500)
})

test('with Redis away every call fails inside its deadline, and works again when Redis is back', async () => {
  const own = await startTestRedis()
  const queue = createJobQueue({ redisUrl: own.url, prefix: '{t}', attempts: 3, backoffMs: 10, deadlineMs: 400 })
  try {
    await queue.enqueue([photo('lst_kept')])
    await own.kill()
    const started = Date.now()
    const calls = [() => queue.enqueue([photo('lst_b')]), () => queue.missing([photo('lst_b')]), () => queue.check()]
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ code: 'queue-unavailable', disposition: 'retry' })
    }
    expect(Date.now() - started).toBeLessThan(3 * 400 + 500)
    await own.start()
    await expect
      .poll(
        () =>
          queue.check().then(
            () => 'up',
            () => 'down',
          ),
        { timeout: 10_000 },
      )
      .toBe('up')
    await queue.enqueue([photo('lst_b')])
    expect(await queue.missing([photo('lst_kept'), photo('lst_b')])).toEqual([])
  } finally {
    await queue.close()
    await own.stop()
  }
})

test('a queue whose Redis was never there fails inside its deadline and closes', async () => {
  const queue = createJobQueue({
    redisUrl: 'redis://127.0.0.1:1',
    prefix: '{t}',
    attempts: 1,
    backoffMs: 1,
    deadlineMs: 200,
  })
  await expect(queue.enqueue([photo('lst_a')])).rejects.toMatchObject({ code: 'queue-unavailable' })
  await queue.close()
})

function disposable<T extends { close(): Promise<void> }>(value: T): T & AsyncDisposable {
  return Object.assign(value, { [Symbol.asyncDispose]: () => value.close() })
}
