import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Platform, startPlatform } from '../pipeline/start-platform.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { until } from '../stubs/until.ts'

// kill -9 of a worker while the model thinks: what may have been paid for stays booked until the sweep has compared it.

let redis: TestRedis
let model: ModelServer
let platform: Platform
let folder: string
let worker: ChildProcess | null = null

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-kill-model-'))
  redis = await startTestRedis()
  model = await startModelServer()
})
afterAll(async () => {
  worker?.kill('SIGKILL')
  await platform?.stop()
  await platform?.remove()
  await model?.stop()
  await redis?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a worker that is killed in mid-call loses no listing, and no dollar that it may have spent', async () => {
  const prices = join(folder, 'prices.json')
  const price = { endpoint: '127.0.0.1:*', model: 'a-model', input: 1, cached: 0.1, cacheWrite: 1, output: 4 }
  await writeFile(prices, JSON.stringify({ prices: [price] }))
  const settings = {
    ...{ REDIS_URL: redis.url, MODEL_BASE_URL: model.url, MODEL_NAME: 'a-model', MODEL_PRICES: prices },
    ...{ LOCK_DURATION_MS: '5000', STALLED_INTERVAL_MS: '1000', LOG_LEVEL: 'silent' },
  }
  platform = await startPlatform(settings, { workers: false })
  await platform.call('PUT', '/v1/budget', { dayUsd: 10 })
  const { home, queue, http } = platform.config
  worker = spawn(process.execPath, [join(import.meta.dirname, '../../workers/start.ts')], {
    stdio: 'ignore',
    env: {
      ...{ ...process.env, ...settings, HANGTAG_HOME: home, QUEUE_PREFIX: queue.prefix, API_URL: http.apiUrl },
      WORKER_KEY: http.workerKey ?? '',
    },
  })
  // Long enough to be killed in the middle.
  await model.play([], { latencyMs: 60_000 })
  const sent = await Promise.all(
    ['red', 'blue', 'green'].map((color) => platform.call('POST', '/v1/listings', { text: `${color} cotton dress` })),
  )
  const today = async () => (await platform.call('GET', '/v1/usage')).body.today
  const open = `${queue.prefix}:spending:open`
  await until('all three calls', async () => (await model.seen()).count >= 3 && (await openCalls(open)) === 3, 30_000)
  const ended = once(worker, 'exit')
  worker.kill('SIGKILL')
  await ended

  const { reservedUsd } = await today()
  expect(reservedUsd).toBeGreaterThan(0)
  await model.play([], { latencyMs: 0 })
  platform.runWorkers()
  const records = await Promise.all(sent.map(({ body }) => platform.listing(body.listingId, 'draft', 'needs-review')))
  expect(records.filter(({ provenance }) => provenance.degraded.includes('model'))).toEqual([])
  expect((await today()).reservedUsd).toBeCloseTo(reservedUsd, 9)
  const before = await today()

  const { total: paid } = (await platform.call('GET', '/v1/usage')).body
  await letTimePass(open)
  await until('the sweep', async () => (await today()).reservedUsd === 0)
  // Booked with all that they can have cost, and told of.
  expect((await today()).spentUsd).toBeCloseTo(before.spentUsd + reservedUsd, 9)
  const { rows, total } = (await platform.call('GET', '/v1/usage')).body
  expect(total.unknownPriceCalls - paid.unknownPriceCalls).toBe(3)
  expect(rows.map(({ model: name }: { model: string }) => name)).toContain('a-model')
}, 120_000)

async function openCalls(open: string): Promise<number> {
  const client = new Redis(redis.url)
  return client.hlen(open).finally(() => client.disconnect())
}

/** Makes what is open older by an hour. */
async function letTimePass(open: string): Promise<void> {
  const client = new Redis(redis.url)
  for (const [id, text] of Object.entries(await client.hgetall(open))) {
    const stored = JSON.parse(text) as { at: string }
    await client.hset(open, id, JSON.stringify({ ...stored, at: String(Number(stored.at) - 3_600) }))
  }
  client.disconnect()
}
