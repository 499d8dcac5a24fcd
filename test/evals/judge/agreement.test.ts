import { expect, test } from 'vitest'
import { agreement } from '../../../src/evals/judge/agreement.ts'

function rated(bothYes: number, bothNo: number, falseYes: number, falseNo: number) {
  const of = (count: number, gold: boolean, got: boolean) => Array.from({ length: count }, () => ({ gold, got }))
  return [
    ...of(bothYes, true, true),
    ...of(bothNo, false, false),
    ...of(falseYes, false, true),
    ...of(falseNo, true, false),
  ]
}

test('kappa is what it is by hand: 20 and 15 agreed of 50 are 0.4, agreement by chance is 0, against gold below it', () => {
  // Seen 0.7; by chance 0.5 × 0.6 + 0.5 × 0.4 = 0.5; (0.7 − 0.5) / (1 − 0.5) = 0.4.
  const found = agreement(rated(20, 15, 10, 5))
  expect(found).toMatchObject({ bothYes: 20, bothNo: 15, falseYes: 10, falseNo: 5 })
  expect(found.agreed).toMatchObject({ count: 35, of: 50, share: 0.7 })
  expect(found.kappa).toBeCloseTo(0.4, 12)
  expect(agreement(rated(10, 10, 10, 10)).kappa).toBeCloseTo(0, 12)
  expect(agreement(rated(0, 0, 5, 5)).kappa).toBeCloseTo(-1, 12)
  expect(agreement(rated(5, 5, 0, 0)).kappa).toBe(1)
})

test('where both say one word alone, kappa says nothing rather than something', () => {
  expect(agreement(rated(8, 0, 0, 0)).kappa).toBeNull()
  // A judge that says yes to all agrees by chance alone, whatever share that is.
  expect(agreement(rated(9, 0, 1, 0)).kappa).toBeCloseTo(0, 12)
})
