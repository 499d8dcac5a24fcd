import { createConnection } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { problemSchema } from '../../src/domain/problem.ts'
import { startTestRedis } from '../stubs/redis-server.ts'
import { until } from '../stubs/until.ts'
import { emptyCatalog } from './empty-catalog.ts'
import { opsKey, startTestApp, type TestApp, workerKey } from './start-test-app.ts'

let test: TestApp
const logged: string[] = []
beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  test = await startTestApp(inject('redisUrl'), { log })
})
afterAll(() => test.close())

const basic = (password: string) => ({ authorization: `Basic ${Buffer.from(`ops:${password}`).toString('base64')}` })

describe('every error is a problem document', () => {
  it.each([
    ['GET', '/nothing', 404, 'route-not-found'],
    ['GET', '/v1/nothing', 404, 'route-not-found'],
    ['POST', '/internal/nothing', 404, 'route-not-found'],
    ['PUT', '/v1/listings', 405, 'method-not-allowed'],
    ['OPTIONS', '/v1/listings', 405, 'method-not-allowed'],
    ['DELETE', '/healthz', 405, 'method-not-allowed'],
    ['GET', '/v1/listings/%E0%A4%A', 400, 'address-malformed'],
  ])('%s %s is %i %s', async (method, path, status, code) => {
    const answer = await test.call(method, path)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(problemSchema.strict().parse(answer.body).requestId).toBe(answer.headers.get('x-request-id'))
    expect(answer.headers.has('allow')).toBe(status === 405)
  })
  it('405 says what the address takes', async () => {
    const { headers } = await test.call('PUT', '/v1/listings/lst_00000000000000000000000000')
    expect(headers.get('allow')).toBe('DELETE, GET, HEAD, PATCH')
  })
  it('what is no HTTP at all gets one too', async () => {
    const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(test.url).port) })
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.write('nonsense\r\n\r\n')
    await until('the answer', () => text.includes('}'))
    expect(text).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*http-malformed/)
    socket.destroy()
  })
  it('headers past the limit get one too', async () => {
    const answer = await test.call('GET', '/healthz', { headers: { 'x-long': 'x'.repeat(20_000) } })
    expect([answer.status, answer.body.code]).toEqual([431, 'headers-too-large'])
  })
  it('a bug is 500, says nothing of itself to the caller, and is logged whole', async () => {
    const { listings } = test.deps.store
    const list = listings.list
    listings.list = async () => {
      throw new TypeError('the secret inside')
    }
    try {
      const answer = await test.call('GET', '/v1/listings')
      expect([answer.status, answer.body.code]).toEqual([500, 'internal-error'])
      expect(JSON.stringify(answer.body)).not.toContain('secret')
      const line = logged.find((text) => text.includes('the secret inside')) ?? '{}'
      expect(JSON.parse(line)).toMatchObject({ requestId: answer.body.requestId, err: { type: 'TypeError' } })
    } finally {
      listings.list = list
    }
  })
})

describe('request ids', () => {
  it('a safe one is kept, any other is replaced', async () => {
    const idOf = async (given: string) =>
      (await test.call('GET', '/healthz', { headers: { 'x-request-id': given } })).headers.get('x-request-id')
    expect(await idOf('order-17.a_b')).toBe('order-17.a_b')
    for (const unsafe of ['a b', 'a"b', 'x'.repeat(101)]) expect(await idOf(unsafe)).toMatch(/^[0-9A-Z]{26}$/)
  })
})

describe('logs', () => {
  it('hold one line a request, and neither keys nor what sellers wrote', async () => {
    logged.length = 0
    const key = await test.makeKey('logs', ['listings:write'])
    await test.call('POST', '/v1/listings', { key, body: { text: 'words of a seller', sku: 'SKU-of-a-seller' } })
    await test.call('POST', '/v1/listings', { key, body: { text: ['words of a seller'] } })
    const lines = await until('both lines', () => {
      const requests = logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'request')
      return requests.length >= 2 && requests
    })
    expect(lines[0]).toMatchObject({
      method: 'POST',
      route: '/v1/listings',
      status: 202,
      key: expect.stringMatching(/^key_/),
    })
    expect(logged.join('')).not.toMatch(/of a seller|SKU-of/)
    expect(logged.join('')).not.toContain(key)
  })
})

describe('headers', () => {
  it('nothing may be framed, sniffed or read by another origin', async () => {
    const { headers } = await test.call('GET', '/v1/listings', { headers: { origin: 'https://elsewhere.example' } })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('pages for operators', () => {
  it.each(['/queues', '/queues/api/queues', '/metrics'])('%s asks for the ops key', async (path) => {
    for (const headers of [{}, basic('wrong'), basic(workerKey), { authorization: 'Basic !' }]) {
      const answer = await test.call('GET', path, { key: null, headers })
      expect([answer.status, answer.body.code]).toEqual([401, 'ops-key-required'])
      expect(answer.headers.get('www-authenticate')).toMatch(/^Basic /)
    }
    expect((await test.call('GET', path, { key: null, headers: basic(opsKey) })).status).toBe(200)
    expect((await test.call('GET', path, { key: opsKey })).status).toBe(200)
  })
  it('the queue page takes no orders from another site', async () => {
    const headers = { ...basic(opsKey), 'sec-fetch-site': 'cross-site' }
    const answer = await test.call('PUT', '/queues/api/queues/photos/pause', { key: null, headers })
    expect([answer.status, answer.body.code]).toEqual([403, 'cross-site'])
  })
  it('metrics count requests, listings and jobs', async () => {
    await test.call('POST', '/v1/listings', { body: { text: 'a jacket' } })
    const { body } = await test.call('GET', '/metrics')
    expect(body).toMatch(
      /hangtag_http_request_duration_seconds_count\{method="POST",route="\/v1\/listings",status="202"\} [1-9]/,
    )
    expect(body).toMatch(/hangtag_listings\{state="digitizing"\} [1-9]/)
    expect(body).toContain('hangtag_queue_jobs{queue="digitize",state="waiting"} 0')
  })
})

describe('health', () => {
  it('a process that answers is healthy', async () => {
    const answer = await test.call('GET', '/healthz', { key: null })
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }])
  })
  it('ready while all parts answer; without the vector index degraded; else 503 that names what is down', async () => {
    const fails = async () => {
      throw new Error('down')
    }
    let milvus: () => Promise<void> = async () => {}
    const catalog = emptyCatalog({ check: () => milvus() })
    const other = await startTestApp(inject('redisUrl'), { store: { ...test.deps.store }, catalog })
    const ready = await other.call('GET', '/readyz', { key: null })
    expect(ready.body).toEqual({
      status: 'ready',
      parts: { database: 'up', redis: 'up', 'photo store': 'up', milvus: 'up', model: 'off' },
    })
    milvus = fails
    const degraded = await other.call('GET', '/readyz', { key: null })
    expect([degraded.status, degraded.body.status, degraded.body.parts.milvus]).toEqual([200, 'degraded', 'down'])
    other.deps.queue.check = fails
    other.deps.store.check = fails
    const down = await other.call('GET', '/readyz', { key: null })
    expect([down.status, down.body.code]).toEqual([503, 'not-ready'])
    expect(down.body.errors.map(({ path }: { path: string }) => path)).toEqual(['database', 'redis'])
    await other.close()
  })
  it('a part that hangs counts as down, in time', async () => {
    const other = await startTestApp(inject('redisUrl'), {
      store: { ...test.deps.store, check: () => new Promise<void>(() => {}) },
    })
    const { status, body } = await other.call('GET', '/readyz', { key: null })
    expect([status, body.errors]).toEqual([503, [{ path: 'database', message: 'down' }]])
    await other.close()
  })
})

describe('the rate limit', () => {
  it('counts a key in Redis, across processes, and says when to come back; others go on', async () => {
    const limits = { ...test.deps.limits, rateLimitPerMinute: 5 }
    const shared = { store: test.deps.store, limits }
    const [one, two] = [await startTestApp(inject('redisUrl'), shared), await startTestApp(inject('redisUrl'), shared)]
    const key = await test.makeKey('limited', ['listings:read'])
    const statuses: number[] = []
    for (let at = 0; at < 5; at += 1) {
      const app = at % 2 === 0 ? one : two
      await until('a connection to Redis', async () => {
        const answer = await app.call('GET', '/v1/policy', { key })
        if (answer.headers.has('x-ratelimit-remaining')) statuses.push(answer.status)
        return answer.headers.has('x-ratelimit-remaining')
      })
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200])
    const refused = await one.call('GET', '/v1/policy', { key })
    expect([refused.status, refused.body.code]).toEqual([429, 'rate-limited'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    const other = await test.makeKey('limited', ['listings:read'])
    expect((await one.call('GET', '/v1/policy', { key: other })).status).toBe(200)
    for (let at = 0; at < 8; at += 1) expect((await one.call('GET', '/v1/policy')).status).toBe(200)
    await one.close()
    await two.close()
  })

  it.each([
    ['POST', '/v1/listings'],
    ['GET', '/v1/listings/lst_00000000000000000000000000'],
    ['POST', '/v1/listings/lst_00000000000000000000000000/photos'],
    ['POST', '/v1/catalog/items'],
    ['GET', '/v1/dead-letters'],
  ])('counts %s %s too, also where the request is refused', async (method, path) => {
    const key = await test.makeKey('counted', ['listings:read', 'listings:write', 'catalog:write', 'dead-letters'])
    expect((await test.call(method, path, { key })).headers.has('x-ratelimit-remaining')).toBe(true)
  })

  it('a Redis that is away takes nothing down with it', async () => {
    const redis = await startTestRedis()
    const other = await startTestApp(redis.url, { store: test.deps.store })
    const key = await test.makeKey('unlimited', ['listings:read', 'listings:write'])
    const body = { text: 'a jacket' }
    await until('the limit to count', async () =>
      (await other.call('GET', '/v1/policy', { key })).headers.has('x-ratelimit-remaining'),
    )
    await redis.kill()
    const started = performance.now()
    for (let at = 0; at < 3; at += 1) expect((await other.call('POST', '/v1/listings', { key, body })).status).toBe(202)
    expect(performance.now() - started).toBeLessThan(5_000)
    await redis.start()
    await until('the limit to count again', async () => {
      const { headers } = await other.call('GET', '/v1/policy', { key })
      const remaining = headers.get('x-ratelimit-remaining')
      return remaining !== null && Number(remaining) < 6_000
    })
    await other.close()
    await redis.stop()
  })
})
