import { blur } from './blur.ts'
import type { Luma } from './luma.ts'
import type { Size } from './plan-photo.ts'

export type QualityNote = 'blurred' | 'dark' | 'too-small'

/**
 * What a seller should know of a photo that is taken all the same. `light` is the picture as a model is shown it, `original`
 * the upright original's size in pixels. Hints, not verdicts: grain hides blur, and a black coat in a close-up may be
 * called dark.
 */
export function qualityNotes(light: Luma, original: Size): QualityNote[] {
  const notes: QualityNote[] = []
  if (blur(light) > blurMax) notes.push('blurred')
  if (brightPart(light) < darkBelow) notes.push('dark')
  if (Math.max(original.width, original.height) < longestSideMin) notes.push('too-small')
  return notes
}

/**
 * An ideal edge that a Gaussian of σ 1.5 pixels has spread has a blur of 0.63, of σ 2 pixels 0.73 (computed). Past this, edges
 * take four pixels and more from dark to light, and the small print of a label is gone.
 */
const blurMax = 0.65

/** eBay's picture policy: at least 500 pixels on the longest side. */
const longestSideMin = 500

/**
 * A gray card (18 % reflection) in a rightly exposed photo is 118 in sRGB; two stops under, it is 60. A photo with hardly
 * anything over 60 has no light to show colors by.
 */
const darkBelow = 60

/** The brightness that 95 % of the pixels do not pass; every seventh pixel is plenty to tell. */
function brightPart({ data }: Luma): number {
  const counts = new Uint32Array(256)
  for (let at = 0; at < data.length; at += 7) {
    const value = data[at] ?? 0
    counts[value] = (counts[value] ?? 0) + 1
  }
  let rest = (data.length / 7) * 0.05
  for (let value = 255; value >= 0; value -= 1) {
    rest -= counts[value] ?? 0
    if (rest < 0) return value
  }
  return 0
}
