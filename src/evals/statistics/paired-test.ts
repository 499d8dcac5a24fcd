import { binomialTail } from './binomial-tail.ts'
import type { ClusterGain } from './paired-rows.ts'

/**
 * How often chance alone makes a difference at least so large (two-sided p), if before and after could be swapped in each cluster
 * without changing anything. Where all clusters that differ differ by the same amount, that is McNemar's exact test
 * (`mcnemar`); else signs are flipped at random `flips` times, which never rejects too often either, for the observed draw counts
 * as one of them.
 */
export function pairedTest(clusters: readonly ClusterGain[], random: () => number, flips = 4_999): number {
  const gains = clusters.map(({ gain }) => gain).filter((gain) => gain !== 0)
  const size = Math.abs(gains[0] ?? 0)
  if (gains.every((gain) => Math.abs(Math.abs(gain) - size) < tolerance)) {
    const better = gains.filter((gain) => gain > 0).length
    return mcnemar(better, gains.length - better)
  }
  const seen = Math.abs(gains.reduce((sum, gain) => sum + gain, 0)) - tolerance
  let asLarge = 1
  for (let flip = 0; flip < flips; flip += 1) {
    let sum = 0
    for (const gain of gains) sum += random() < 0.5 ? gain : -gain
    if (Math.abs(sum) >= seen) asLarge += 1
  }
  return asLarge / (flips + 1)
}

/** Sums of fractions are equal to about this much. */
const tolerance = 1e-9

/** McNemar's exact two-sided p for cases that became right and cases that became wrong: a fair coin's, 1 where there are none. */
export function mcnemar(becameRight: number, becameWrong: number): number {
  const changed = becameRight + becameWrong
  return changed === 0 ? 1 : Math.min(1, 2 * binomialTail(Math.max(becameRight, becameWrong), changed, 0.5, 1))
}
