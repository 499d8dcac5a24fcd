import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import type { AnswerStore } from '../../src/store/answer-store.ts'
import { createRedisAnswerStore, type RedisAnswerStoreOptions } from '../../src/store/redis-answer-store.ts'
import { startTestRedis } from '../stubs/redis-server.ts'
import { answerStoreContract } from './answer-store-contract.ts'

let redis: Redis
let opened = 0
beforeAll(() => {
  redis = new Redis(inject('redisUrl'))
})
afterAll(() => redis.disconnect())

/** A store on a prefix of its own, and that prefix. */
function open(more: Partial<RedisAnswerStoreOptions> = {}): { store: AnswerStore; prefix: string } {
  opened += 1
  const prefix = `{answers-${process.pid}-${opened}}`
  const store = createRedisAnswerStore({
    redisUrl: inject('redisUrl'),
    prefix,
    bytesMax: 10_000_000,
    keepMs: 60_000,
    deadlineMs: 5_000,
    onError: () => {},
    ...more,
  })
  onTestFinished(() => store.close())
  return { store, prefix }
}

const hash = (number: number) => `extract-attributes.${String(number).padStart(64, '0')}`
const place = (number: number, listingId = `lst_01JABCDEFGHJKMNPQRSTVWXY${number}`) => ({
  tenant: 'closet-9',
  listingId,
  key: hash(number),
})

describe('answers in Redis with a cap', () => {
  answerStoreContract(async () => open().store)
})
describe('answers in a Redis of their own', () => {
  answerStoreContract(async () => open({ bytesMax: null }).store)
})

describe('the cap', () => {
  test('holds for all the memory that answers take, and the oldest go first', async () => {
    const bytesMax = 200_000
    const { store, prefix } = open({ bytesMax })
    const answer = { text: 'x'.repeat(2_000) }
    for (let number = 0; number < 200; number += 1) await store.put(place(number), answer)
    const kept: number[] = []
    for (let number = 0; number < 200; number += 1)
      if ((await store.get('closet-9', hash(number))) !== null) kept.push(number)
    expect(kept.length).toBeGreaterThan(40)
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => 200 - kept.length + at))
    expect(await memoryOf(prefix)).toBeLessThanOrEqual(bytesMax)
    expect(Number(await redis.get(`${prefix}:bytes`))).toBeLessThanOrEqual(bytesMax)
  })

  test('counts what was put twice once, and what went with its listing not at all', async () => {
    const { store, prefix } = open()
    await store.put(place(1), { text: 'x' })
    const once = await redis.get(`${prefix}:bytes`)
    await store.put(place(1), { text: 'y' })
    expect(await redis.get(`${prefix}:bytes`)).toBe(once)
    await store.put(place(2), { text: 'x' })
    for (const number of [1, 2]) await store.removeListing('closet-9', place(number).listingId)
    expect(await redis.get(`${prefix}:bytes`)).toBe('0')
    expect(await redis.zcard(`${prefix}:ages`)).toBe(0)
    expect(await redis.hlen(`${prefix}:sizes`)).toBe(0)
  })

  test('is not stretched for an answer that is larger than all of it', async () => {
    const { store } = open({ bytesMax: 5_000 })
    await store.put(place(1), { text: 'small' })
    await store.put(place(2), { text: 'x'.repeat(10_000) })
    expect(await store.get('closet-9', hash(2))).toBeNull()
    expect(await store.get('closet-9', hash(1))).toEqual({ text: 'small' })
  })

  test('holds while many workers put at once', async () => {
    const { store, prefix } = open({ bytesMax: 50_000 })
    const { store: other } = open({ bytesMax: 50_000, prefix })
    await Promise.all(
      Array.from({ length: 300 }, (_, number) => (number % 2 ? store : other).put(place(number), 'x'.repeat(number))),
    )
    const sizes = Object.values(await redis.hgetall(`${prefix}:sizes`)).map(Number)
    expect(Number(await redis.get(`${prefix}:bytes`))).toBe(sizes.reduce((sum, size) => sum + size, 0))
    expect(await memoryOf(prefix)).toBeLessThanOrEqual(50_000)
  })
})

test('an answer is gone after its time', async () => {
  const { store, prefix } = open({ keepMs: 50 })
  await store.put(place(1), {})
  await expect.poll(() => store.get('closet-9', hash(1))).toBeNull()
  await expect.poll(() => redis.keys(`${prefix}:of:*`)).toEqual([])
})

test('a call that was on its way while its listing was deleted leaves nothing behind', async () => {
  const { store, prefix } = open()
  await store.put(place(1), {})
  await store.removeListing('closet-9', place(1).listingId)
  await store.put(place(1), {})
  expect(await store.get('closet-9', hash(1))).toBeNull()
  const left = (await redis.keys(`${prefix}:*`)).filter((key) => !key.endsWith(':bytes'))
  expect(left).toEqual([expect.stringMatching(/:gone:[0-9a-f]{64}$/)])
  expect(await redis.pttl(left[0] ?? '')).toBeGreaterThan(0)
})

test('a Redis that evicts what it likes costs answers, and no deletion leaves any', async () => {
  const { store, prefix } = open({ bytesMax: null })
  await store.put(place(1), {})
  await redis.del(`${prefix}:at:closet-9/${hash(1)}`)
  expect(await store.get('closet-9', hash(1))).toBeNull()
  await store.removeListing('closet-9', place(1).listingId)
  expect(await redis.keys(`${prefix}:of:*`)).toEqual([])
})

test('a Redis that is down is an expected failure, soon; one that is back is used again', async () => {
  const server = await startTestRedis()
  onTestFinished(server.stop)
  const { store } = open({ redisUrl: server.url, deadlineMs: 1_000 })
  await store.put(place(1), { kept: true })
  await server.kill()
  const startedAt = performance.now()
  await expect(store.get('closet-9', hash(1))).rejects.toMatchObject({ code: 'answer-store-unavailable' })
  expect(performance.now() - startedAt).toBeLessThan(3_000)
  await server.start()
  await expect.poll(() => store.get('closet-9', hash(1)).catch(() => null), { timeout: 10_000 }).toEqual({ kept: true })
})

/** All that Redis says it takes for the keys of a prefix. */
async function memoryOf(prefix: string): Promise<number> {
  const keys = await redis.keys(`${prefix}:*`)
  const sizes = await Promise.all(keys.map((key) => redis.memory('USAGE', key, 'SAMPLES', 0)))
  return sizes.reduce<number>((sum, size) => sum + Number(size ?? 0), 0)
}
