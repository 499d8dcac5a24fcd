/** A share of cases with the bounds that hold it in 95 of 100 samples, all from 0 to 1. */
export type Share = { count: number; of: number; share: number; low: number; high: number }

/**
 * The share of `count` in `of` with its exact two-sided interval (Clopper and Pearson 1934): the shares at which seeing so many,
 * or so few, would be rarer than half of `risk`. Never too narrow, also at 0 and at all. NaN and 0–1 where there is no case.
 */
export function exactInterval(count: number, of: number, risk = 0.05): Share {
  const low = count === 0 ? 0 : solve((share) => 1 - atMost(count - 1, of, share) - risk / 2)
  const high = count === of ? 1 : solve((share) => risk / 2 - atMost(count, of, share))
  return { count, of, share: count / of, low, high }
}

/** The probability of at most `count` in `of` when each has `share`. Summed in logarithms: no factorial overflows. */
function atMost(count: number, of: number, share: number): number {
  const [yes, no] = [Math.log(share), Math.log1p(-share)]
  let sum = 0
  let logChoices = 0
  for (let each = 0; each <= count; each += 1) {
    sum += Math.exp(logChoices + each * yes + (of - each) * no)
    logChoices += Math.log(of - each) - Math.log(each + 1)
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
