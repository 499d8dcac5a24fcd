/**
 * One case judged before and after a change, each from 0 (wrong) to 1 (right). Cases of one cluster (the fields of one listing, the
 * listings of one seller) go well or badly together, so they count as one draw.
 */
export type PairedRow = { cluster: string; before: number; after: number }

/** What a cluster's cases gained together, and how many there are. */
export type ClusterGain = { gain: number; rows: number }

export function clusterGains(rows: readonly PairedRow[]): ClusterGain[] {
  return [...Map.groupBy(rows, ({ cluster }) => cluster).values()].map((group) => ({
    gain: group.reduce((sum, { before, after }) => sum + after - before, 0),
    rows: group.length,
  }))
}

/** The mean gain of a case. */
export function meanGain(clusters: readonly ClusterGain[]): number {
  const [gain, rows] = clusters.reduce(([gains, counts], each) => [gains + each.gain, counts + each.rows], [0, 0])
  return gain / rows
}
