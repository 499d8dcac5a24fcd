import { MilvusClient } from '@zilliz/milvus2-sdk-node'
import { describe, expect, inject, it } from 'vitest'
import type { CatalogEmbeddings } from '../../../src/catalog/catalog-embeddings.ts'
import { NgramEmbeddings } from '../../../src/catalog/embeddings/ngram-embeddings.ts'
import { always, freshName, openTestIndex } from '../open-test-index.ts'
import { dress, jeans } from './sample-items.ts'

describe('the collection', () => {
  it('before the first write there is nothing, and nothing fails', async () => {
    const index = openTestIndex(freshName())
    expect(await index.search({ tenant: 't', text: 'jeans', limit: 8 })).toEqual([])
    expect(await index.get('t', 'jeans-1')).toBeNull()
    expect(await index.count('t')).toBe(0)
    expect(await index.page('t', null)).toEqual({ items: [], next: null })
    expect(await index.space()).toEqual({ configured: 'hashed-ngrams@1/512', recorded: null, collection: null })
    await index.remove('t', ['jeans-1'])
    await index.check()
  })

  it('eight first writers at once all end up on one collection, which readers see at once', async () => {
    const name = freshName()
    const reader = openTestIndex(name)
    expect(await reader.get('t', 'jeans-1')).toBeNull()
    const writers = Array.from({ length: 8 }, () => openTestIndex(name))
    await Promise.all(writers.map((index) => index.upsert('t', [jeans])))
    expect(await reader.get('t', 'jeans-1')).not.toBeNull()
    const collection = `${name}_v1`
    for (const index of writers)
      expect(await index.space()).toMatchObject({ recorded: 'hashed-ngrams@1/512', collection })
  })

  it.each(['no index', 'one index', 'no alias'])(
    'a first write that crashed half-way (%s) is finished by the next',
    async (crash) => {
      const name = freshName()
      await openTestIndex(name).upsert('t', [jeans])
      await undo(name, crash === 'no alias' ? [] : crash === 'one index' ? ['sparse'] : ['dense', 'sparse'])

      const index = openTestIndex(name)
      await index.upsert('t', [dress])
      expect((await index.search({ tenant: 't', text: 'slim jeans', limit: 1 }))[0]?.id).toBe('t/jeans-1')
    },
  )

  it("searches in another embedding's collection are refused with what to do, and writes go on in its own", async () => {
    const name = freshName()
    await openTestIndex(name).upsert('t', [jeans])
    const configured: CatalogEmbeddings = Object.assign(new NgramEmbeddings(), { version: '2' })
    const index = openTestIndex(name, {
      embeddings: { ...always(new NgramEmbeddings()), configured: async () => configured },
    })
    const mismatch = {
      code: 'catalog-embedding-mismatch',
      disposition: 'give-up',
      message: expect.stringContaining('hangtag catalog reindex'),
      evidence: { recorded: 'hashed-ngrams@1/512', configured: 'hashed-ngrams@2/512' },
    }
    await expect(index.search({ tenant: 't', text: 'jeans', limit: 8 })).rejects.toMatchObject(mismatch)
    await expect(index.check()).rejects.toMatchObject(mismatch)
    expect(await index.space()).toMatchObject(mismatch.evidence)
    expect(await index.upsert('t', [dress])).toEqual({ written: 1, unchanged: 0 })
    await index.remove('t', ['jeans-1'])
    expect(await index.count('t')).toBe(1)
    expect(await openTestIndex(name).search({ tenant: 't', text: 'summer dress', limit: 1 })).toMatchObject([
      { id: 't/dress-1' },
    ])
  })
})

/** Takes back what a start does last: the alias, and the indexes of the fields named. */
async function undo(name: string, fields: string[]): Promise<void> {
  const client = new MilvusClient({
    address: inject('milvusAddress'),
    telemetry: { enabled: false },
    logLevel: 'error',
  })
  await client.connectPromise
  const collection_name = `${name}_v1`
  const answers = [await client.dropAlias({ alias: name })]
  if (fields.length > 0) answers.push(await client.releaseCollection({ collection_name }))
  for (const field_name of fields) answers.push(await client.dropIndex({ collection_name, field_name }))
  await client.closeConnection()
  expect(answers.map(({ code, reason }) => ({ code, reason }))).toEqual(answers.map(() => ({ code: 0, reason: '' })))
}
