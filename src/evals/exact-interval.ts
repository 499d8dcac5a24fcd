/** A share of cases with the bounds that hold it in 95 of 100 samples, all from 0 to 1. */
export type Share = { count: number; of: number; share: number; low: number; high: number }

/**
 * The share of `count` in `of` with its exact two-sided interval (Clopper and Pearson 1934): the shares at which seeing so many,
 * or so few, would be rarer than half of `risk`. Never too narrow, also at 0 and at all. NaN and 0–1 where there is no case.
 */
export function exactInterval(count: number, of: number, risk = 0.05): Share {
  const logChoices = logChoose(count, of)
  const low = count === 0 ? 0 : solve((share) => tail(count, of, share, logChoices, 1) - risk / 2)
  const high = count === of ? 1 : solve((share) => risk / 2 - tail(count, of, share, logChoices, -1))
  return { count, of, share: count / of, low, high }
}

/** The logarithm of the ways to choose `count` of `of`. */
function logChoose(count: number, of: number): number {
  let sum = 0
  for (let each = 0; each < count; each += 1) sum += Math.log(of - each) - Math.log(each + 1)
  return sum
}

/** What a term must add to a sum to be more than its last digit. */
const negligible = 1e-17

/**
 * The probability of `count` and more (`step` 1) or fewer (−1) in `of` when each has `share`. Summed in logarithms, so that
 * nothing overflows, and only as far as terms count: of a million a few thousand do.
 */
function tail(count: number, of: number, share: number, logChoices: number, step: 1 | -1): number {
  const odds = share / (1 - share)
  let logTerm = logChoices + count * Math.log(share) + (of - count) * Math.log1p(-share)
  let sum = 0
  for (let each = count; each >= 0 && each <= of; each += step) {
    const term = Math.exp(logTerm)
    sum += term
    const ratio = step === 1 ? ((of - each) / (each + 1)) * odds : each / (of - each + 1) / odds
    if (ratio < 1 && term <= sum * negligible) break
    logTerm += Math.log(ratio)
  }
  return Math.min(1, sum)
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
