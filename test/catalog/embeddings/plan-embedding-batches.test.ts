import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planEmbeddingBatches } from '../../../src/catalog/embeddings/plan-embedding-batches.ts'

const texts = fc.array(fc.nat(50).map((length) => 'x'.repeat(length)))
const limits = fc.record({ textsMax: fc.integer({ min: 1, max: 9 }), charactersMax: fc.integer({ min: 1, max: 200 }) })

it('every text is in one batch, and no batch is larger than allowed but for a text that alone is too long', () => {
  fc.assert(
    fc.property(texts, limits, (given, bounds) => {
      const batches = planEmbeddingBatches(given, bounds)
      expect(batches.flat().toSorted((a, b) => a - b)).toEqual([...given.keys()])
      for (const batch of batches) {
        const longest = Math.max(...batch.map((place) => given[place]?.length ?? 0))
        expect(batch.length).toBeLessThanOrEqual(bounds.textsMax)
        if (batch.length > 1) expect(batch.length * longest).toBeLessThanOrEqual(bounds.charactersMax)
      }
    }),
  )
})

it('texts of like length stand together, the shortest first', () => {
  const given = ['x'.repeat(40), 'x', 'x'.repeat(39), 'xx']
  expect(planEmbeddingBatches(given, { textsMax: 2, charactersMax: 1_000 })).toEqual([
    [1, 3],
    [2, 0],
  ])
})
