/**
 * The probability of `count` and more (`step` 1) or fewer (−1) in `of` when each has `share`. Summed in logarithms, so that
 * nothing overflows, and only as far as terms count: of a million a few thousand do.
 */
export function binomialTail(
  count: number,
  of: number,
  share: number,
  step: 1 | -1,
  logChoices = logChoose(count, of),
): number {
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

/** What a term must add to a sum to be more than its last digit. */
const negligible = 1e-17

/** The logarithm of the ways to choose `count` of `of`. */
export function logChoose(count: number, of: number): number {
  let sum = 0
  for (let each = 0; each < count; each += 1) sum += Math.log(of - each) - Math.log(each + 1)
  return sum
}
