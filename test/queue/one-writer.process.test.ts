import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { JobOrder } from '../../src/domain/job.ts'
import { createJobQueue } from '../../src/queue/create-job-queue.ts'
import type { JobQueue } from '../../src/queue/job-queue.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { until } from '../stubs/until.ts'

// Two real worker processes on one real Redis: Milvus Lite loses rows under two writers.

const prefix = '{writers}'
let server: TestRedis
let redis: Redis
let queue: JobQueue
const writers: ChildProcess[] = []

beforeEach(async () => {
  server = await startTestRedis()
  redis = new Redis(server.url)
  queue = createJobQueue({ redisUrl: server.url, prefix, attempts: 3, backoffMs: 10, deadlineMs: 5_000 })
  const program = new URL('./index-writer.ts', import.meta.url).pathname
  for (let count = 0; count < 2; count += 1)
    writers.push(spawn(process.execPath, [program, server.url, prefix], { stdio: ['ignore', 'ignore', 'inherit'] }))
  await until('both processes', async () => (await redis.llen('writers')) === 2, 60_000)
})
afterEach(async () => {
  for (const writer of writers.splice(0)) {
    const ended = once(writer, 'exit')
    if (writer.kill('SIGKILL')) await ended
  }
  await queue.close()
  redis.disconnect()
  await server.stop()
})

const put = (listingId: string): JobOrder => ({ queue: 'index', data: { kind: 'put', listingId, version: 1 } })
const many = Array.from({ length: 60 }, (_, at) => `lst_${at}`)
const writes = async () =>
  (await redis.lrange('writes', 0, -1)).map((line) => {
    const [pid = '', what = '', listingId = ''] = line.split(' ')
    return { pid, what, listingId }
  })
const ended = async () => (await writes()).filter(({ what }) => what === 'ends').map(({ listingId }) => listingId)

test('however many processes there are, jobs of the index run one at a time and in their order', async () => {
  // Each in its turn, and then all at once: an idle queue wakes the process that waited longest, a busy one stays with one.
  for (const listingId of many.slice(0, 6)) {
    await queue.enqueue([put(listingId)])
    await until('it to be written', async () => (await ended()).includes(listingId))
  }
  await queue.enqueue(many.slice(6).map(put))
  await until('all to be written', async () => (await ended()).length === many.length, 30_000)
  const all = await writes()
  expect(all.map(({ what, listingId }) => `${what} ${listingId}`)).toEqual(
    many.flatMap((listingId) => [`begins ${listingId}`, `ends ${listingId}`]),
  )
  // Both had their share, or this would prove nothing.
  expect(new Set(all.map(({ pid }) => pid)).size).toBe(2)
})

test('the job of a killed process goes first to the other one, and nothing overtakes it', async () => {
  await queue.enqueue(['lst_hold', ...many].map(put))
  const held = await until('the job to be under way', () => redis.get('held'))
  writers.find(({ pid }) => String(pid) === held)?.kill('SIGKILL')
  await until('all to be written', async () => (await ended()).length === many.length + 1, 30_000)
  expect(await ended()).toEqual(['lst_hold', ...many])
  expect((await writes()).filter(({ pid }) => pid === held)).toHaveLength(1)
  expect(await redis.lrange('dead', 0, -1)).toEqual([])
})

test('a process that slept until its job was given away writes no more when it wakes up', async () => {
  await queue.enqueue(['lst_hold', ...many].map(put))
  const held = await until('the job to be under way', () => redis.get('held'))
  const sleeper = writers.find(({ pid }) => String(pid) === held)
  sleeper?.kill('SIGSTOP')
  await until('the other to write it', async () => (await ended()).includes('lst_hold'), 30_000)
  await redis.set('go-on', 1)
  sleeper?.kill('SIGCONT')
  await until('the sleeper to give in', async () => (await writes()).some(({ what }) => what === 'refrains'), 30_000)
  await until('all to be written', async () => (await ended()).length === many.length + 1, 30_000)
  expect(await ended()).toEqual(['lst_hold', ...many])
  expect(await redis.lrange('dead', 0, -1)).toEqual([])
})
