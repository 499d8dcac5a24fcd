import { describe, expect, inject, it } from 'vitest'
import { type CatalogEmbeddings, spaceOf } from '../../../src/catalog/catalog-embeddings.ts'
import { type CatalogCalls, createCatalogSession } from '../../../src/catalog/catalog-session.ts'
import { collectionSchema } from '../../../src/catalog/collection-schema.ts'
import { createAlias, createCollection } from '../../../src/catalog/create-collection.ts'
import { NgramEmbeddings } from '../../../src/catalog/embeddings/ngram-embeddings.ts'
import { equals } from '../../../src/catalog/filter-expression.ts'
import { serverKinds } from '../../../src/catalog/server-kinds.ts'
import { storedRows } from '../../../src/catalog/stored-rows.ts'
import { compass } from '../compass-embeddings.ts'
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

  it('one of an earlier version, without tombstones, goes on as it is until it is reindexed', async () => {
    const name = freshName()
    const space = 'hashed-ngrams@1/512'
    await atServer(async ({ call, kind }) => {
      const schema = collectionSchema(`${name}_v1`, { space, dimensions: 512 })
      const fields = schema.fields.filter((field) => field.name !== 'deleted')
      await call('create', (client) => client.createCollection({ ...schema, fields }))
      for (const index of serverKinds[await kind()].indexes)
        await call('index', (client) => client.createIndex({ collection_name: `${name}_v1`, ...index }))
      await createAlias(call, `${name}_v1`, name)
    })
    const index = openTestIndex(name)
    expect(await index.upsert('t', [jeans, dress])).toEqual({ written: 2, unchanged: 0 })
    expect(await index.upsert('t', [jeans])).toEqual({ written: 0, unchanged: 1 })
    await index.remove('t', ['dress-1'])
    expect(await index.search({ tenant: 't', text: 'slim jeans', limit: 8 })).toMatchObject([{ id: 't/jeans-1' }])
    expect(await index.get('t', 'jeans-1')).toEqual({ ...jeans, trusted: true })
    expect(await index.page('t', null)).toEqual({ items: [{ ...jeans, trusted: true }], next: null })
    expect(await index.count('t')).toBe(1)
    expect(await index.space()).toEqual({ configured: space, recorded: space, collection: `${name}_v1` })
  })

  it('after a switch walks read the new one at once, and the old one, which searches saw last, costs none when dropped', async () => {
    const name = freshName()
    const [index, other] = [openTestIndex(name), openTestIndex(`${name}_other`)]
    await index.upsert('t', [jeans])
    await other.upsert('t', [dress])
    expect(await index.search({ tenant: 't', text: 'jeans', limit: 8 })).toHaveLength(1)
    await atServer(({ call }) =>
      call('switch', (client) => client.alterAlias({ alias: name, collection_name: `${name}_other_v1` })),
    )
    expect((await index.page('t', null)).items).toMatchObject([{ id: 'dress-1' }])
    expect(await index.get('t', 'jeans-1')).toBeNull()
    await atServer(({ call }) => call('drop', (client) => client.dropCollection({ collection_name: `${name}_v1` })))
    expect(await index.search({ tenant: 't', text: 'jeans', limit: 8 })).toMatchObject([{ id: 't/dress-1' }])
  })

  it('while another is being filled, writes go to both, each in its own space; what is removed leaves a tombstone there', async () => {
    const name = freshName()
    const spaces: Record<string, CatalogEmbeddings> = { [spaceOf(ngram)]: ngram, [spaceOf(compass)]: compass }
    const open = async (space: string) => spaces[space] ?? ngram
    const index = openTestIndex(name, { embeddings: { configured: async () => ngram, open } })
    await index.upsert('t', [jeans])
    await atServer(async ({ call, kind }) => {
      await createCollection(call, await kind(), `${name}_v2`, compass)
      await createAlias(call, `${name}_v2`, `${name}_next`)
    })
    expect(await index.upsert('t', [jeans, dress])).toEqual({ written: 1, unchanged: 1 })
    await index.remove('t', ['jeans-1', 'never-there'])
    expect(await index.count('t')).toBe(1)

    const [rows, alike] = await atServer(async (calls) => {
      const next = await calls.find(`${name}_next`)
      if (next === null) throw new Error('It is there')
      const filter = equals('tenant', 't')
      return [await storedRows(calls, next, filter, ['key', 'deleted', 'dense']), next.space] as const
    })
    expect(alike).toBe('compass@1/2')
    expect(rows.map(({ key, deleted }) => `${key} ${deleted}`).toSorted()).toEqual([
      't/dress-1 false',
      't/jeans-1 true',
      't/never-there true',
    ])
    expect(rows.every(({ dense }) => Array.isArray(dense) && dense.length === 2)).toBe(true)

    const after = openTestIndex(`${name}_next`, { embeddings: always(compass) })
    expect(await after.search({ tenant: 't', text: 'slim jeans dress', limit: 8 })).toMatchObject([{ id: 't/dress-1' }])
    expect(await after.get('t', 'jeans-1')).toBeNull()
    expect(await after.count('t')).toBe(1)
    expect((await after.page('t', null)).items).toMatchObject([{ id: 'dress-1' }])
    expect(await after.upsert('t', [jeans])).toEqual({ written: 1, unchanged: 0 })
    expect(await after.get('t', 'jeans-1')).toEqual({ ...jeans, trusted: true })
  })
})

const ngram = new NgramEmbeddings()

async function atServer<T>(work: (calls: CatalogCalls) => Promise<T>): Promise<T> {
  const address = inject('milvusAddress')
  const session = createCatalogSession({ address, token: null, deadlineMs: 10_000, alias: 'unused' })
  try {
    return await session.use(work)
  } finally {
    await session.close()
  }
}

/** Takes back what a first write does last: the alias, and the indexes of the fields named. */
function undo(name: string, fields: string[]): Promise<void> {
  const collection_name = `${name}_v1`
  return atServer(async ({ call }) => {
    await call('drop alias', (client) => client.dropAlias({ alias: name }))
    if (fields.length === 0) return
    await call('release', (client) => client.releaseCollection({ collection_name }))
    for (const field_name of fields)
      await call('drop index', (client) => client.dropIndex({ collection_name, field_name }))
  })
}
