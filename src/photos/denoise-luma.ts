import type { Luma } from './luma.ts'
import { smoothLuma } from './smooth-luma.ts'

/** The picture, smoothed as often as its noise asks for (`least` times at least), and the noise that it had, in levels. */
export function denoiseLuma(light: Luma, least = 0): { picture: Luma; noise: number } {
  const noise = noiseOf(light)
  const rounds = Math.max(least, steps.filter((step) => noise >= step).length)
  let picture = light
  for (let round = 0; round < rounds; round += 1) picture = smoothLuma(picture)
  return { picture, noise }
}

/** A clean photo of a phone stays below the first; print that is to be read has strokes of some pixels and stands the smoothing. */
const steps = [5, 9, 14]

/** The middle difference of a pixel from the mean of its four neighbors: print and folds are too few to count. */
function noiseOf({ width, height, data }: Luma): number {
  const counts = new Uint32Array(256)
  let all = 0
  for (let at = width + 1; at < width * (height - 1) - 1; at += 37) {
    const around = (data[at - 1] ?? 0) + (data[at + 1] ?? 0) + (data[at - width] ?? 0) + (data[at + width] ?? 0)
    const apart = Math.round(Math.abs((data[at] ?? 0) - around / 4))
    counts[apart] = (counts[apart] ?? 0) + 1
    all += 1
  }
  let rest = all / 2
  for (let apart = 0; apart < 256; apart += 1) {
    rest -= counts[apart] ?? 0
    if (rest < 0) return apart
  }
  return 0
}
