/**
 * P-values of several questions asked of one run, adjusted so that the chance of even one false finding stays at the risk (Holm
 * 1979): the smallest times their number, the next times one less, and none below one before it. In the order given.
 */
export function holm(pValues: readonly number[]): number[] {
  const ranked = pValues.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p)
  const adjusted = new Array<number>(pValues.length)
  let least = 0
  for (const [rank, { p, place }] of ranked.entries()) {
    least = Math.max(least, Math.min(1, p * (pValues.length - rank)))
    adjusted[place] = least
  }
  return adjusted
}
