import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactInterval } from '../../src/evals/exact-interval.ts'

test.each([
  [81, 263, 0.2527, 0.3676],
  [15, 148, 0.0578, 0.1617],
  [0, 20, 0, 0.1684],
  [1, 29, 0.0009, 0.1776],
  [29, 29, 0.8806, 1],
])('%i of %i has its exact bounds (but for the last as published: Newcombe 1998, table I)', (count, of, low, high) => {
  const interval = exactInterval(count, of)
  expect(interval.low).toBeCloseTo(low, 4)
  expect(interval.high).toBeCloseTo(high, 4)
  expect(interval.share).toBe(count / of)
})

test('thousands of cases neither overflow nor vanish', () => {
  const { low, high } = exactInterval(5_000, 10_000)
  expect(low).toBeCloseTo(0.4901, 3)
  expect(high).toBeCloseTo(0.5099, 3)
})

test('a million cases take no time that anyone notices', () => {
  const started = performance.now()
  const { low, high } = exactInterval(950_000, 1_000_000)
  expect(performance.now() - started).toBeLessThan(3_000)
  // The normal approximation is as good as exact here: 0.95 ± 1.96 √(0.95 · 0.05 / 1e6).
  expect(low).toBeCloseTo(0.94957, 5)
  expect(high).toBeCloseTo(0.95043, 5)
})

test('no case at all says nothing', () => {
  expect(exactInterval(0, 0)).toMatchObject({ low: 0, high: 1, share: Number.NaN })
})

test('bounds hold the share, lie within 0 and 1, and mirror when right and wrong are swapped', () => {
  const counts = fc
    .integer({ min: 1, max: 300 })
    .chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)))
  fc.assert(
    fc.property(counts, ([count, of]) => {
      const [interval, mirror] = [exactInterval(count, of), exactInterval(of - count, of)]
      expect(interval.low).toBeGreaterThanOrEqual(0)
      expect(interval.low).toBeLessThanOrEqual(interval.share)
      expect(interval.high).toBeGreaterThanOrEqual(interval.share)
      expect(interval.high).toBeLessThanOrEqual(1)
      expect(interval.low).toBeCloseTo(1 - mirror.high, 9)
    }),
    { numRuns: 100 },
  )
})
