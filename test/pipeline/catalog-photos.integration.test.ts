import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type ImageServer, startImageServer } from '../stubs/start-image-server.ts'
import { until } from '../stubs/until.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// Photos in the catalog, through a whole platform: real Milvus Lite, real Redis, pictures over real HTTP.

let images: ImageServer
let shop: Server
let shopUrl: string
let platform: Platform

beforeAll(async () => {
  images = await startImageServer()
  shop = createServer(async (request, response) => {
    const name = request.url?.slice(1) ?? ''
    const picture = name in pictures ? await pictures[name as keyof typeof pictures]() : null
    response.writeHead(picture === null ? 404 : 200).end(picture)
  })
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve))
  const { port } = shop.address() as AddressInfo
  shopUrl = `http://127.0.0.1:${port}`
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MILVUS_ADDRESS: inject('milvusAddress'),
    IMAGE_EMBEDDINGS_BASE_URL: images.url,
    IMAGE_EMBEDDINGS_MODEL: 'colors',
    FETCH_ALLOW: `127.0.0.1:${port}`,
    LOG_LEVEL: 'silent',
  })
}, 60_000)
afterAll(async () => {
  await platform.stop()
  await platform.remove()
  shop.closeAllConnections()
  shop.close()
  await images.stop()
})

/** A patch of one color on another, so that each picture has a fingerprint of its own. */
const drawn = (background: string, patch: string, left: number) => async () =>
  sharp({ create: { width: 400, height: 400, channels: 3, background } })
    .composite([{ input: { create: { width: 90, height: 200, channels: 3, background: patch } }, left, top: 60 }])
    .jpeg()
    .toBuffer()
const pictures = {
  'red.jpg': drawn('#d01010', '#101010', 20),
  'red-too.jpg': drawn('#d01010', '#101010', 280),
  'blue.jpg': drawn('#1010d0', '#f0f0f0', 150),
}

async function send(photo: Buffer, text: string): Promise<string> {
  const form = new FormData()
  if (text !== '') form.set('text', text)
  form.set('photos', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'photo.jpg')
  const { body, status } = await platform.call('POST', '/v1/listings', form)
  expect(status).toBe(202)
  return body.listingId
}

async function searchByPhoto(photo: Buffer, more: object = {}) {
  const body = { photo: photo.toString('base64'), limit: 5, ...more }
  const answer = await platform.call('POST', '/v1/catalog/search', body)
  return {
    status: answer.status,
    hits: answer.body.hits as { id: string; photoSimilarity?: number }[],
    body: answer.body,
  }
}
const idsBy = async (photo: Buffer) => (await searchByPhoto(photo)).hits.map(({ id }) => id)

test('imported items are found by their photos, those whose photo cannot be had by their words; accepted listings come and go with theirs', async () => {
  const items = [
    { id: 'red', title: 'Coat', category: 'coats', imageUrl: `${shopUrl}/red.jpg` },
    { id: 'blue', title: 'Scarf', category: 'scarves', imageUrl: `${shopUrl}/blue.jpg` },
    { id: 'gone', title: 'Umbrella', imageUrl: `${shopUrl}/gone.jpg` },
    { id: 'secret', title: 'Coat', imageUrl: `${shopUrl}/red.jpg`, trusted: false },
  ]
  expect((await platform.call('POST', '/v1/catalog/items', { items })).status).toBe(202)
  const redToo = await pictures['red-too.jpg']()
  await until('the photos to be indexed', async () => (await idsBy(redToo)).length === 2, 30_000)
  const found = await searchByPhoto(redToo)
  expect(found.hits[0]).toMatchObject({
    id: 'red',
    title: 'Coat',
    category: 'coats',
    photoSimilarity: expect.any(Number),
  })
  expect(found.hits[0]?.photoSimilarity).toBeGreaterThan(0.9)
  expect(found.hits[1]).toMatchObject({ id: 'blue' })
  const withWords = await searchByPhoto(redToo, { text: 'umbrella' })
  expect(withWords.hits.map(({ id }) => id)).toContain('gone')

  // A listing without a word has neighbors by its photo.
  const listing = await send(redToo, '')
  const { provenance } = await platform.listing(listing, 'draft', 'needs-review')
  expect(provenance.neighbors.map(({ id }) => id)).toContain(`${platform.tenant}/red`)
  expect(provenance.degraded).not.toContain('catalog')

  await platform.call('POST', `/v1/listings/${listing}/accept`)
  await until('the listing to be found by its photo', async () => (await idsBy(redToo))[0] === listing, 30_000)
  await platform.call('PATCH', `/v1/listings/${listing}`, { text: 'another coat' })
  await until('the listing to leave', async () => !(await idsBy(redToo)).includes(listing), 30_000)
  await platform.call('POST', '/v1/catalog/deletions', { ids: ['red'] })
  await until('the item to leave', async () => (await idsBy(redToo)).join() === 'blue', 30_000)
  expect((await platform.call('GET', '/v1/dead-letters')).body.deadLetters).toEqual([])
})

test('another tenant finds nothing by the same photo', async () => {
  const photo = (await pictures['blue.jpg']()).toString('base64')
  const other = { 'hangtag-tenant': `${platform.tenant}-other` }
  expect(await platform.call('POST', '/v1/catalog/search', { photo }, other)).toMatchObject({
    status: 200,
    body: { hits: [] },
  })
})

test('a listing whose photos cannot be compared has the neighbors of its words, and its draft says so', async () => {
  images.fail(503)
  const id = await send(await pictures['blue.jpg'](), 'scarf')
  const { provenance } = await platform.listing(id, 'draft', 'needs-review')
  images.fail(null)
  expect(provenance.neighbors.map((one) => one.id)).toContain(`${platform.tenant}/blue`)
  expect(provenance.degraded).toContain('catalog')
  expect(provenance.reads.find(({ read }) => read === 'neighbors')).toMatchObject({ error: 'model-unavailable' })
})

test.each([
  ['no photo at all', Buffer.from('just text'), 415, 'photo-type-unsupported'],
  ['a photo that breaks off', null, 400, 'photo-truncated'],
])('%s is refused with its reason', async (_, bytes, status, code) => {
  const photo = bytes ?? (await pictures['blue.jpg']()).subarray(0, 900)
  expect(await searchByPhoto(photo)).toMatchObject({ status, body: { code, errors: [{ path: 'photo' }] } })
})
