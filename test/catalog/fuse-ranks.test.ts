import { describe, expect, it } from 'vitest'
import { fuseRanks, type Ranking } from '../../src/catalog/fuse-ranks.ts'

const even: Ranking & { rank: number } = { denseWeight: 1, bm25Weight: 1, rrfK: 60, rank: 0 }
const hits = (keys: string) => [...keys].map((key) => ({ key }))

function order(dense: string, words: string, ranking: Partial<typeof even> = {}): string {
  const lists = { dense: hits(dense), words: hits(words) }
  return fuseRanks(lists, { ...even, ...ranking })
    .map(({ hit }) => hit.key)
    .join('')
}

describe('fuseRanks', () => {
  it('gives each hit the weight of a list over k and its rank in it, and sums', () => {
    const [first, second] = fuseRanks({ dense: hits('ab'), words: hits('b') }, { ...even, bm25Weight: 0.5 })
    expect(first).toEqual({ hit: { key: 'b' }, relevance: 1 / 62 + 0.5 / 61 })
    expect(second).toEqual({ hit: { key: 'a' }, relevance: 1 / 61 })
  })

  it('what both lists hold beats what one of them has first', () => {
    expect(order('xab', 'yab')).toBe('abxy')
  })

  it('a small k lets the first of one list win over what both hold', () => {
    expect(order('xpqb', 'yrsb')).toMatch(/^b/)
    expect(order('xpqb', 'yrsb', { rrfK: 1 })).toMatch(/^[xy]/)
  })

  it('the heavier list decides between hits of one list each, and one without weight is left out', () => {
    expect(order('a', 'z', { bm25Weight: 2 })).toBe('za')
    expect(order('ab', 'zb', { bm25Weight: 0 })).toBe('ab')
  })

  it('hits that come after others of their lists stand below them', () => {
    const [first] = fuseRanks({ dense: hits('a'), words: [] }, { ...even, rank: 32 })
    expect(first?.relevance).toBe(1 / 93)
  })
})
