import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Example, fitLogistic } from '../../src/evals/fit-logistic.ts'

const options = { prior: {}, penalty: 1e-6, rising: 'raw' }
const examples = (...groups: [features: Record<string, number>, right: number, wrong: number][]): Example[] =>
  groups.flatMap(([features, right, wrong]) => [
    ...Array.from({ length: right }, () => ({ features, right: true })),
    ...Array.from({ length: wrong }, () => ({ features, right: false })),
  ])
const probability = (weights: Record<string, number>, features: Record<string, number>) =>
  1 / (1 + Math.exp(-Object.entries(features).reduce((sum, [name, value]) => sum + value * (weights[name] ?? 0), 0)))

test('with hardly a penalty the model says the shares that were seen', () => {
  const [low, high] = [
    { always: 1, raw: 0 },
    { always: 1, raw: 2 },
  ]
  const weights = fitLogistic(examples([low, 30, 70], [high, 90, 10]), options)
  expect(probability(weights, low)).toBeCloseTo(0.3, 4)
  expect(probability(weights, high)).toBeCloseTo(0.9, 4)
})

test('without examples the prior stands, and few examples move it little', () => {
  const prior = { always: 0.5, raw: 1 }
  expect(fitLogistic([], { ...options, prior, penalty: 1 })).toEqual(prior)
  const moved = fitLogistic(examples([{ always: 1, raw: 1 }, 0, 2]), { ...options, prior, penalty: 10 })
  expect(moved.always).toBeLessThan(0.5)
  expect(moved.always).toBeGreaterThan(0.3)
})

test('a start far off finds the same top: no step jumps over it', () => {
  const seen = examples([{ always: 1, raw: 3 }, 112, 45], [{ always: 1, raw: 0.4 }, 42, 41])
  const far = fitLogistic(seen, { ...options, prior: { raw: 3 } })
  const near = fitLogistic(seen, { ...options, prior: { raw: 0.3 } })
  expect(far.raw).toBeCloseTo(near.raw ?? Number.NaN, 4)
  expect(probability(far, { always: 1, raw: 3 })).toBeCloseTo(112 / 157, 4)
})

test('all right or all wrong stays finite', () => {
  const weights = fitLogistic(examples([{ always: 1, raw: 3 }, 500, 0]), { ...options, penalty: 1 })
  expect(probability(weights, { always: 1, raw: 3 })).toBeGreaterThan(0.95)
  expect(Object.values(weights).every(Number.isFinite)).toBe(true)
})

test('a surer read never makes a field less sure, whatever the examples say', () => {
  const feature = fc.record({
    always: fc.constant(1),
    raw: fc.integer({ min: -4, max: 4 }),
    other: fc.integer({ min: 0, max: 2 }),
  })
  const lists = fc.array(fc.record({ features: feature, right: fc.boolean() }), { maxLength: 40 })
  fc.assert(
    fc.property(lists, (list) => {
      expect(fitLogistic(list, { prior: { raw: 1 }, penalty: 0.5, rising: 'raw' }).raw).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 100 },
  )
})
