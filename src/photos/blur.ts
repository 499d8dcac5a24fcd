import type { Luma } from './luma.ts'

/**
 * How blurred, 0 to 1, by Crété-Roffet et al. 2007, "The blur effect": blur the picture once more, and see how much of
 * the difference between neighboring pixels that takes away. A sharp picture loses most of it, a blurred one has
 * little to lose. Does not depend on what is shown, as the variance of a Laplacian does. The sharper direction counts less:
 * motion blurs only one.
 */
export function blur({ width, height, data }: Luma): number {
  const rows = directionBlur(data, { lines: height, lineStep: width, length: width, step: 1 })
  const columns = directionBlur(data, { lines: width, lineStep: 1, length: height, step: width })
  return Math.max(rows, columns)
}

type Direction = { lines: number; lineStep: number; length: number; step: number }

/** Every eighth line is plenty for a ratio of sums over the whole picture. */
const lineStride = 8

const tapCount = 9
const reach = (tapCount - 1) / 2

function directionBlur(data: Uint8Array, { lines, lineStep, length, step }: Direction): number {
  let sharpness = 0
  let lost = 0
  for (let line = lineStride >> 1; line < lines; line += lineStride) {
    const start = line * lineStep
    for (let at = reach + 1; at + reach < length; at += 1) {
      const here = start + at * step
      const change = Math.abs((data[here] ?? 0) - (data[here - step] ?? 0))
      // The step of the running mean over nine taps: what enters less what leaves.
      const smoothChange =
        Math.abs((data[here + reach * step] ?? 0) - (data[here - (reach + 1) * step] ?? 0)) / tapCount
      sharpness += change
      lost += Math.max(0, change - smoothChange)
    }
  }
  return sharpness === 0 ? 0 : (sharpness - lost) / sharpness
}
