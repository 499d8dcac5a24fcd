import { exactInterval } from '../exact-interval.ts'
import { bootstrapInterval, type Interval, smallestDifference } from './bootstrap-interval.ts'
import { holm } from './holm.ts'
import { type ClusterGain, clusterGains, meanGain, type PairedRow } from './paired-rows.ts'
import { pairedTest } from './paired-test.ts'

/** `no change`: the interval lies inside the margin; `cannot tell`: too few cases to say either. */
type Verdict = 'better' | 'worse' | 'no change' | 'cannot tell'

export type Comparison = {
  rows: number
  clusters: number
  before: number
  after: number
  /** Mean gain of a case, its 95 % interval, and the smallest that so many cases would show. */
  gain: number
  interval: Interval
  smallestDifference: number
  /** Two-sided, alone and adjusted for all slices that were compared at once. */
  p: number
  adjustedP: number
  verdict: Verdict
}

export type CompareOptions = {
  /** Gains within ± this much are no change that matters. */
  margin: number
  /** Chance of a false "better" or "worse" over all slices together. */
  risk?: number
  random: () => number
}

/**
 * Two runs compared on the same cases, slice by slice (each slice a question of its own, Holm's correction over all). "Better"
 * and "worse" take both a significant test and an interval that leaves zero out.
 */
export function comparePairs(
  slices: Readonly<Record<string, readonly PairedRow[]>>,
  { margin, risk = 0.05, random }: CompareOptions,
): Record<string, Comparison> {
  const measured = Object.entries(slices)
    .filter(([, rows]) => rows.length > 0)
    .map(([name, rows]) => ({ name, rows, clusters: clusterGains(rows) }))
  const pValues = measured.map(({ clusters }) => pairedTest(clusters, random))
  const adjusted = holm(pValues)
  return Object.fromEntries(
    measured.map(({ name, rows, clusters }, place) => {
      const [p, adjustedP] = [pValues[place] ?? 1, adjusted[place] ?? 1]
      const gain = meanGain(clusters)
      const interval = intervalOf(clusters, random)
      const verdict = verdictOn(gain, interval, { margin, isSignificant: adjustedP < risk })
      const [before, after] = [mean(rows.map((row) => row.before)), mean(rows.map((row) => row.after))]
      const sizes = { rows: rows.length, clusters: clusters.length, smallestDifference: smallestDifference(clusters) }
      return [name, { ...sizes, before, after, gain, interval, p, adjustedP, verdict }]
    }),
  )
}

/** Where no cluster differs a bootstrap sees no spread; how often one may differ unseen is then the bound. */
function intervalOf(clusters: readonly ClusterGain[], random: () => number): Interval {
  if (clusters.some(({ gain }) => gain !== 0)) return bootstrapInterval(clusters, random)
  const { high } = exactInterval(0, clusters.length)
  return { low: -high, high }
}

function verdictOn(
  gain: number,
  { low, high }: Interval,
  { margin, isSignificant }: { margin: number; isSignificant: boolean },
): Verdict {
  if (isSignificant && gain > 0 && low > 0) return 'better'
  if (isSignificant && gain < 0 && high < 0) return 'worse'
  return low >= -margin && high <= margin ? 'no change' : 'cannot tell'
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
