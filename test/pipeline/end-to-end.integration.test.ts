import { Redis } from 'ioredis'
import sharp from 'sharp'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ListingRecord, recordSchema } from '../../src/domain/record.ts'
import { openPglite } from '../../src/store/open-pglite.ts'
import { until } from '../stubs/until.ts'
import { filesIn, type Platform, startPlatform } from './start-platform.ts'
import { type Receiver, startReceiver } from './start-receiver.ts'

// The product on real parts in one process: HTTP, PGlite, Redis, Milvus Lite, the photo folder, a receiver on real HTTP.

let platform: Platform
let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver({ '/shirt.jpg': await drawn('#1d3f8f') })
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MILVUS_ADDRESS: inject('milvusAddress'),
    MILVUS_DEADLINE_MS: '5000',
    FETCH_ALLOW: receiver.host,
    PUBLISH_URL: `${receiver.url}/items`,
    PUBLISH_TOKEN: 'token-of-the-shop',
  })
})
afterAll(async () => {
  await platform?.stop()
  await platform?.remove()
  await receiver?.stop()
})

test('words alone become a draft whose values point at the words', async () => {
  const made = await platform.call('POST', '/v1/listings', {
    text: 'Size M cotton t-shirt, blue, new with tags',
    sku: 'A-17',
  })
  expect(made.status).toBe(202)
  const record = await platform.listing(made.body.listingId, 'draft', 'needs-review')
  expect(recordSchema.safeParse(record).error).toBeUndefined()
  expect(record.fields.category).toMatchObject({ value: 't-shirts', status: 'stated' })
  expect(record.fields.size).toMatchObject({ value: { label: 'M' }, status: 'stated' })
  for (const field of Object.values(record.fields)) {
    for (const { kind, start = 0, end = 0, quote } of field.evidence) {
      if (kind === 'text') expect(record.text.slice(start, end)).toBe(quote)
    }
  }
  expect(record.provenance.degraded).toEqual(['model'])
  expect(record.provenance.reads.map(({ read }) => read).sort()).toEqual([
    'label',
    'neighbors',
    'photo-color',
    'seller-text',
  ])
})

test('photos come in, are shown as stored, and one bad photo does not sink the listing', async () => {
  const form = new FormData()
  form.append('photos', new Blob([await drawn('#c01818')], { type: 'image/jpeg' }), 'front.jpg')
  form.append('photos', new Blob([(await drawn('#c01818')).subarray(0, 2_000)], { type: 'image/jpeg' }), 'cut.jpg')
  form.append('text', 'Dress')
  const made = await platform.call('POST', '/v1/listings', form)
  expect(made.status).toBe(202)
  const record = await platform.listing(made.body.listingId, 'draft', 'needs-review')
  expect(record.photos.map(({ state }) => state)).toEqual(['normalized', 'rejected'])
  expect(record.photos[1]?.code).toMatch(/^photo-/)
  expect(record.fields.color?.value).toContain('red')
  const shown = await platform.call('GET', `/v1/listings/${record.listingId}/photos/0?size=model`)
  expect(shown.headers.get('content-type')).toBe('image/jpeg')
})

test('a photo by address is fetched, and an address that gives none is a rejected photo', async () => {
  const photoUrls = [`${receiver.url}/shirt.jpg`, `${receiver.url}/nothing.jpg`]
  const made = await platform.call('POST', '/v1/listings', { text: 'T-shirt', photoUrls })
  const record = await platform.listing(made.body.listingId, 'draft', 'needs-review')
  expect(record.photos.map(({ state }) => state)).toEqual(['normalized', 'rejected'])
})

test('all photos bad and no text fails with the reason; with text the draft says what it lacks', async () => {
  const photoUrls = [`${receiver.url}/nothing.jpg`]
  const failed = await platform.call('POST', '/v1/listings', { photoUrls })
  expect((await platform.listing(failed.body.listingId, 'failed')).problem).toMatchObject({ code: 'no-usable-input' })
  const made = await platform.call('POST', '/v1/listings', { text: 'blue jeans', photoUrls })
  const record = await platform.listing(made.body.listingId, 'draft', 'needs-review')
  expect(record.provenance.degraded).toContain('photos')
})

test('a webhook’s receiver gets a signed event over real HTTP, again after it failed', async () => {
  const path = '/hook'
  const events = ['listing.draft.ready', 'listing.needs-review']
  const { body: hook } = await platform.call('POST', '/v1/webhooks', { url: receiver.url + path, events })
  const made = await platform.call('POST', '/v1/listings', { text: 'gray wool coat' })
  const sent = await until('the event', () => receiver.received.find((request) => request.path === path))
  const event = new Webhook(hook.secret).verify(sent.body, sent.headers as Record<string, string>)
  expect(event).toMatchObject({ data: { listingId: made.body.listingId } })
  await platform.call('DELETE', `/v1/webhooks/${hook.id}`)
})

test('what a person accepted is a neighbor of the next listing', async () => {
  const text = 'Patagonia Synchilla fleece pullover, oatmeal heather, snap placket'
  const first = await platform.call('POST', '/v1/listings', { text })
  await platform.listing(first.body.listingId, 'draft', 'needs-review')
  await platform.call('POST', `/v1/listings/${first.body.listingId}/accept`)
  const { tenant } = await platform.listing(first.body.listingId, 'accepted')
  await until('the index to have it', () => platform.parts.catalog?.get(tenant, first.body.listingId))
  const next = await platform.call('POST', '/v1/listings', { text: 'Synchilla fleece, oatmeal' })
  const record = await platform.listing(next.body.listingId, 'draft', 'needs-review')
  expect(record.provenance.neighbors.map(({ id }) => id)).toContain(`${tenant}/${first.body.listingId}`)
})

test('an accepted listing is published once with its key, and an outage of the shop is ridden out', async () => {
  const record = await accepted('black leather boots size 42')
  receiver.answers.push(503)
  const ordered = await platform.call('POST', `/v1/listings/${record.listingId}/publish`)
  expect(ordered.status).toBe(202)
  const published = await platform.listing(record.listingId, 'published')
  expect(published.publishedVersion).not.toBeNull()
  const sent = receiver.received.filter(({ path, body }) => path === '/items' && body.includes(record.listingId))
  expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(
    Array(2).fill(`${record.listingId}-${published.publishedVersion}`),
  )
  expect(sent[0]?.headers.authorization).toBe('Bearer token-of-the-shop')
})

test('a listing that the shop refuses is accepted still, with the problem shown', async () => {
  const record = await accepted('white linen trousers')
  receiver.answers.push(422)
  await platform.call('POST', `/v1/listings/${record.listingId}/publish`)
  const refused = await until('the problem', async () => {
    const { body } = await platform.call('GET', `/v1/listings/${record.listingId}`)
    return body.problem === null ? null : (body as ListingRecord)
  })
  expect(refused).toMatchObject({ state: 'accepted', problem: { code: 'publish-refused' } })
})

test('digitizing again repeats no read, and a correction outlives it', async () => {
  const made = await platform.call('POST', '/v1/listings', { text: 'green silk scarf' })
  const { listingId } = made.body
  const draft = await platform.listing(listingId, 'draft', 'needs-review')
  const corrected = await platform.call(
    'PATCH',
    `/v1/listings/${listingId}/fields`,
    { fields: { color: ['blue'] }, consent: true },
    { 'if-match': `"${draft.version}"` },
  )
  expect(corrected.status).toBe(200)
  await platform.call('POST', `/v1/listings/${listingId}/redigitize`)
  const again = await until('the second run', async () => {
    const { body } = await platform.call('GET', `/v1/listings/${listingId}`)
    return body.run === 2 && body.state !== 'digitizing' ? (body as ListingRecord) : null
  })
  expect(again.provenance.reads.filter(({ read }) => read !== 'neighbors').every(({ cached }) => cached)).toBe(true)
  expect(again.fields.color).toMatchObject({ value: ['blue'], status: 'corrected' })
})

test('after a delete nothing of the listing is left in any place', async () => {
  const own = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MILVUS_ADDRESS: inject('milvusAddress'),
    MILVUS_DEADLINE_MS: '5000',
    FETCH_ALLOW: receiver.host,
    SWEEP_INTERVAL_MS: '50',
  })
  const form = new FormData()
  form.append('photos', new Blob([await drawn('#118833')], { type: 'image/jpeg' }), 'front.jpg')
  form.append('text', 'green dress')
  await own.call('POST', '/v1/webhooks', {
    url: `${receiver.url}/deleted`,
    events: ['listing.draft.ready', 'listing.needs-review'],
  })
  const made = await own.call('POST', '/v1/listings', form)
  const id: string = made.body.listingId
  const { tenant } = await own.listing(id, 'draft', 'needs-review')
  await own.call('POST', `/v1/listings/${id}/accept`)
  await until('the index to have it', () => own.parts.catalog?.get(tenant, id))
  const before = await filesIn(own.config.photoFolder)
  expect(before.filter((file) => file.includes(id))).toHaveLength(3)

  const deleted = await own.call('DELETE', `/v1/listings/${id}`)
  expect(deleted.status).toBe(204)
  await until('the photo folder to be empty', async () =>
    (await filesIn(own.config.photoFolder)).every((file) => !file.includes(id)),
  )
  await until('the index to be rid of it', async () => (await own.parts.catalog?.get(tenant, id)) === null)
  expect((await own.call('GET', `/v1/listings/${id}`)).status).toBe(404)
  const redis = new Redis(inject('redisUrl'))
  await until('Redis to have forgotten it', async () => !(await redisText(redis, `{${tenant}}`)).includes(id))
  redis.disconnect()
  await own.stop()

  const engine = await openPglite(own.config.databaseFolder)
  const { rows: tables } = await execute(engine, "select tablename from pg_tables where schemaname = 'public'")
  for (const { tablename } of tables) {
    const { rows } = await execute(engine, `select t::text as row from "${tablename}" t`)
    expect({ tablename, left: rows.filter(({ row }) => row?.includes(id)) }).toEqual({ tablename, left: [] })
  }
  expect(tables.length).toBeGreaterThan(5)
  await engine.close()
  await own.remove()
})

test('a seller’s listing has its draft before the bulk backlog is a tenth done', async () => {
  const own = await startPlatform({ REDIS_URL: inject('redisUrl') }, { workers: false })
  const send = (text: string, lane: string) => own.call('POST', '/v1/listings', { text, lane })
  const numbers = Array.from({ length: 2_000 }, (_, at) => at)
  for (let at = 0; at < numbers.length; at += 50) {
    await Promise.all(numbers.slice(at, at + 50).map((number) => send(`bulk item ${number}`, 'bulk')))
  }
  const mine = await send('my red dress', 'seller')
  own.runWorkers()
  await own.listing(mine.body.listingId, 'draft', 'needs-review')
  const metrics = await own.call('GET', '/metrics')
  expect(metrics.status).toBe(200)
  let left = 0
  for (const state of ['received', 'digitizing']) {
    let cursor: string | null = null
    do {
      const page: { body: { listings: unknown[]; next: string | null } } = await own.call(
        'GET',
        `/v1/listings?state=${state}&limit=100${cursor === null ? '' : `&cursor=${cursor}`}`,
      )
      left += page.body.listings.length
      cursor = page.body.next
    } while (cursor !== null)
  }
  expect(left).toBeGreaterThan(1_800)
  await own.stop()
  await own.remove()
})

async function accepted(text: string): Promise<ListingRecord> {
  const made = await platform.call('POST', '/v1/listings', { text })
  await platform.listing(made.body.listingId, 'draft', 'needs-review')
  await platform.call('POST', `/v1/listings/${made.body.listingId}/accept`)
  return platform.listing(made.body.listingId, 'accepted')
}

/** A plain shape on a light ground, of one color. */
function drawn(color: string): Promise<Buffer> {
  const shape = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><rect width="900" height="900" fill="#f4f4f4"/>
    <path d="M250 150 h400 l120 160 -110 70 v400 h-420 v-400 l-110 -70 z" fill="${color}"/></svg>`
  return sharp(Buffer.from(shape)).jpeg().toBuffer()
}

async function redisText(redis: Redis, prefix: string): Promise<string> {
  const keys = await redis.keys(`${prefix}*`)
  const dumps = await Promise.all(
    keys.map(async (key) => `${key} ${(await redis.dumpBuffer(key))?.toString('latin1')}`),
  )
  return dumps.join('\n')
}

async function execute(
  engine: Awaited<ReturnType<typeof openPglite>>,
  statement: string,
): Promise<{ rows: Record<string, string>[] }> {
  return (await engine.queries.execute(statement)) as unknown as { rows: Record<string, string>[] }
}
