import { describe, expect, test } from 'vitest'
import { chooseThreshold } from '../../src/evals/choose-threshold.ts'
import { type Prediction, reliability } from '../../src/evals/reliability.ts'

const predictions = (confidence: number, right: number, wrong: number, fold?: number): Prediction[] =>
  Array.from({ length: right + wrong }, (_, index) => ({
    confidence,
    right: index < right,
    ...(fold === undefined ? {} : { fold }),
  }))

describe('reliability', () => {
  test('confidence that is met has no calibration error; too much of it has the gap', () => {
    expect(reliability([...predictions(0.25, 1, 3), ...predictions(0.75, 3, 1)]).ece).toBeCloseTo(0)
    const over = reliability(predictions(0.95, 7, 3))
    expect(over.ece).toBeCloseTo(0.25)
    expect(over.brier).toBeCloseTo(0.7 * 0.05 ** 2 + 0.3 * 0.95 ** 2)
    expect(over.bins).toMatchObject([
      { from: 0.9, to: 1, meanConfidence: expect.closeTo(0.95), right: { count: 7, of: 10 } },
    ])
  })

  test('AUROC is 1 where right ones are surer, 0.5 where nothing tells them apart, and none where all are right', () => {
    expect(reliability([...predictions(0.9, 5, 0), ...predictions(0.4, 0, 5)]).auroc).toBe(1)
    expect(reliability(predictions(0.9, 5, 5)).auroc).toBe(0.5)
    expect(reliability(predictions(0.9, 5, 0)).auroc).toBeNull()
  })

  test('folds are not compared with each other: models that differ a little do not look worse than chance', () => {
    const twoFolds = [...predictions(0.9, 8, 2, 1), ...predictions(0.91, 6, 4, 2)]
    expect(reliability(twoFolds).auroc).toBe(0.5)
  })

  test('certainty falls into the last bin', () => {
    expect(reliability(predictions(1, 2, 0)).bins).toMatchObject([{ from: 0.9, to: 1, meanConfidence: 1 }])
  })
})

describe('a threshold for a target precision', () => {
  test('is the lowest from which on the lower bound of the share right reaches it', () => {
    const rows = [...predictions(0.97, 200, 0), ...predictions(0.9, 98, 2), ...predictions(0.6, 50, 50)]
    expect(chooseThreshold(rows, 0.95)).toMatchObject({ confidence: 0.9, right: { count: 298, of: 300 }, of: 400 })
    expect(chooseThreshold(rows, 0.985)).toMatchObject({ confidence: 0.97, right: { count: 200, of: 200 } })
  })

  test('is none where too few rows can show it, however right they are', () => {
    expect(chooseThreshold(predictions(0.99, 58, 0), 0.95)).toBeNull()
    expect(chooseThreshold(predictions(0.99, 59, 0), 0.95)).not.toBeNull()
    expect(chooseThreshold([], 0.95)).toBeNull()
  })
})
