import { describe, expect, it } from 'vitest'
import type { CatalogEmbeddings } from '../../../src/catalog/catalog-embeddings.ts'
import { NgramEmbeddings } from '../../../src/catalog/embeddings/ngram-embeddings.ts'
import type { CatalogItem } from '../../../src/domain/catalog-item.ts'
import { always, freshName, openTestIndex } from '../open-test-index.ts'
import { boots, dress, jeans } from './sample-items.ts'

describe('writing', () => {
  it('an item is read back as it was written, and is gone once removed', async () => {
    const index = openTestIndex(freshName())
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
    const index = openTestIndex(freshName())
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

  it('what did not change is neither embedded nor written again; a change of trust alone is written, and costs no embedding', async () => {
    const embeddings = counting()
    const index = openTestIndex(freshName(), { embeddings: always(embeddings) })
    expect(await index.upsert('t', [jeans, dress])).toEqual({ written: 2, unchanged: 0 })
    expect(await index.upsert('t', [dress, boots, jeans])).toEqual({ written: 1, unchanged: 2 })
    expect(await index.upsert('t', [{ ...dress, trusted: false }])).toEqual({ written: 1, unchanged: 0 })
    expect(embeddings.embedded).toBe(3)
    expect(await index.get('t', 'dress-1')).toMatchObject({ trusted: false })
    await index.upsert('t', [{ ...dress, imageUrl: 'https://shop.example/dress.jpg' }])
    expect(embeddings.embedded).toBe(3)
    const [found] = await index.search({ tenant: 't', text: dress.title, limit: 1, mode: 'dense' })
    expect(found).toMatchObject({ id: 't/dress-1' })
    expect(found?.score).toBeGreaterThan(0.7)
  })

  it('more items than one batch are all written, and of two with one id the later counts', async () => {
    const index = openTestIndex(freshName())
    const items = Array.from({ length: 300 }, (_, place) => ({ id: `i${place}`, title: `Sock no. ${place}` }))
    expect(await index.upsert('t', [...items, { id: 'i299', title: 'The last sock' }])).toEqual({
      written: 300,
      unchanged: 0,
    })
    expect(await index.count('t')).toBe(300)
    expect(await index.get('t', 'i299')).toMatchObject({ title: 'The last sock' })
  })

  it('writes that come at once land one after the other, while searches go on', async () => {
    const index = openTestIndex(freshName())
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
