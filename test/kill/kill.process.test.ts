import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ListingRecord } from '../../src/domain/record.ts'
import { openPglite } from '../../src/store/open-pglite.ts'
import { events, listings } from '../../src/store/tables.ts'
import { openTestIndex } from '../catalog/open-test-index.ts'
import { until } from '../stubs/until.ts'
import { createKillablePlatform, type KillablePlatform } from './killable-platform.ts'
import { drafted, type Seller, underWay } from './seller.ts'

// kill -9 of every part, and of `up` itself, each while 200 listings are under way. One home goes through all of it, so that
// each case also starts from what the one before left; each has a tenant of its own.

const listingsPerCase = 200
/** So many drafts are there, and no more than some, when the part is killed. */
const draftsBeforeKill = 20

let platform: KillablePlatform

beforeAll(async () => {
  platform = await createKillablePlatform()
  platform.begin()
  await platform.ready()
}, 120_000)
afterAll(() => platform?.remove())

test('workers that are killed three times in mid-job lose no listing and draft none twice', async () => {
  const redis = await openRedis()
  const activeJobs = async () => {
    const queues = ['photos', 'digitize'].map((queue) => redis.llen(`{hangtag}:${queue}:active`))
    return (await Promise.all(queues)).reduce((sum, count) => sum + count, 0)
  }
  try {
    await throughout('workers', async () => {
      for (let kills = 0; kills < 3; ) {
        const pid = await platform.pidOf('workers')
        await until('a job to be under way', async () => (await activeJobs()) > 0)
        await platform.kill('workers')
        // The dead take no job out of the list, so something was being worked on; a job may have ended between look and kill.
        if ((await activeJobs()) > 0) kills += 1
        await until('other workers to run', async () => (await platform.pidOf('workers')) !== pid)
      }
    })
  } finally {
    redis.disconnect()
  }
})

test('a killed Redis is back with all that it had written, and no listing is lost or drafted twice', async () => {
  const redis = await openRedis()
  try {
    await throughout('redis', async () => {
      await redis.set('marker', 'kept')
      // Acknowledged is not yet written where the disk is busy (see redis-child.ts); what was lost so the sweep puts back.
      await until('it to be written', async () => (await redis.info('persistence')).includes('aof_buffer_length:0\r'))
      await platform.kill('redis')
    })
    expect(await redis.get('marker')).toBe('kept')
  } finally {
    redis.disconnect()
  }
})

test('a killed API is asked again with the same key, and no listing is lost or made twice', async () => {
  await throughout('api', () => platform.kill('api'))
})

test('while Milvus Lite is killed drafts go without neighbors and say so; afterwards they have them again', async () => {
  const seller = await platform.seller('milvus')
  await seller.post('/v1/catalog/items', { items: catalogItems(0, 20) })
  await neighborsOf(seller)
  const records = await throughout('milvus', async () => {
    // In the middle of a write, too.
    await seller.post('/v1/catalog/items', { items: catalogItems(20, 400) })
    await platform.kill('milvus')
  })
  for (const { text, provenance } of records.filter(({ text }) => text !== '')) {
    const wentWithout = provenance.degraded.includes('catalog')
    expect({ text, found: provenance.neighbors.length > 0 }).toEqual({ text, found: !wentWithout })
  }
  expect(await neighborsOf(seller)).not.toEqual([])

  const address = await platform.addressOf('milvus')
  const catalog = openTestIndex('catalog', { address, deadlineMs: 5_000 })
  await until('the whole catalog', async () => (await catalog.count('milvus')) === 420, 60_000)
})

test('up that is killed is started again on the same home and finishes what it had accepted', async () => {
  await throughout('up', async () => {
    await platform.killUp()
    await until('the children to end with it', async () => (await platform.leftovers()).length === 0, 20_000)
    platform.begin()
    await platform.ready()
  })
})

test('up that is killed and at once started again, while its children are still dying, loses nothing', async () => {
  await throughout('up-at-once', async () => {
    await platform.killUp()
    platform.begin()
    await platform.ready()
  })
})

test('children that nothing ended, with up and its leash both killed, are ended by the next up before it opens a folder', async () => {
  await throughout('orphans', async () => {
    await platform.killUp({ withLeash: true })
    const next = platform.begin()
    await platform.ready()
    for (const name of ['redis', 'milvus', 'api', 'workers']) {
      expect(next.output()).toContain(`Ending ${name} of an earlier run`)
    }
  })
})

test('after all of it up ends in order, nothing is left running, and every listing was drafted exactly once', async () => {
  expect(await platform.stop()).toBe(0)
  expect(await platform.leftovers()).toEqual([])

  const { queries, close } = await openPglite(join(platform.home, 'database'))
  try {
    const rows = await queries.select({ id: listings.id, state: listings.state, run: listings.run }).from(listings)
    const told = await queries.select({ id: events.listingId, type: events.type, data: events.data }).from(events)
    const draftsTold = Map.groupBy(
      told.filter(({ type }) => type === 'listing.draft.ready' || type === 'listing.needs-review'),
      ({ id, data }) => `${id} run ${data.run}`,
    )
    expect(rows.length).toBeGreaterThanOrEqual(7 * listingsPerCase)
    for (const [pair, drafts] of draftsTold) expect(`${pair}: ${drafts.length}`).toBe(`${pair}: 1`)
    for (const { id, state, run } of rows) {
      const isDrafted = state === 'draft' || state === 'needs-review'
      expect(`${id} ${draftsTold.has(`${id} run ${run}`)}`).toBe(`${id} ${isDrafted}`)
    }
  } finally {
    await close()
  }
})

/**
 * Sends 200 listings as a new tenant, strikes when some drafts are there and others are not, waits until all is settled, and
 * holds the outcome to the guarantee: what was acknowledged is there, each once and nothing else, each with its draft.
 */
async function throughout(tenant: string, strike: () => Promise<unknown>): Promise<ListingRecord[]> {
  const seller = await platform.seller(tenant)
  const sale = seller.sell(listingsPerCase)
  await until(
    'the first drafts',
    async () => (await seller.count(drafted, draftsBeforeKill)) >= draftsBeforeKill,
    60_000,
  )
  const open = await seller.count(underWay, 1)
  expect(open > 0 || sale.acknowledged.size < listingsPerCase).toBe(true)
  await strike()

  await sale.finished
  await seller.settled()
  const [records, deadLetters] = await Promise.all([seller.records(), seller.deadLetters()])
  const ids = [...sale.acknowledged.values()]
  expect(new Set(ids).size).toBe(listingsPerCase)
  // A probe of the test's own may be among them; whatever was sold is there, and nothing that was not acknowledged.
  const sold = records.filter(({ text }) => !text.startsWith('probe'))
  expect(sold.map(({ listingId }) => listingId).sort()).toEqual(ids.sort())
  // A dead letter would be an answer too, but nothing was wrong with any of these.
  expect(deadLetters).toEqual([])
  const undrafted = sold.filter(({ state }) => !drafted.some((name) => name === state))
  expect(undrafted.map(({ listingId, state, problem }) => ({ listingId, state, problem }))).toEqual([])
  return sold
}

async function openRedis(): Promise<Redis> {
  const redis = new Redis(`redis://${await platform.addressOf('redis')}`, { maxRetriesPerRequest: null })
  redis.on('error', () => {}) // Expected: it is killed.
  await redis.ping()
  return redis
}

/** Sends a listing until one has neighbors, and returns those. */
function neighborsOf(seller: Seller): Promise<ListingRecord['provenance']['neighbors']> {
  return until(
    'a draft with neighbors',
    async () => {
      const id = await seller.sellText('probe: blue cotton t-shirt')
      await seller.settled()
      const { provenance } = await seller.get<ListingRecord>(`/v1/listings/${id}`)
      return provenance.neighbors.length > 0 ? provenance.neighbors : null
    },
    60_000,
  )
}

function catalogItems(from: number, count: number) {
  return Array.from({ length: count }, (_, index) => ({
    id: `item-${from + index}`,
    title: `${['Blue', 'Red', 'Green'][index % 3]} cotton t-shirt ${from + index}`,
    category: 't-shirts',
  }))
}
