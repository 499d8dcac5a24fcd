import { type ClusterGain, meanGain } from './paired-rows.ts'

export type Interval = { low: number; high: number }

/**
 * The bounds that hold the true mean gain of a case in 95 of 100 samples: clusters are drawn anew with replacement `resamples`
 * times (Efron's percentile interval). With fewer than some thirty clusters it is too narrow, as any bootstrap is.
 */
export function bootstrapInterval(
  clusters: readonly ClusterGain[],
  random: () => number,
  resamples = 2_000,
  risk = 0.05,
): Interval {
  if (clusters.length === 0) return { low: Number.NaN, high: Number.NaN }
  const means = Float64Array.from({ length: resamples }, () => resampledMean(clusters, random)).sort()
  return { low: quantile(means, risk / 2), high: quantile(means, 1 - risk / 2) }
}

function resampledMean(clusters: readonly ClusterGain[], random: () => number): number {
  let [gain, rows] = [0, 0]
  for (let draw = 0; draw < clusters.length; draw += 1) {
    const drawn = clusters[Math.floor(random() * clusters.length)]
    gain += drawn?.gain ?? 0
    rows += drawn?.rows ?? 0
  }
  return gain / rows
}

function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place - Math.floor(place))
}

/**
 * The smallest true gain that as many clusters as these would show in 4 of 5 samples at 5 % risk: 2.8 standard errors (1.96 for
 * the risk, 0.84 for the 4 of 5), the error from how clusters differ.
 */
export function smallestDifference(clusters: readonly ClusterGain[]): number {
  const mean = meanGain(clusters)
  const rows = clusters.reduce((sum, each) => sum + each.rows, 0)
  const squares = clusters.reduce((sum, { gain, rows: count }) => sum + (gain - mean * count) ** 2, 0)
  return (2.8 * Math.sqrt(squares)) / rows
}
