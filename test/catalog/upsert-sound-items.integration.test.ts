import { afterAll, expect, inject, test } from 'vitest'
import { NgramEmbeddings } from '../../src/catalog/embeddings/ngram-embeddings.ts'
import { createMilvusIndex } from '../../src/catalog/milvus-index.ts'
import { upsertSoundItems } from '../../src/catalog/upsert-sound-items.ts'

const embeddings = new NgramEmbeddings()
const index = createMilvusIndex({
  address: inject('milvusAddress'),
  token: null,
  deadlineMs: 10_000,
  embeddings: { configured: async () => embeddings, open: async () => embeddings },
  ranking: { denseWeight: 1, bm25Weight: 1, rrfK: 60 },
  collection: `sound${process.pid}`,
})
afterAll(() => index.close())

test('items that the real index refuses keep no other out, and are told with its own words', async () => {
  const items = Array.from({ length: 150 }, (_, at) => ({ id: `sku-${at}`, title: `Hat ${at}` }))
  // More than the column takes; the API takes no such item, and an older version may have.
  items[40] = { id: 'long', title: 'x'.repeat(3_500) }
  items[120] = { id: 'huge', title: 'Hat', attributes: { words: 'x'.repeat(70_000) } } as never
  const done = await upsertSoundItems(index.upsert, 't', items)
  expect(done).toMatchObject({ written: 148, unchanged: 0 })
  expect(done.refused).toEqual([
    { id: 'long', reason: expect.stringContaining('title') },
    { id: 'huge', reason: expect.stringContaining('65000 fit') },
  ])
  expect(await index.count('t')).toBe(148)
})
