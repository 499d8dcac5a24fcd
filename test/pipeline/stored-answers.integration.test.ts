import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest'
import type { ListingRecord } from '../../src/domain/record.ts'
import { digitizeListing } from '../../src/pipeline/digitize-listing.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { until } from '../stubs/until.ts'
import { filesIn, type Platform, startPlatform } from './start-platform.ts'

// What a model answered once, on the real queue, store and Redis, against an endpoint that is a process of its own.

let model: ModelServer
beforeAll(async () => {
  model = await startModelServer()
})
afterAll(() => model?.stop())
beforeEach(() => model.play([]))

async function start(over: Record<string, string> = {}): Promise<Platform> {
  const platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'a-model',
    MODEL_API_KEY: 'secret-of-this-test',
    LOG_LEVEL: 'silent',
    ...over,
  })
  onTestFinished(async () => {
    await platform.stop()
    await platform.remove()
  })
  return platform
}

const text = 'blue cotton dress, size M'
/** The draft of a new listing, in a tenant that other platforms can have too. */
async function digitized(platform: Platform, words = text, tenant = 'closet-of-answers'): Promise<ListingRecord> {
  const as = { 'hangtag-tenant': tenant }
  const { body } = await platform.call('POST', '/v1/listings', { text: words }, as)
  return until('the draft', async () => {
    const { body: record } = await platform.call('GET', `/v1/listings/${body.listingId}`, undefined, as)
    return record.state === 'draft' || record.state === 'needs-review' ? (record as ListingRecord) : null
  })
}
const modelRun = (record: Pick<ListingRecord, 'provenance'>) =>
  record.provenance.reads.find(({ read }) => read === 'model')
const asked = async () => (await model.seen()).count

describe('the cache', () => {
  test('a listing that is digitized again costs nothing, though what its reads said is lost', async () => {
    const platform = await start()
    const first = await digitized(platform)
    const sent = await asked()
    expect(sent).toBeGreaterThan(0)
    const work = await platform.parts.api.workItem(first.listingId)
    if (work === null) throw new Error('the listing is gone')
    const deps = {
      ...platform.parts.digitize,
      readResult: async () => null,
      putReadResult: async () => {},
      mayRetry: () => false,
    }
    const again = await digitizeListing(work, work.settings, deps, AbortSignal.timeout(30_000))
    expect(await asked()).toBe(sent)
    expect(again.fields).toEqual(first.fields)
    expect(modelRun(again)).toMatchObject({ cached: false, costUsd: 0, usage: { input: 0, output: 0 } })
  })

  test('the same listing of another seller is asked about again', async () => {
    const platform = await start()
    await digitized(platform)
    const sent = await asked()
    await digitized(platform)
    expect(await asked()).toBe(sent)
    await digitized(platform, text, 'another-closet')
    expect(await asked()).toBe(2 * sent)
  })

  test('a deleted listing takes its answers along', async () => {
    const platform = await start()
    const { listingId } = await digitized(platform)
    const redis = new Redis(inject('redisUrl'))
    onTestFinished(() => redis.disconnect())
    const answers = () => redis.keys(`${platform.config.queue.prefix}:answers:of:*`)
    expect(await answers()).toEqual([`${platform.config.queue.prefix}:answers:of:closet-of-answers/${listingId}`])
    await platform.call('DELETE', `/v1/listings/${listingId}`, undefined, { 'hangtag-tenant': 'closet-of-answers' })
    await until('the answers to be gone', async () => ((await answers()).length === 0 ? true : null))
  })

  test('without its Redis listings are digitized all the same, by asking', async () => {
    const platform = await start({ CACHE_REDIS_URL: 'redis://127.0.0.1:1' })
    const record = await digitized(platform)
    expect(record.provenance.degraded).toEqual(['catalog'])
    expect(modelRun(record)?.usage?.input).toBeGreaterThan(0)
  })

  test('that is turned off keeps nothing', async () => {
    const platform = await start({ CACHE_BYTES_MAX: '0' })
    await digitized(platform)
    const sent = await asked()
    await digitized(platform)
    expect(await asked()).toBe(2 * sent)
  })
})

describe('a recording', () => {
  test('is replayed without an endpoint, also where an answer had to be repaired; it holds no key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangtag-recording-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    await model.play(['wrong-shape'])
    const recorded = await digitized(await start({ MODEL_RECORD: folder }))
    const sent = await asked()
    expect(sent).toBeGreaterThan(1)
    const files = await filesIn(folder)
    const answers = files.filter((file) => file.endsWith('.json'))
    expect(answers).toHaveLength(sent)
    const content = (await Promise.all(answers.map((file) => readFile(file, 'utf8')))).join('\n')
    expect(content).toContain(text)
    expect(content).not.toContain('secret-of-this-test')

    await model.play([], { otherwise: 'server-error' })
    const platform = await start({ MODEL_REPLAY: folder })
    const replayed = await digitized(platform)
    expect(replayed.fields).toEqual(recorded.fields)
    const unknown = await digitized(platform, 'green wool coat, size L')
    expect(unknown.provenance.degraded).toEqual(['catalog', 'model'])
    expect(modelRun(unknown)).toMatchObject({ error: 'answer-not-recorded' })
    expect(await asked()).toBe(0)
    expect(await filesIn(folder)).toEqual(files)
  })
})
