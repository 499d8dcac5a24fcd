import type { Picture } from './picture.ts'

/** Which of `count` colors each pixel is nearest to, by k-means. The same picture gives the same answer, always. */
export function clusterColors({ width, height, lab }: Picture, count: number, lightWeight: number): Uint8Array {
  const points = lab.map((value, at) => (at % 3 === 0 ? value * lightWeight : value))
  const middle = Math.floor(height / 2) * width + Math.floor(width / 2)
  const centers = spreadCenters(points, count, middle)
  const clusters = new Uint8Array(points.length / 3)
  for (let round = 0; round < rounds; round++) {
    assign(points, centers, clusters)
    moveCenters(points, centers, clusters)
  }
  return clusters
}

const rounds = 5
/** Steps of the golden ratio fill 0 to 1 evenly: the part that chance has in k-means++, without chance. */
const goldenStep = 0.618_033_988_75

/** The first pixel named, then colors that are far from those chosen, in proportion to the square of how far. */
function spreadCenters(points: Float32Array, count: number, first: number): Float32Array {
  const pixels = points.length / 3
  const centers = new Float32Array(count * 3)
  const nearest = new Float32Array(pixels).fill(Number.POSITIVE_INFINITY)
  let chosen = first
  for (let center = 0; center < count; center++) {
    centers.set(points.subarray(chosen * 3, chosen * 3 + 3), center * 3)
    let sum = 0
    for (let at = 0; at < pixels; at++) {
      const square = squareBetween(points, at, centers, center)
      if (square < (nearest[at] ?? 0)) nearest[at] = square
      sum += nearest[at] ?? 0
    }
    let left = sum * ((center * goldenStep + 0.5) % 1)
    for (chosen = 0; chosen < pixels - 1; chosen++) {
      left -= nearest[chosen] ?? 0
      if (left <= 0) break
    }
  }
  return centers
}

function assign(points: Float32Array, centers: Float32Array, clusters: Uint8Array): void {
  const count = centers.length / 3
  for (let at = 0; at < clusters.length; at++) {
    // Most pixels stay where they were: that center first, and the others are mostly told to be farther by one part.
    let best = clusters[at] ?? 0
    let least = squareBetween(points, at, centers, best)
    for (let center = 0; center < count; center++) {
      const light = (points[at * 3] ?? 0) - (centers[center * 3] ?? 0)
      if (light * light >= least) continue
      const square = squareBetween(points, at, centers, center)
      if (square < least) {
        least = square
        best = center
      }
    }
    clusters[at] = best
  }
}

function moveCenters(points: Float32Array, centers: Float32Array, clusters: Uint8Array): void {
  const sums = new Float64Array(centers.length)
  const counts = new Uint32Array(centers.length / 3)
  clusters.forEach((cluster, at) => {
    counts[cluster] = (counts[cluster] ?? 0) + 1
    for (let part = 0; part < 3; part++)
      sums[cluster * 3 + part] = (sums[cluster * 3 + part] ?? 0) + (points[at * 3 + part] ?? 0)
  })
  for (let at = 0; at < centers.length; at++) {
    const members = counts[Math.floor(at / 3)] ?? 0
    if (members > 0) centers[at] = (sums[at] ?? 0) / members
  }
}

function squareBetween(points: Float32Array, at: number, centers: Float32Array, center: number): number {
  const light = (points[at * 3] ?? 0) - (centers[center * 3] ?? 0)
  const a = (points[at * 3 + 1] ?? 0) - (centers[center * 3 + 1] ?? 0)
  const b = (points[at * 3 + 2] ?? 0) - (centers[center * 3 + 2] ?? 0)
  return light * light + a * a + b * b
}
