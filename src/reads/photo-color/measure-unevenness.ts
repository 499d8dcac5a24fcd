import { boxBlur } from './box-blur.ts'
import type { Picture } from './picture.ts'

/**
 * How much the inside of the garment differs from itself smoothed: the difference (ΔE of 1976) that 95 % of its pixels stay under. Light and
 * large folds change slowly and hardly count; stripes, checks, prints and seams between colors do. Null where hardly
 * any inside is left to measure. `inside` says for each pixel whether it is the garment's: more than 0.
 */
export function measureUnevenness({ width, height, lab }: Picture, inside: Float32Array): number | null {
  const core = coreOf(inside, width, height)
  const share = boxBlur(core, width, height, radius)
  const parts = [0, 1, 2].map((part) =>
    boxBlur(
      core.map((one, at) => one * (lab[at * 3 + part] ?? 0)),
      width,
      height,
      radius,
    ),
  )
  const squares: number[] = []
  for (let at = 0; at < core.length; at++) {
    if (core[at] === 0) continue
    let square = 0
    for (const [part, smooth] of parts.entries()) {
      const apart = (lab[at * 3 + part] ?? 0) - (smooth[at] ?? 0) / (share[at] ?? 1)
      square += apart * apart
    }
    squares.push(square)
  }
  if (squares.length < coreMin * core.length) return null
  const sorted = Float64Array.from(squares).sort()
  return Math.sqrt(sorted[Math.floor(sorted.length * 0.95)] ?? 0)
}

/** Pixels: wider than a stripe, narrower than a fold, in a picture of about 128. */
const radius = 6
/** The garment's edge has the background's color in it: pixels this near to the edge are left out. */
const edge = 3
/** With less of the picture than this, there is too little to judge by. */
const coreMin = 0.02

function coreOf(inside: Float32Array, width: number, height: number): Float32Array {
  const core = new Float32Array(inside.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const row = y * width
      const across = inside[row + Math.max(0, x - edge)] && inside[row + Math.min(width - 1, x + edge)]
      const along = inside[Math.max(0, y - edge) * width + x] && inside[Math.min(height - 1, y + edge) * width + x]
      core[row + x] = inside[row + x] && across && along ? 1 : 0
    }
  return core
}
