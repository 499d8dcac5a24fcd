import type { Luma } from './luma.ts'
import type { Size } from './plan-photo.ts'

export type QualityNote = 'blurred' | 'dark' | 'too-small'

/**
 * What a seller should know of a photo that is taken all the same. `light` is the picture as a model is shown it, `original`
 * the upright original's size in pixels. Hints, not verdicts: a plain surface can be called blurred by nobody, and a black
 * coat in a close-up may be called dark.
 */
export function qualityNotes(light: Luma, original: Size): QualityNote[] {
  const notes: QualityNote[] = []
  if (blur(light) > blurMax) notes.push('blurred')
  if (brightPart(light) < darkBelow) notes.push('dark')
  if (Math.max(original.width, original.height) < longestSideMin) notes.push('too-small')
  return notes
}

/** eBay's picture policy: at least 500 pixels on the longest side. */
const longestSideMin = 500

/**
 * A gray card (18 % reflection) in a rightly exposed photo is 118 in sRGB; two stops under, it is 60. A photo with hardly
 * anything over 60 has no light to show colors by.
 */
const darkBelow = 60

/** The brightness that 95 % of the pixels do not pass. */
function brightPart({ data }: Luma): number {
  const counts = new Uint32Array(256)
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1
  let rest = data.length * 0.05
  for (let value = 255; value >= 0; value -= 1) {
    rest -= counts[value] ?? 0
    if (rest < 0) return value
  }
  return 0
}

const blurMax = 0.5

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
