import { randomBytes } from 'node:crypto'
import { MilvusClient } from '@zilliz/milvus2-sdk-node'
import fc from 'fast-check'
import { afterEach, describe, expect, inject, it } from 'vitest'
import type { CatalogEmbeddings } from '../../src/catalog/catalog-embeddings.ts'
import type { CatalogIndex } from '../../src/catalog/catalog-index.ts'
import { NgramEmbeddings } from '../../src/catalog/embeddings/ngram-embeddings.ts'
import { createMilvusIndex } from '../../src/catalog/milvus-index.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { catalogItemSchema } from '../../src/domain/catalog-item.ts'

const address = inject('milvusAddress')
const indexes: CatalogIndex[] = []
afterEach(async () => {
  for (const index of indexes.splice(0)) await index.close()
})

function freshName(): string {
  return `catalog_${randomBytes(6).toString('hex')}`
}

function openIndex(collection: string, embeddings: CatalogEmbeddings = new NgramEmbeddings(), at = address) {
  const index = createMilvusIndex({ address: at, token: null, deadlineMs: 10_000, embeddings, collection })
  indexes.push(index)
  return index
}

const jeans: CatalogItem = {
  id: 'jeans-1',
  title: 'Slim jeans in dark blue',
  description: 'Five pockets, worn twice',
  category: 'jeans',
  brand: "Levi's",
  attributes: { color: ['navy'], size: { system: 'waist-inseam', label: 'W32 L34' } },
  imageUrl: 'https://shop.example/jeans-1.jpg',
}
const dress: CatalogItem = {
  id: 'dress-1',
  title: 'Floral summer dress',
  category: 'dresses',
  attributes: { color: ['pink'] },
}
const boots: CatalogItem = {
  id: 'boots-1',
  title: 'Chelsea boots in brown leather',
  category: 'boots',
  brand: 'Blundstone',
}

describe('searching', () => {
  it('finds the like item first, with its cosine similarity as score and everything that a neighbor shows', async () => {
    const index = openIndex(freshName())
    await index.upsert('closet-9', [dress, jeans, boots])
    const neighbors = await index.search({ tenant: 'closet-9', text: 'LEVIS jeans dark blue', limit: 2 })

    const [query, stored] = await new NgramEmbeddings().embedDocuments([
      'levis jeans dark blue',
      "Slim jeans in dark blue. jeans. Levi's. navy. waist-inseam. W32 L34. Five pockets, worn twice",
    ])
    const cosine = (query ?? []).reduce((sum, value, place) => sum + value * (stored?.[place] ?? 0), 0)
    expect(neighbors).toHaveLength(2)
    expect(neighbors[0]).toEqual({
      id: 'closet-9/jeans-1',
      score: expect.closeTo(cosine, 3),
      relevance: neighbors[0]?.relevance,
      title: jeans.title,
      category: 'jeans',
      brand: "Levi's",
      attributes: jeans.attributes,
    })
    expect(neighbors[1]?.score).toBeLessThan(neighbors[0]?.score ?? 0)
  })

  it('a rare word lifts the item that says it, where the rest is alike', async () => {
    const index = openIndex(freshName())
    const shirts = Array.from({ length: 40 }, (_, place) => ({
      id: `s${place}`,
      title: `White cotton shirt no. ${place}`,
    }))
    await index.upsert('t', [...shirts, { id: 'rare', title: 'White cotton shirt zephyrline' }])
    const [first] = await index.search({ tenant: 't', text: 'shirt zephyrline', limit: 5 })
    expect(first?.id).toBe('t/rare')
  })

  it('a short word that is rare in the catalog lifts nothing', async () => {
    const index = openIndex(freshName())
    await index.upsert('t', [
      { id: 'skirt', title: 'A a-line skirt' },
      { id: 'jumper', title: 'Jumper' },
      ...['Coat', 'Blue jumper', 'Red jumper', 'Green jumper', 'Old jumper'].map((title) => ({
        id: title.slice(0, 3),
        title,
      })),
    ])
    const found = await index.search({ tenant: 't', text: 'a jumper with a hole and a stain', limit: 5 })
    expect(found.map(({ title }) => /jumper/i.test(title))).toEqual([true, true, true, true, true])
  })

  it('leaves out what is not trusted, and the item itself', async () => {
    const index = openIndex(freshName())
    await index.upsert('t', [jeans, { ...jeans, id: 'doubtful', title: 'Slim jeans in blue', trusted: false }, dress])
    const ids = (await index.search({ tenant: 't', text: 'slim jeans', limit: 8, exceptId: 'jeans-1' })).map(
      ({ id }) => id,
    )
    expect(ids).toEqual(['t/dress-1'])
  })

  it('items of the same content count as one neighbor, even where they outnumber the candidates', async () => {
    const index = openIndex(freshName())
    const copies = Array.from({ length: 100 }, (_, place) => ({ ...jeans, id: `copy-${place}` }))
    await index.upsert('t', [...copies, { id: 'other', title: 'Slim jeans' }, dress])
    const neighbors = await index.search({ tenant: 't', text: 'slim jeans in dark blue', limit: 3 })
    expect(neighbors.map(({ title }) => title).sort()).toEqual([dress.title, 'Slim jeans', jeans.title].sort())
  })

  it('empty text has no neighbors and makes no call', async () => {
    const index = openIndex('nowhere', new NgramEmbeddings(), '127.0.0.1:1')
    expect(await index.search({ tenant: 't', text: ' \n\u0000', limit: 8 })).toEqual([])
    await expect(index.search({ tenant: 't', text: 'jeans', limit: 8 })).rejects.toMatchObject({
      code: 'catalog-unavailable',
    })
  })

  it('text without a word is searched for all the same', async () => {
    const index = openIndex(freshName())
    await index.upsert('t', [{ id: 'gift', title: '🎁🎀' }, dress])
    expect((await index.search({ tenant: 't', text: '🎁🎀', limit: 1 }))[0]).toMatchObject({ id: 't/gift', score: 1 })
  })

  it('a caller who gives up gets its own reason, at once', async () => {
    const index = openIndex(freshName())
    const reason = new Error('the job was stopped')
    await expect(index.search({ tenant: 't', text: 'jeans', limit: 8 }, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})

describe('writing', () => {
  it('an item is read back as it was written, and is gone once removed', async () => {
    const index = openIndex(freshName())
    await index.upsert('t', [jeans, dress])
    expect(await index.get('t', 'jeans-1')).toEqual({ ...jeans, trusted: true })
    expect(await index.count('t')).toBe(2)
    await index.remove('t', ['jeans-1', 'never-there'])
    expect(await index.get('t', 'jeans-1')).toBeNull()
    expect(await index.count('t')).toBe(1)
    expect((await index.search({ tenant: 't', text: 'slim jeans', limit: 8 })).map(({ id }) => id)).toEqual([
      't/dress-1',
    ])
  })

  it('a replaced item keeps nothing of the old one: removed attributes, brand and description are gone', async () => {
    const index = openIndex(freshName())
    await index.upsert('t', [jeans])
    const corrected: CatalogItem = {
      id: 'jeans-1',
      title: 'Wide corduroy trousers',
      attributes: { material: [{ id: 'cotton' }] },
    }
    expect(await index.upsert('t', [corrected])).toEqual({ written: 1, unchanged: 0 })
    expect(await index.get('t', 'jeans-1')).toEqual({ ...corrected, trusted: true })
    expect(await index.count('t')).toBe(1)
    expect((await index.search({ tenant: 't', text: 'corduroy trousers', limit: 1 }))[0]).toMatchObject({
      title: corrected.title,
      brand: null,
      attributes: corrected.attributes,
    })
  })

  it('what did not change is neither embedded nor written again; a change of trust alone is written', async () => {
    const embeddings = counting()
    const index = openIndex(freshName(), embeddings)
    expect(await index.upsert('t', [jeans, dress])).toEqual({ written: 2, unchanged: 0 })
    expect(await index.upsert('t', [dress, boots, jeans])).toEqual({ written: 1, unchanged: 2 })
    expect(await index.upsert('t', [{ ...dress, trusted: false }])).toEqual({ written: 1, unchanged: 0 })
    expect(embeddings.embedded).toBe(4)
    expect(await index.get('t', 'dress-1')).toMatchObject({ trusted: false })
  })

  it('more items than one batch are all written, and of two with one id the later counts', async () => {
    const index = openIndex(freshName())
    const items = Array.from({ length: 300 }, (_, place) => ({ id: `i${place}`, title: `Sock no. ${place}` }))
    expect(await index.upsert('t', [...items, { id: 'i299', title: 'The last sock' }])).toEqual({
      written: 300,
      unchanged: 0,
    })
    expect(await index.count('t')).toBe(300)
    expect(await index.get('t', 'i299')).toMatchObject({ title: 'The last sock' })
  })

  it('writes that come at once land one after the other, while searches go on', async () => {
    const index = openIndex(freshName())
    await index.upsert('t', [jeans])
    const writes = Array.from({ length: 20 }, (_, place) =>
      index.upsert('t', [{ id: `w${place}`, title: `Hat no. ${place}` }]),
    )
    const searches = Array.from({ length: 20 }, () => index.search({ tenant: 't', text: 'slim jeans', limit: 1 }))
    await Promise.all(writes)
    for (const found of await Promise.all(searches)) expect(found[0]?.id).toBe('t/jeans-1')
    expect(await index.count('t')).toBe(21)
  })
})

describe('tenants', () => {
  it("never see, count, replace or remove each other's items, also where ids are the same", async () => {
    const index = openIndex(freshName())
    await index.upsert('ann', [jeans])
    await index.upsert('bob', [{ ...jeans, title: 'Jeans of Bob' }, dress])
    expect((await index.search({ tenant: 'ann', text: 'jeans dress', limit: 8 })).map(({ id }) => id)).toEqual([
      'ann/jeans-1',
    ])
    expect(await index.get('ann', 'dress-1')).toBeNull()
    expect(await index.count('ann')).toBe(1)
    await index.remove('ann', ['jeans-1', 'dress-1', '../bob/dress-1', 'bob/dress-1'])
    expect(await index.count('ann')).toBe(0)
    expect(await index.count('bob')).toBe(2)
    expect(await index.get('bob', 'jeans-1')).toMatchObject({ title: 'Jeans of Bob' })
  })

  it.each(['ann" or tenant != "', "ann' or true", 'ann/x', 'ANN', '', '*'])(
    '%j is no tenant and never reaches the index',
    async (tenant) => {
      const index = openIndex(freshName())
      await expect(async () => index.search({ tenant, text: 'jeans', limit: 8 })).rejects.toThrow()
      await expect(async () => index.upsert(tenant, [jeans])).rejects.toThrow()
      await expect(async () => index.remove(tenant, ['jeans-1'])).rejects.toThrow()
      await expect(async () => index.get(tenant, 'jeans-1')).rejects.toThrow()
      await expect(async () => index.count(tenant)).rejects.toThrow()
    },
  )

  const hostile = [
    'x" or key != "',
    "x') or (tenant == 'bob",
    'x\\',
    'x\\"',
    'x\n',
    '"] or key in ["bob/secret',
    '\ud800',
    '%',
    '漢字',
    'x\u0000y',
  ]

  it.each(hostile)('the id %j stays a plain string in every filter', async (id) => {
    const index = openIndex('hostile')
    await index.upsert('bob', [{ id: 'secret', title: 'Secret of Bob' }])
    await index.upsert('ann', [{ id, title: 'Mine' }])
    expect(await index.get('ann', id)).toMatchObject({ title: 'Mine' })
    expect(await index.search({ tenant: 'ann', text: 'secret mine', limit: 8, exceptId: id })).toEqual([])
    await index.remove('ann', [id])
    expect(await index.get('ann', id)).toBeNull()
    expect(await index.count('ann')).toBe(0)
    expect(await index.count('bob')).toBe(1)
  })

  it('whatever a seller or a catalog says is stored, found and read back, inside the tenant', async () => {
    const index = openIndex(freshName())
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    const given = fc.record({ id: words, title: words, brand: words, attributes: fc.dictionary(words, words) })
    await fc.assert(
      fc.asyncProperty(given, words, async (fields, text) => {
        const item = catalogItemSchema.safeParse(fields)
        fc.pre(item.success)
        await index.upsert('ann', [item.data])
        expect((await index.get('ann', item.data.id))?.title).toBe(item.data.title.toWellFormed())
        const found = await index.search({ tenant: 'bob', text: `${text} ${item.data.title}`, limit: 8 })
        expect(found).toEqual([])
        const own = await index.search({ tenant: 'ann', text: item.data.title, limit: 8 })
        expect(own.every(({ id }) => id.startsWith('ann/'))).toBe(true)
        await index.remove('ann', [item.data.id])
        expect(await index.count('ann')).toBe(0)
      }),
      { numRuns: 40 },
    )
  })
})

describe('the collection', () => {
  it('eight that start at once all end up on one collection, and none of their rows is lost', async () => {
    const name = freshName()
    const many = Array.from({ length: 8 }, () => openIndex(name))
    await Promise.all(many.map((index) => index.check()))
    await many[3]?.upsert('t', [jeans])
    for (const index of many) expect(await index.get('t', 'jeans-1')).not.toBeNull()
  })

  it.each(['no index', 'one index', 'no alias'])(
    'a start that crashed half-way (%s) is finished by the next',
    async (crash) => {
      const name = freshName()
      await openIndex(name).upsert('t', [jeans])
      await undo(name, crash === 'no alias' ? [] : crash === 'one index' ? ['sparse'] : ['dense', 'sparse'])

      const index = openIndex(name)
      expect((await index.search({ tenant: 't', text: 'slim jeans', limit: 1 }))[0]?.id).toBe('t/jeans-1')
    },
  )

  it('another embedding is refused for searching and writing with what to do, but items can still be removed', async () => {
    const name = freshName()
    await openIndex(name).upsert('t', [jeans])
    const other: CatalogEmbeddings = Object.assign(new NgramEmbeddings(), { version: '2' })
    const index = openIndex(name, other)
    const mismatch = {
      code: 'catalog-embedding-mismatch',
      disposition: 'give-up',
      evidence: { recorded: 'hashed-ngrams@1/512', configured: 'hashed-ngrams@2/512' },
    }
    await expect(index.search({ tenant: 't', text: 'jeans', limit: 8 })).rejects.toMatchObject(mismatch)
    await expect(index.upsert('t', [dress])).rejects.toMatchObject(mismatch)
    await expect(index.check()).rejects.toMatchObject(mismatch)
    await index.remove('t', ['jeans-1'])
    expect(await index.count('t')).toBe(0)
  })
})

/** Takes back what a start does last: the alias, and the indexes of the fields named. */
async function undo(name: string, fields: string[]): Promise<void> {
  const client = new MilvusClient({ address, telemetry: { enabled: false }, logLevel: 'error' })
  await client.connectPromise
  const collection_name = `${name}_v1`
  const answers = [await client.dropAlias({ alias: name })]
  if (fields.length > 0) answers.push(await client.releaseCollection({ collection_name }))
  for (const field_name of fields) answers.push(await client.dropIndex({ collection_name, field_name }))
  await client.closeConnection()
  expect(answers.map(({ code, reason }) => ({ code, reason }))).toEqual(answers.map(() => ({ code: 0, reason: '' })))
}

function counting(): CatalogEmbeddings & { embedded: number } {
  const real = new NgramEmbeddings()
  return Object.assign(new NgramEmbeddings(), {
    embedded: 0,
    async embedDocuments(this: { embedded: number }, texts: string[]) {
      this.embedded += texts.length
      return real.embedDocuments(texts)
    },
  })
}
