import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, expect, inject, test } from 'vitest'
import { freePort } from '../../src/services/free-port.ts'
import { milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { type MilvusLite, startMilvusLite } from '../catalog/start-milvus-lite.ts'
import { testPythonFolder } from '../services/start-test-services.ts'
import { until } from '../stubs/until.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// A real Milvus Lite that goes away under a whole platform. Jobs of the index wait for it; listings do not.

/** A Milvus of a test's own takes some seconds to start, and the pauses of the queue grow. */
const patientMs = 150_000

let milvus: MilvusLite
let platform: Platform
const cleanups: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function start(over: Record<string, string> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-outage-'))
  cleanups.push(() => rm(folder, { recursive: true, force: true }))
  const port = await freePort()
  const program = await milvusLiteProgram(testPythonFolder, () => undefined)
  const startMilvus = async () => {
    milvus = await startMilvusLite(program, folder, port)
  }
  await startMilvus()
  cleanups.push(() => milvus.kill())
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MILVUS_ADDRESS: milvus.address,
    JOB_ATTEMPTS: '2',
    LOG_LEVEL: 'silent',
    ...over,
  })
  cleanups.push(async () => {
    await platform.stop()
    await platform.remove()
  })
  return { startMilvus }
}

async function accepted(text: string): Promise<string> {
  const { body } = await platform.call('POST', '/v1/listings', { text })
  await platform.listing(body.listingId, 'draft', 'needs-review')
  expect((await platform.call('POST', `/v1/listings/${body.listingId}/accept`)).status).toBe(200)
  return body.listingId
}

const importItems = async (prefix: string, count: number) => {
  const items = Array.from({ length: count }, (_, at) => ({
    id: `${prefix}-${at}`,
    title: `${prefix} hat number ${at}`,
  }))
  const { status } = await platform.call('POST', '/v1/catalog/items', { items })
  expect(status).toBe(202)
}
// Null while Milvus is away, or has not loaded its collection yet.
const catalogCount = () => platform.parts.catalog?.count(platform.tenant).catch(() => null) ?? null
const isThere = (id: string) =>
  platform.parts.catalog?.get(platform.tenant, id).then(
    (item) => item !== null,
    () => null,
  ) ?? null

/** Starts so far of the job of the index that was started most often: the one at the head. */
async function triesSoFar(): Promise<number> {
  const redis = new Redis(inject('redisUrl'))
  const jobs = await redis.keys(`${platform.config.queue.prefix}:index:*-*`)
  const tries = await Promise.all(
    jobs.filter((job) => !job.endsWith(':lock')).map((job) => redis.hget(job, 'ats').catch(() => 0)),
  )
  redis.disconnect()
  return Math.max(0, ...tries.map(Number))
}

test(
  'orders to put, import, take out and delete that come while Milvus is away wait for it in their order: nothing is lost, nothing dies',
  async () => {
    const { startMilvus } = await start()
    const gone = await accepted('blue cotton dress size M')
    const changed = await accepted('green wool sweater size L')
    await until('both listings', async () => (await catalogCount()) === 2, 30_000)
    await importItems('early', 900)
    await until('some items of a batch', async () => ((await catalogCount()) ?? 0) > 2, 30_000)
    await milvus.kill()
    const late = await accepted('black leather boots size 42')
    await importItems('late', 300)
    await platform.call('PATCH', `/v1/listings/${changed}`, { text: 'green wool sweater with a hole' })
    await platform.call('DELETE', `/v1/listings/${gone}`)
    await importItems('last', 5)
    // More often than a job may fail.
    await until('several tries', async () => (await triesSoFar()) >= 5, 30_000)

    await startMilvus()
    await until('the last items', () => isThere('last-4'), 60_000)
    expect(await catalogCount()).toBe(900 + 300 + 5 + 1)
    expect([await isThere(late), await isThere(gone), await isThere(changed)]).toEqual([true, false, false])
    expect((await platform.call('GET', '/v1/dead-letters')).body.deadLetters).toEqual([])
  },
  patientMs,
)

test(
  'a Milvus that stands still costs a listing its deadline and no more, a few listings in a row that, and the next ones nothing',
  async () => {
    await start({ MILVUS_DEADLINE_MS: '500' })
    await accepted('blue cotton dress size M')
    milvus.standStill()
    const spent: number[] = []
    for (let count = 0; count < 4; count += 1) {
      const { body } = await platform.call('POST', '/v1/listings', { text: `red silk scarf ${count}` })
      const { provenance } = await platform.listing(body.listingId, 'draft', 'needs-review')
      expect(provenance.degraded).toContain('catalog')
      const read = provenance.reads.find((one) => one.read === 'neighbors')
      expect(read).toMatchObject({ error: 'catalog-unavailable' })
      spent.push(read?.ms ?? Number.NaN)
    }
    expect(Math.max(...spent)).toBeLessThan(500 + 500)
    expect(Math.max(...spent.slice(3))).toBeLessThan(200)
    milvus.goOn()
    await until(
      'a listing with neighbors',
      async () => {
        const { body } = await platform.call('POST', '/v1/listings', { text: 'blue cotton dress size S' })
        const { provenance } = await platform.listing(body.listingId, 'draft', 'needs-review')
        return provenance.neighbors.length > 0 && !provenance.degraded.includes('catalog')
      },
      30_000,
    )
  },
  patientMs,
)

test(
  'what is accepted while no index is configured gets in when one is, and what is deleted before never does',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'hangtag-outage-'))
    cleanups.push(() => rm(home, { recursive: true, force: true }))
    const quick = { HANGTAG_HOME: home, REDIS_URL: inject('redisUrl'), LOG_LEVEL: 'silent' }
    platform = await startPlatform(quick)
    const { tenant } = platform
    const [kept, deleted] = [await accepted('blue cotton dress size M'), await accepted('green wool sweater size L')]
    await platform.call('DELETE', `/v1/listings/${deleted}`)
    await platform.stop()

    platform = await startPlatform({ ...quick, MILVUS_ADDRESS: inject('milvusAddress') })
    cleanups.push(() => platform.stop())
    await until('the accepted one', async () => (await platform.parts.catalog?.get(tenant, kept)) !== null, 30_000)
    expect(await platform.parts.catalog?.get(tenant, deleted)).toBeNull()
    const { body } = await platform.call('GET', '/v1/dead-letters', undefined, { 'hangtag-tenant': tenant })
    expect(body.deadLetters).toEqual([])
  },
  patientMs,
)
