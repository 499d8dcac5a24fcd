import { Redis } from 'ioredis'
import { afterEach, expect, test } from 'vitest'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { until } from '../stubs/until.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// The row is the truth, the queue is a hint: whatever becomes of Redis, every accepted listing reaches a draft, once.

let redis: TestRedis
let platform: Platform

afterEach(async () => {
  await platform.stop()
  await platform.remove()
  await redis.stop()
})

async function start(over: Record<string, string> = {}, options = { workers: true }) {
  redis = await startTestRedis()
  const quick = { LOCK_DURATION_MS: '1000', STALLED_INTERVAL_MS: '300', SWEEP_AFTER_MS: '500', LOG_LEVEL: 'silent' }
  platform = await startPlatform({ REDIS_URL: redis.url, ...quick, ...over }, options)
}

async function send(count: number): Promise<string[]> {
  const made = await Promise.all(
    Array.from({ length: count }, (_, at) =>
      platform.call('POST', '/v1/listings', { text: `blue dress ${at}`, lane: 'bulk' }),
    ),
  )
  expect(made.map(({ status }) => status)).toEqual(Array(count).fill(202))
  return made.map(({ body }) => body.listingId)
}

async function expectDraftsOnce(ids: string[]) {
  for (const id of ids) await platform.listing(id, 'draft', 'needs-review')
  for (const id of ids) {
    const { body } = await platform.call('GET', `/v1/listings/${id}`)
    // One version for the listing, one for its draft: none was written twice.
    expect(body.version).toBe(2)
  }
  const { body } = await platform.call('GET', '/v1/dead-letters')
  expect(body.deadLetters).toEqual([])
}

test('Redis killed in the middle loses no listing and repeats no draft', async () => {
  await start()
  const ids = await send(60)
  await redis.kill()
  await redis.start()
  await expectDraftsOnce([...ids, ...(await send(5))])
})

test('a listing that is sent while Redis is away is accepted, and digitized when Redis is back', async () => {
  await start()
  await redis.kill()
  const ids = await send(3)
  await redis.start()
  await expectDraftsOnce(ids)
})

test('a queue that forgot everything is filled again from the rows', async () => {
  await start({}, { workers: false })
  const ids = await send(40)
  const raw = new Redis(redis.url)
  await raw.flushall()
  raw.disconnect()
  platform.runWorkers()
  await expectDraftsOnce(ids)
})

test('a job that dies each time becomes a dead letter with the reason, and replaying it digitizes the listing', async () => {
  await start({ JOB_ATTEMPTS: '2' })
  const { workItem } = platform.parts.api
  platform.parts.api.workItem = () => Promise.reject(new TypeError('a bug of this version'))
  const [id = ''] = await send(1)
  const failed = await platform.listing(id, 'failed')
  expect(failed.problem).not.toBeNull()
  const { body } = await platform.call('GET', '/v1/dead-letters')
  expect(body.deadLetters).toEqual([
    expect.objectContaining({
      queue: 'digitize-bulk',
      listingId: id,
      attempts: 2,
      reason: expect.stringContaining('a bug of this version'),
    }),
  ])
  platform.parts.api.workItem = workItem
  await platform.call('POST', `/v1/dead-letters/${body.deadLetters[0].id}/replay`)
  await platform.listing(id, 'draft', 'needs-review')
})

test('a dead letter that could not be reported is found again by the sweeper', async () => {
  await start({ JOB_ATTEMPTS: '1' })
  const { reportDeadLetter, workItem } = platform.parts.api
  let reports = 0
  platform.parts.api.reportDeadLetter = (...given) => {
    reports += 1
    return reports === 1 ? Promise.reject(new Error('the API went away')) : reportDeadLetter(...given)
  }
  platform.parts.api.workItem = () => Promise.reject(new TypeError('a bug'))
  const [id = ''] = await send(1)
  await until('the report to fail', () => reports === 1)
  platform.parts.api.workItem = workItem
  await platform.listing(id, 'draft', 'needs-review')
  expect(reports).toBe(1)
})
