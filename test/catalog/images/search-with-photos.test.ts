import { expect, test } from 'vitest'
import type { CatalogQuery } from '../../../src/catalog/catalog-index.ts'
import type { PhotoHit, PhotoQuery } from '../../../src/catalog/images/image-index.ts'
import { searchWithPhotos } from '../../../src/catalog/images/search-with-photos.ts'
import type { CatalogItem, Neighbor } from '../../../src/domain/catalog-item.ts'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'

const pictures = [Buffer.from('a picture')]
const query: CatalogQuery = { tenant: 't', text: 'hat', limit: 3, pictures }
const neighbor = (id: string): Neighbor => ({
  id: `t/${id}`,
  score: 0.5,
  relevance: 0.01,
  title: id,
  category: null,
  brand: null,
  attributes: {},
})
const hit = (id: string, phash: string | null = null, score = 0.9): PhotoHit => {
  return { id: `t/${id}`, score, likeness: 0.8, phash }
}
const away = () => new HangtagError('no answer', { code: 'model-unavailable', disposition: 'retry' })

/** Items that words and photos find, and all that there are. */
function bench(
  words: Neighbor[] | HangtagError,
  photos: PhotoHit[] | HangtagError,
  items: Partial<CatalogItem>[] = [],
) {
  const asked: (CatalogQuery | PhotoQuery)[] = []
  const answer = async <T>(given: CatalogQuery | PhotoQuery, found: T[] | HangtagError) => {
    asked.push(given)
    if (found instanceof HangtagError) throw found
    return found.slice(0, given.limit)
  }
  const index = searchWithPhotos(
    {
      search: (given) => answer(given, words),
      get: async (tenant, id) => {
        const item = items.find((one) => one.id === id)
        return tenant !== 't' || item === undefined ? null : { id, title: `Item ${id}`, ...item }
      },
    },
    { search: (given) => answer(given, photos) },
  )
  return { index, asked }
}

test('what words and photos both find comes first, then what one of them does', async () => {
  const items = [{ id: 'shown', brand: 'Lee', attributes: { material: 'wool' } }]
  const { index } = bench([neighbor('said'), neighbor('both')], [hit('shown'), hit('both')], items)
  const found = await index.search(query)
  expect(found.map(({ id }) => id)).toEqual(['t/both', 't/said', 't/shown'])
  expect(found[0]).toMatchObject({ score: 0.5, photo: { score: 0.9, likeness: 0.8, alone: false } })
  expect(found[1]).not.toHaveProperty('photo')
  expect(found[2]).toEqual({
    ...{ id: 't/shown', title: 'Item shown', category: null, brand: 'Lee', attributes: { material: 'wool' } },
    ...{ score: 0.9, relevance: expect.any(Number), photo: { score: 0.9, likeness: 0.8, alone: true } },
  })
  const relevances = found.map(({ relevance }) => relevance)
  expect(relevances).toEqual(relevances.toSorted((left, right) => right - left))
})

test('items that show the same photo count once, by whatever they were found', async () => {
  const same = 'ff00ff00ff00ff00'
  const { index } = bench(
    [neighbor('copy'), neighbor('other')],
    [hit('first', same), hit('copy', same)],
    [{ id: 'first' }],
  )
  const found = await index.search(query)
  expect(found.map(({ id }) => id)).toEqual(['t/copy', 't/other'])
})

test('a photo whose item is gone, or is not trusted, finds nothing', async () => {
  const { index } = bench([], [hit('gone'), hit('draft')], [{ id: 'draft', trusted: false }])
  expect(await index.search(query)).toEqual([])
})

test('no photo in the question: the words alone, and nothing is asked of the photos', async () => {
  const { index, asked } = bench([neighbor('said')], away())
  const { pictures: _pictures, ...words } = query
  expect((await index.search(words)).map(({ id }) => id)).toEqual(['t/said'])
  expect(asked).toEqual([words])
})

test('a photo without words is enough', async () => {
  const { index, asked } = bench(away(), [hit('shown')], [{ id: 'shown' }])
  expect((await index.search({ ...query, text: ' ' })).map(({ id }) => id)).toEqual(['t/shown'])
  expect(asked).toHaveLength(1)
})

test('photos that cannot be compared are told of where somebody listens, and thrown where nobody does', async () => {
  const { index } = bench([neighbor('a'), neighbor('b'), neighbor('c'), neighbor('d')], away())
  const missed: string[] = []
  const found = await index.search({ ...query, onPicturesMissed: ({ code }) => missed.push(code) })
  expect([found.map(({ id }) => id), missed]).toEqual([['t/a', 't/b', 't/c'], ['model-unavailable']])
  await expect(index.search(query)).rejects.toMatchObject({ code: 'model-unavailable' })
})

test('words that cannot be searched for are thrown, whatever the photos say', async () => {
  const { index } = bench(away(), [hit('a')], [{ id: 'a' }])
  await expect(index.search({ ...query, onPicturesMissed: () => {} })).rejects.toMatchObject({
    code: 'model-unavailable',
  })
})
