import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import getPort from 'get-port'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Platform, startPlatform } from '../pipeline/start-platform.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { until } from '../stubs/until.ts'

// The workers as a process of their own, which starts late, is told to stop, and is killed.

const program = resolve(import.meta.dirname, '../../workers/start.ts')
const children: ChildProcess[] = []
let redis: TestRedis
let platform: Platform | null = null
let host: Server | null = null

beforeEach(async () => {
  redis = await startTestRedis()
})
afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGKILL')
  await platform?.stop()
  await platform?.remove()
  platform = null
  host?.closeAllConnections()
  host?.close()
  host = null
  await redis.stop()
})

test('workers that start before the API wait and say so, and end at once when told to', async () => {
  const settings = {
    REDIS_URL: redis.url,
    API_URL: `http://127.0.0.1:${await getPort()}`,
    WORKER_KEY: 'worker-key-of-this-test',
  }
  const { child, lines } = startWorkerProcess(settings)
  await until('the wait to be said', () => lines.some((line) => line.includes('waiting for the API')))
  expect(child.exitCode).toBeNull()
  expect(await end(child, 'SIGTERM')).toEqual([0, null])
})

test('workers without their settings say which one is missing', async () => {
  const { child, lines } = startWorkerProcess({ WORKER_KEY: 'worker-key-of-this-test' })
  const [code] = await once(child, 'exit')
  expect(code).toBe(1)
  expect(lines.join('\n')).toContain('REDIS_URL is not set')
})

test('what a killed worker had under way is done by the next one, once', async () => {
  const requests = await startHost()
  const settings = await startApi({ LOCK_DURATION_MS: '1000', STALLED_INTERVAL_MS: '300' })
  const first = startWorkerProcess(settings)
  const made = await platform?.call('POST', '/v1/listings', {
    text: 'blue dress',
    photoUrls: [`${address()}/photo.jpg`],
  })
  await until('the photo to be asked for', () => requests.length === 1)
  await end(first.child, 'SIGKILL')
  startWorkerProcess(settings)
  const record = await platform?.listing(made?.body.listingId, 'draft', 'needs-review')
  expect(record).toMatchObject({ revision: 1, run: 1, photos: [{ state: 'rejected' }] })
  expect(requests.length).toBe(2)
})

test('a worker that is told to stop gives back what it cannot finish, and leaves', async () => {
  const requests = await startHost()
  const settings = await startApi({ STOP_DEADLINE_MS: '200' })
  const first = startWorkerProcess(settings)
  const made = await platform?.call('POST', '/v1/listings', {
    text: 'blue dress',
    photoUrls: [`${address()}/photo.jpg`],
  })
  await until('the photo to be asked for', () => requests.length === 1)
  const told = Date.now()
  expect(await end(first.child, 'SIGTERM')).toEqual([0, null])
  expect(Date.now() - told).toBeLessThan(5_000)
  startWorkerProcess(settings)
  await platform?.listing(made?.body.listingId, 'draft', 'needs-review')
})

/** A host of photos that leaves the first who asks without an answer, and has none for the others. */
async function startHost(): Promise<string[]> {
  const requests: string[] = []
  host = createServer((request, response) => {
    requests.push(request.url ?? '')
    if (requests.length > 1) response.writeHead(404).end()
  })
  await new Promise<void>((done) => host?.listen(0, '127.0.0.1', done))
  return requests
}

function address(): string {
  const bound = host?.address() as AddressInfo | undefined
  return `http://127.0.0.1:${bound?.port}`
}

/** The API in this process; the settings for worker processes that belong to it. */
async function startApi(over: Record<string, string>): Promise<Record<string, string>> {
  const settings = { REDIS_URL: redis.url, FETCH_ALLOW: new URL(address()).host, ...over }
  platform = await startPlatform(settings, { workers: false })
  const { config } = platform
  return {
    ...settings,
    HANGTAG_HOME: config.home,
    QUEUE_PREFIX: config.queue.prefix,
    API_URL: config.http.apiUrl,
    WORKER_KEY: config.http.workerKey ?? '',
  }
}

function startWorkerProcess(settings: Record<string, string>): { child: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  const lines: string[] = []
  child.stderr?.on('data', (chunk: Buffer) => lines.push(...chunk.toString().split('\n')))
  return { child, lines }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown[]> {
  if (child.exitCode !== null || child.signalCode !== null) return [child.exitCode, child.signalCode]
  const ended = once(child, 'exit')
  child.kill(signal)
  return ended
}
