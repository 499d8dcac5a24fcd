import type { Picture } from './picture.ts'

/**
 * For each pixel, the least that color must change on a way from it to the border of the picture (the minimum barrier
 * distance, summed over the three parts of the color; Zhang and others, ICCV 2015). Floor, bed and wall reach the border
 * with little change, however uneven their light; a thing that lies on them does not. `lightWeight` scales lightness.
 */
export function barrierDistance({ width, height, lab }: Picture, lightWeight: number): Float32Array {
  const total = new Float32Array(width * height)
  for (let part = 0; part < 3; part++) {
    const values = new Float32Array(total.length)
    for (let at = 0; at < values.length; at++) values[at] = (lab[at * 3 + part] ?? 0) * (part === 0 ? lightWeight : 1)
    const distances = distancesOf(values, width, height)
    for (let at = 0; at < total.length; at++) total[at] = (total[at] ?? 0) + (distances[at] ?? 0)
  }
  return total
}

/** Sweeps from two corners in turn: the published number of passes, after which little moves. */
const passes = 4

function distancesOf(values: Float32Array, width: number, height: number): Float32Array {
  const highest = values.slice()
  const lowest = values.slice()
  const distances = new Float32Array(values.length)
  for (let y = 1; y < height - 1; y++) distances.fill(Number.POSITIVE_INFINITY, y * width + 1, (y + 1) * width - 1)
  // The way through a neighbor, where that is the gentler one.
  const relax = (at: number, neighbor: number) => {
    const value = values[at] ?? 0
    const high = Math.max(highest[neighbor] ?? 0, value)
    const low = Math.min(lowest[neighbor] ?? 0, value)
    if (high - low >= (distances[at] ?? 0)) return
    distances[at] = high - low
    highest[at] = high
    lowest[at] = low
  }
  for (let pass = 0; pass < passes; pass++) {
    const step = pass % 2 === 0 ? 1 : -1
    for (let row = 1; row < height - 1; row++)
      for (let column = 1; column < width - 1; column++) {
        const at = (step === 1 ? row : height - 1 - row) * width + (step === 1 ? column : width - 1 - column)
        relax(at, at - step)
        relax(at, at - step * width)
      }
  }
  return distances
}
