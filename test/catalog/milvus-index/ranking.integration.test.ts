import { describe, expect, it } from 'vitest'
import type { SearchMode } from '../../../src/catalog/catalog-index.ts'
import type { Ranking } from '../../../src/catalog/fuse-ranks.ts'
import { compass } from '../compass-embeddings.ts'
import { always, freshName, openTestIndex } from '../open-test-index.ts'

const embeddings = always(compass)
const even: Ranking = { denseWeight: 1, bm25Weight: 1, rrfK: 60 }

/** Near "deg0" by direction: chair, lamp, table. By the word "lamp": both lamps, the shorter title first. */
const furniture = [
  { id: 'chair', title: 'Chair deg10' },
  { id: 'lamp', title: 'Lamp of brass and glass deg40' },
  { id: 'table', title: 'Table deg60' },
  { id: 'far-lamp', title: 'Lamp deg170' },
]

async function search(mode: SearchMode | undefined, ranking = even) {
  const index = openTestIndex(freshName(), { embeddings, ranking })
  await index.upsert('t', furniture)
  return index.search({ tenant: 't', text: 'lamp deg0', limit: 4, ...(mode === undefined ? {} : { mode }) })
}

const idsOf = (hits: readonly { id: string }[]) => hits.map(({ id }) => id.slice(2))
const cosineOf = (degrees: number) => expect.closeTo(Math.cos((degrees * Math.PI) / 180), 3)

describe('what a search ranks by', () => {
  it('dense: by direction alone, and relevance is the cosine', async () => {
    const hits = await search('dense')
    expect(idsOf(hits)).toEqual(['chair', 'lamp', 'table', 'far-lamp'])
    expect(hits.map(({ relevance }) => relevance)).toEqual([10, 40, 60, 170].map(cosineOf))
  })

  it('bm25: only what has a word of it, by a relevance that is positive and falls; the score is the cosine all the same', async () => {
    const hits = await search('bm25')
    expect(idsOf(hits)).toEqual(['far-lamp', 'lamp'])
    expect(hits.map(({ score }) => score)).toEqual([170, 40].map(cosineOf))
    expect(hits[0]?.relevance).toBeGreaterThan(hits[1]?.relevance ?? 0)
    expect(hits[1]?.relevance).toBeGreaterThan(0)
  })

  it('hybrid, where nothing else is said: what is near and has the words comes first, then what one list has first', async () => {
    const hits = await search(undefined)
    expect(idsOf(hits)).toEqual(['lamp', 'far-lamp', 'chair', 'table'])
    expect(hits.map(({ score }) => score)).toEqual([40, 170, 10, 60].map(cosineOf))
    const relevance = [1 / 62 + 1 / 62, 1 / 64 + 1 / 61, 1 / 61, 1 / 63].map((sum) => expect.closeTo(sum, 9))
    expect(hits.map((hit) => hit.relevance)).toEqual(relevance)
  })

  it('hybrid: weights move the order towards the one list or the other', async () => {
    expect(idsOf(await search('hybrid', { ...even, denseWeight: 1_000 }))).toEqual([
      'chair',
      'lamp',
      'table',
      'far-lamp',
    ])
    expect(idsOf(await search('hybrid', { ...even, bm25Weight: 1_000 }))).toEqual([
      'far-lamp',
      'lamp',
      'chair',
      'table',
    ])
  })

  it.each(['hybrid', 'dense', 'bm25'] as const)(
    '%s: one thing in 150 sizes and lots is one neighbor, with what it would have crowded out beside it',
    async (mode) => {
      const index = openTestIndex(freshName(), { embeddings })
      const lots = Array.from({ length: 150 }, (_, lot) => ({ id: `lot${lot}`, title: `Brass lamp no. ${lot} deg5` }))
      const others = ['Floor lamp deg30', 'Desk lamp deg40'].map((title) => ({ id: title.slice(0, 4), title }))
      await index.upsert('t', [...lots, ...others])
      const hits = await index.search({ tenant: 't', text: 'brass lamp deg5', limit: 3, mode })
      expect(hits.map(({ title }) => title.replace(/\d+ /, ''))).toEqual([
        'Brass lamp no. deg5',
        ...others.map(({ title }) => title),
      ])
      expect(hits.map(({ relevance }) => relevance).toSorted((a, b) => b - a)).toEqual(
        hits.map(({ relevance }) => relevance),
      )
    },
  )
})
