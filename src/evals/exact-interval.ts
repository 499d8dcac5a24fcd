import { binomialTail, logChoose } from './statistics/binomial-tail.ts'

/** A share of cases with the bounds that hold it in 95 of 100 samples, all from 0 to 1. */
export type Share = { count: number; of: number; share: number; low: number; high: number }

/**
 * The share of `count` in `of` with its exact two-sided interval (Clopper and Pearson 1934): the shares at which seeing so many,
 * or so few, would be rarer than half of `risk`. Never too narrow, also at 0 and at all. NaN and 0–1 where there is no case.
 */
export function exactInterval(count: number, of: number, risk = 0.05): Share {
  const logChoices = logChoose(count, of)
  const low = count === 0 ? 0 : solve((share) => binomialTail(count, of, share, 1, logChoices) - risk / 2)
  const high = count === of ? 1 : solve((share) => risk / 2 - binomialTail(count, of, share, -1, logChoices))
  return { count, of, share: count / of, low, high }
}

const halvings = 60

/** Where a rising function of a share crosses zero. */
function solve(rising: (share: number) => number): number {
  let [low, high] = [0, 1]
  for (let times = 0; times < halvings; times += 1) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
