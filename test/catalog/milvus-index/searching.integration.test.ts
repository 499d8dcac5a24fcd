import { describe, expect, it } from 'vitest'
import { NgramEmbeddings } from '../../../src/catalog/embeddings/ngram-embeddings.ts'
import { itemText } from '../../../src/catalog/item-text.ts'
import { freshName, openTestIndex } from '../open-test-index.ts'
import { boots, dress, jeans } from './sample-items.ts'

describe('searching', () => {
  it('finds the like item first, with its cosine similarity as score and everything that a neighbor shows', async () => {
    const index = openTestIndex(freshName())
    await index.upsert('closet-9', [dress, jeans, boots])
    const neighbors = await index.search({ tenant: 'closet-9', text: 'LEVIS jeans dark blue', limit: 2 })

    const [query, stored] = await new NgramEmbeddings().embedDocuments(['levis jeans dark blue', itemText(jeans)])
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
    const index = openTestIndex(freshName())
    const shirts = Array.from({ length: 40 }, (_, place) => ({
      id: `s${place}`,
      title: `White cotton shirt no. ${place}`,
    }))
    await index.upsert('t', [...shirts, { id: 'rare', title: 'White cotton shirt zephyrline' }])
    const [first] = await index.search({ tenant: 't', text: 'shirt zephyrline', limit: 5 })
    expect(first?.id).toBe('t/rare')
  })

  it('a short word that is rare in the catalog lifts nothing', async () => {
    const index = openTestIndex(freshName())
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
    const index = openTestIndex(freshName())
    await index.upsert('t', [jeans, { ...jeans, id: 'doubtful', title: 'Slim jeans in blue', trusted: false }, dress])
    const ids = (await index.search({ tenant: 't', text: 'slim jeans', limit: 8, exceptId: 'jeans-1' })).map(
      ({ id }) => id,
    )
    expect(ids).toEqual(['t/dress-1'])
  })

  it('items of the same content count as one neighbor, even where they outnumber the candidates', async () => {
    const index = openTestIndex(freshName())
    const copies = Array.from({ length: 100 }, (_, place) => ({ ...jeans, id: `copy-${place}` }))
    await index.upsert('t', [...copies, { id: 'other', title: 'Slim jeans' }, dress])
    const neighbors = await index.search({ tenant: 't', text: 'slim jeans in dark blue', limit: 3 })
    expect(neighbors.map(({ title }) => title).sort()).toEqual([dress.title, 'Slim jeans', jeans.title].sort())
  })

  it('empty text has no neighbors and makes no call', async () => {
    const index = openTestIndex('nowhere', { address: '127.0.0.1:1' })
    expect(await index.search({ tenant: 't', text: ' \n\u0000', limit: 8 })).toEqual([])
    await expect(index.search({ tenant: 't', text: 'jeans', limit: 8 })).rejects.toMatchObject({
      code: 'catalog-unavailable',
    })
  })

  it('text without a word is searched for all the same', async () => {
    const index = openTestIndex(freshName())
    await index.upsert('t', [{ id: 'gift', title: '🎁🎀' }, dress])
    expect((await index.search({ tenant: 't', text: '🎁🎀', limit: 1 }))[0]).toMatchObject({ id: 't/gift', score: 1 })
  })

  it('a caller who gives up gets its own reason, at once', async () => {
    const index = openTestIndex(freshName())
    const reason = new Error('the job was stopped')
    await expect(index.search({ tenant: 't', text: 'jeans', limit: 8 }, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
