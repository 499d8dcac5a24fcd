import { expect, test } from 'vitest'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { holm } from '../../../src/evals/statistics/holm.ts'
import { mcnemar, pairedTest } from '../../../src/evals/statistics/paired-test.ts'

test.each([
  // 2 × the sum of C(10, k) / 1024 for k = 9, 10, and so on: worked out by hand.
  [9, 1, 22 / 1024],
  [1, 9, 22 / 1024],
  [10, 0, 2 / 1024],
  [5, 5, 1],
  [6, 4, 772 / 1024],
  [0, 0, 1],
])('McNemar: %d became right and %d wrong', (right, wrong, p) => {
  expect(mcnemar(right, wrong)).toBeCloseTo(p, 12)
})

test('one case a cluster is McNemar; the flips come to the same where they are asked', () => {
  const gains = [...Array(14).fill(1), ...Array(4).fill(-1), ...Array(40).fill(0)]
  const clusters = gains.map((gain) => ({ gain, rows: 1 }))
  const exact = pairedTest(clusters, () => Number.NaN)
  expect(exact).toBe(mcnemar(14, 4))
  // A cluster with half a gain, and one with half a loss, keep the exact test from being used and hardly change the rest.
  const flipped = pairedTest([...clusters, { gain: 0.5, rows: 1 }, { gain: -0.5, rows: 1 }], createRandom(1), 20_000)
  expect(flipped).toBeGreaterThan(exact * 0.5)
  expect(flipped).toBeLessThan(exact * 2)
})

test('Holm: the example worked out by hand, in whatever order it comes', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02])
  expect(holm([0.6, 0.5])).toEqual([1, 1])
  expect(holm([])).toEqual([])
})
