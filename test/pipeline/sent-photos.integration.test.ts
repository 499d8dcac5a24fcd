import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { drawnScene } from '../photos/drawn-photos.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { until } from '../stubs/until.ts'
import { filesIn, type Platform, startPlatform } from './start-platform.ts'

// What a model was sent, on the real queue and store, against an endpoint that is a process of its own.

let model: ModelServer
let platform: Platform

beforeAll(async () => {
  model = await startModelServer()
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'a-model',
    MODEL_READS: 'single',
    MODEL_PHOTOS_MAX: '2',
  })
})
afterAll(async () => {
  await platform?.stop()
  await platform?.remove()
  await model?.stop()
})

/** Three photos, of which two look alike. */
async function views(): Promise<Buffer[]> {
  const front = await drawnScene(1_200, 1_600).jpeg().toBuffer()
  const again = await sharp(front).jpeg({ quality: 70 }).toBuffer()
  return [front, again, await sharp(front).flop().negate().jpeg().toBuffer()]
}

test('the very pictures that a model was sent can be looked at, and go with their listing', async () => {
  await model.play([])
  const form = new FormData()
  for (const [at, bytes] of (await views()).entries())
    form.append('photos', new Blob([Uint8Array.from(bytes)], { type: 'image/jpeg' }), `${at}.jpg`)
  form.append('text', 'navy striped sweater, size M')
  const { body } = await platform.call('POST', '/v1/listings', form)
  const record = await platform.listing(body.listingId, 'draft', 'needs-review')

  // The second take of the front tells nothing new.
  const steps = record.provenance.reads.flatMap(({ steps: taken = [] }) => taken as { photos: Sent[] }[])
  const sent = steps.at(-1)?.photos ?? []
  expect(sent.map(({ index }) => index)).toEqual([0, 2])

  const { seen } = await model.seen()
  const asked = JSON.stringify(seen.at(-1)?.body.messages).matchAll(/data:image\/jpeg;base64,([A-Za-z0-9+/=]+)/g)
  const pictures = [...asked].map(([, data = '']) => Buffer.from(data, 'base64'))
  const address = (index: number, size: string) => `/v1/listings/${record.listingId}/photos/${index}?size=${size}`
  for (const [place, { index, size = 'model' }] of sent.entries()) {
    const answer = await fetch(platform.config.http.apiUrl + address(index, size), {
      headers: {
        authorization: `Bearer ${platform.config.http.opsKey}`,
        'hangtag-tenant': record.tenant,
      },
    })
    expect(answer.status).toBe(200)
    expect(hash(Buffer.from(await answer.arrayBuffer()))).toBe(hash(pictures[place] ?? Buffer.alloc(0)))
  }
  const sizes = await Promise.all(pictures.map((picture) => sharp(picture).metadata()))
  expect(sizes.map(({ width, height }) => Math.max(width, height))).toEqual([768, 512])

  const of = async () => (await filesIn(platform.config.photoFolder)).filter((file) => file.includes(record.listingId))
  expect((await of()).filter((file) => file.includes('sent-'))).toHaveLength(2)
  expect((await platform.call('DELETE', `/v1/listings/${record.listingId}`)).status).toBe(204)
  await until('the store to forget it', async () => (await of()).length === 0 || null)
})

type Sent = { index: number; kind: string; size?: string }

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
