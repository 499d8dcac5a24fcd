import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { createImageEmbeddings } from '../../../src/catalog/embeddings/image-embeddings.ts'
import type { ImageIndex, ItemPhoto } from '../../../src/catalog/images/image-index.ts'
import { createMilvusImageIndex } from '../../../src/catalog/images/milvus-image-index.ts'
import { createModelClient } from '../../../src/model/model-client.ts'
import { type ImageServer, startImageServer } from '../../stubs/start-image-server.ts'

const signal = new AbortController().signal
let server: ImageServer
let names = 0
const open: ImageIndex[] = []
beforeAll(async () => {
  server = await startImageServer()
})
afterAll(() => server.stop())
afterEach(async () => {
  server.fail(null)
  for (const index of open.splice(0)) await index.close()
})

/** Photos of a collection of the test's own; `name` makes the embedding another one. */
function openIndex(collection: string, name?: string): ImageIndex {
  const { embedAs } = createModelClient({ baseUrl: server.url, apiKey: null, deadlineMs: 5_000 })
  const made = createImageEmbeddings({ baseUrl: server.url, model: 'colors', form: 'infinity', post: embedAs })
  const embeddings = name === undefined ? made : { ...made, name }
  const settings = { address: inject('milvusAddress'), token: null, deadlineMs: 10_000 }
  const index = createMilvusImageIndex({ ...settings, embeddings, collection })
  open.push(index)
  return index
}

function freshName(): string {
  names += 1
  return `photos${process.pid}x${names}`
}

/** A picture of two colors; the first takes this share of it. */
async function picture(first: string, second = first, share = 0.5): Promise<Buffer> {
  const rest = { create: { width: 64 - Math.round(64 * share), height: 64, channels: 3 as const, background: second } }
  const part = sharp({ create: { width: 64, height: 64, channels: 3, background: first } })
  const pasted = share === 1 ? part : part.composite([{ input: rest, left: Math.round(64 * share), top: 0 }])
  return pasted.jpeg().toBuffer()
}

function photo(jpeg: Buffer | null, more: Partial<ItemPhoto> & { phash?: string } = {}): ItemPhoto {
  const { phash = null, ...over } = more
  const source = jpeg === null ? 'none' : jpeg.toString('hex').slice(-64)
  return { index: 0, source, load: async () => (jpeg === null ? null : { jpeg, phash }), ...over }
}

test('items come by the likeness of their photos, of the own tenant alone, and never the item itself', async () => {
  const index = openIndex(freshName())
  const [red, reddish, blue] = [await picture('red'), await picture('red', 'green', 0.8), await picture('blue')]
  await index.put(
    'a',
    [
      { id: 'red', photos: [photo(red)] },
      { id: 'reddish', photos: [photo(reddish)] },
    ],
    signal,
  )
  await index.put('a', [{ id: 'blue', photos: [photo(blue)] }], signal)
  await index.put('b', [{ id: 'foreign', photos: [photo(red)] }], signal)
  const found = await index.search({ tenant: 'a', pictures: [red], limit: 2 })
  expect(found).toMatchObject([
    { id: 'a/red', score: 1, likeness: 1 },
    { id: 'a/reddish' },
    { id: 'a/blue', likeness: 0 },
  ])
  expect(found[1]?.score).toBeGreaterThan(0.5)
  const others = await index.search({ tenant: 'a', pictures: [red], limit: 1, exceptId: 'red' })
  expect(others.map(({ id }) => id)).toEqual(['a/reddish', 'a/blue'])
  // By the best of several photos.
  const both = await index.search({ tenant: 'a', pictures: [red, blue], limit: 3 })
  expect(both.map(({ id }) => id).toSorted()).toEqual(['a/blue', 'a/red', 'a/reddish'])
  expect(both.filter(({ score }) => score === 1)).toHaveLength(2)
  await expect(index.search({ tenant: 'c" or tenant == "a', pictures: [red], limit: 2 })).rejects.toThrow()
})

test('a photo that is indexed is not asked for again; what an item shows no more goes, and an item that goes takes all along', async () => {
  const index = openIndex(freshName())
  const [red, green, blue] = [await picture('red'), await picture('green'), await picture('blue')]
  const two = [photo(red), photo(green, { index: 1 })]
  expect(await index.put('a', [{ id: 'x', photos: two }], signal)).toEqual({ written: 2, unchanged: 0, failed: 0 })
  const embedded = server.pictures()
  const never = () => Promise.reject(new Error('loaded'))
  const same = two.map((one) => ({ ...one, load: never }))
  expect(await index.put('a', [{ id: 'x', photos: same }], signal)).toEqual({ written: 0, unchanged: 2, failed: 0 })
  expect(server.pictures()).toBe(embedded)
  const changed = [{ ...photo(red), load: never }, photo(blue, { index: 2 })]
  expect(await index.put('a', [{ id: 'x', photos: changed }], signal)).toEqual({ written: 1, unchanged: 1, failed: 0 })
  expect(await index.count('a')).toBe(2)
  expect((await index.search({ tenant: 'a', pictures: [green], limit: 1 }))[0]?.score).toBeLessThan(0.5)
  await index.remove('a', ['x', 'was-never-there'])
  expect(await index.count('a')).toBe(0)
})

test('an item with many photos counts once, by its nearest', async () => {
  const index = openIndex(freshName())
  const shades = await Promise.all([1, 0.9, 0.8].map((share) => picture('red', 'green', share)))
  const [red = Buffer.alloc(0)] = shades
  const many = shades.map((jpeg, at) => photo(jpeg, { index: at, phash: `0f0f0f0f0f0f0f0${at}` }))
  const items = [
    { id: 'many', photos: many },
    { id: 'copy', photos: [photo(red, { phash: '0f0f0f0f0f0f0f01' })] },
    { id: 'alike', photos: [photo(red, { phash: 'f0f0f0f0f0f0f0f0' })] },
  ]
  await index.put('a', items, signal)
  const found = await index.search({ tenant: 'a', pictures: [red], limit: 5 })
  expect(found.map(({ id }) => id).toSorted()).toEqual(['a/alike', 'a/copy', 'a/many'])
  expect(found.find(({ id }) => id === 'a/many')).toMatchObject({ score: 1, phash: '0f0f0f0f0f0f0f00' })
})

test('photos that cannot be had, or are no pictures, are counted and cost nothing else', async () => {
  const index = openIndex(freshName())
  const red = await picture('red')
  const items = [
    { id: 'gone', photos: [photo(null)] },
    { id: 'text', photos: [photo(Buffer.from('no picture'))] },
    { id: 'good', photos: [photo(red)] },
  ]
  expect(await index.put('a', items, signal)).toEqual({ written: 1, unchanged: 0, failed: 2 })
  expect(await index.search({ tenant: 'a', pictures: [red], limit: 5 })).toMatchObject([{ id: 'a/good' }])
})

test('an endpoint that is away is told as such, and the photos get in once it is back', async () => {
  const index = openIndex(freshName())
  const red = await picture('red')
  const items = [{ id: 'x', photos: [photo(red)] }]
  server.fail(503)
  await expect(index.put('a', items, signal)).rejects.toMatchObject({ code: 'model-unavailable' })
  server.fail(null)
  expect(await index.put('a', items, signal)).toMatchObject({ written: 1 })
})

test('photos of another embedding are never compared, and can be taken out all the same', async () => {
  const name = freshName()
  const red = await picture('red')
  await openIndex(name).put('a', [{ id: 'x', photos: [photo(red)] }], signal)
  const other = openIndex(name, 'image-endpoint:elsewhere:other')
  const mismatch = { code: 'catalog-embedding-mismatch', message: expect.stringContaining('does not cover photos') }
  await expect(other.search({ tenant: 'a', pictures: [red], limit: 1 })).rejects.toMatchObject(mismatch)
  await expect(other.put('a', [{ id: 'y', photos: [photo(red)] }], signal)).rejects.toMatchObject(mismatch)
  await other.remove('a', ['x'])
  expect(await other.count('a')).toBe(0)
})
