import { denoiseLuma } from './denoise-luma.ts'
import type { Luma } from './luma.ts'

/** One connected patch that may be a letter: its box in pixels (right and bottom exclusive) and its middle. */
export type Glyph = {
  left: number
  top: number
  right: number
  bottom: number
  x: number
  y: number
  /** The longer side of the box. */
  side: number
  /** Darker than what is around it, or lighter. */
  dark: boolean
  /** How much, in levels of 255. */
  contrast: number
}

/**
 * Patches of about the size and fullness of letters that stand out from their surroundings, either way. Letters are what is
 * left when a picture is held against its own local mean: shade and sheen fall away. `reach` is how far around a pixel that mean
 * goes, in pixels: letters whose strokes are wider fall apart.
 */
export function findGlyphs(light: Luma, reach = usualReach(light)): Glyph[] {
  const { picture, noise } = denoiseLuma(light)
  const marks = standingOut(picture, Math.max(levelsMin, noise * noiseShare), reach)
  return patches(marks).flatMap((patch) => glyphOf(patch, light))
}

/** The window of the local mean, as a share of the longer side: wider than the strokes of print that is to be read. */
const windowShare = 1 / 36
/** A pixel stands out by this many levels at least, and by this share of the local spread. */
const levelsMin = 10
const noiseShare = 1.3
const spreadShare = 0.55
/** Letters are at least this high in pixels, and at most this share of the shorter side. */
const sideMin = 5
const sideShareMax = 0.4
/** The share of its box that a letter fills: more than a thin diagonal, less than a block. */
const fillMin = 0.12
const aspectMax = 9

/** `apart` is the difference from the local mean, where it counts. */
type Marks = { width: number; height: number; kinds: Uint8Array; apart: Uint8Array }
type Patch = { left: number; top: number; right: number; bottom: number; area: number; kind: number; apart: number }

function usualReach({ width, height }: Luma): number {
  return Math.max(4, Math.round((Math.max(width, height) * windowShare) / 2))
}

/** 1 where a pixel is darker than its surroundings, 2 where it is lighter, by sums over windows of column sums. */
function standingOut({ width, height, data }: Luma, least: number, reach: number): Marks {
  const kinds = new Uint8Array(width * height)
  const aparts = new Uint8Array(width * height)
  const sums = new Float64Array(width)
  const squares = new Float64Array(width)
  const count = (row: number, sign: 1 | -1) => {
    for (let x = 0, at = row * width; x < width; x += 1, at += 1) {
      const value = data[at] ?? 0
      sums[x] = (sums[x] ?? 0) + sign * value
      squares[x] = (squares[x] ?? 0) + sign * value * value
    }
  }
  for (let row = 0; row < Math.min(reach, height); row += 1) count(row, 1)
  for (let y = 0; y < height; y += 1) {
    if (y + reach < height) count(y + reach, 1)
    if (y - reach - 1 >= 0) count(y - reach - 1, -1)
    const rows = Math.min(height - 1, y + reach) - Math.max(0, y - reach) + 1
    let sum = 0
    let square = 0
    for (let x = 0; x < Math.min(reach, width); x += 1) {
      sum += sums[x] ?? 0
      square += squares[x] ?? 0
    }
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      if (x + reach < width) {
        sum += sums[x + reach] ?? 0
        square += squares[x + reach] ?? 0
      }
      if (x - reach - 1 >= 0) {
        sum -= sums[x - reach - 1] ?? 0
        square -= squares[x - reach - 1] ?? 0
      }
      const pixels = rows * (Math.min(width - 1, x + reach) - Math.max(0, x - reach) + 1)
      const mean = sum / pixels
      const apart = (data[at] ?? 0) - mean
      if (apart < least && apart > -least) continue
      const spread = square / pixels - mean * mean
      if (apart * apart <= spread * spreadShare * spreadShare) continue
      kinds[at] = apart < 0 ? 1 : 2
      aparts[at] = Math.abs(apart)
    }
  }
  return { width, height, kinds, apart: aparts }
}

/** Connected patches of one kind (corners count), found row by row from runs. */
function patches({ width, height, kinds, apart }: Marks): Patch[] {
  const all: Patch[] = []
  const parents: number[] = []
  const root = (at: number): number => {
    let top = at
    while (parents[top] !== top) top = parents[top] ?? top
    for (let step = at; parents[step] !== top; ) {
      const next = parents[step] ?? top
      parents[step] = top
      step = next
    }
    return top
  }
  type Run = { from: number; to: number; kind: number; patch: number }
  let above: Run[] = []
  for (let y = 0; y < height; y += 1) {
    const runs: Run[] = []
    let nearby = 0
    for (let x = 0; x < width; ) {
      const kind = kinds[y * width + x] ?? 0
      const from = x
      while (x < width && kinds[y * width + x] === kind) x += 1
      if (kind === 0) continue
      while (nearby < above.length && (above[nearby]?.to ?? 0) < from) nearby += 1
      let patch = -1
      for (let at = nearby; at < above.length; at += 1) {
        const other = above[at]
        if (other === undefined || other.from > x) break
        if (other.kind !== kind) continue
        const found = root(other.patch)
        if (patch === -1) patch = found
        else parents[found] = patch = root(patch)
      }
      if (patch === -1) {
        patch = all.length
        parents.push(patch)
        all.push({ left: from, top: y, right: x, bottom: y + 1, area: 0, kind, apart: 0 })
      }
      // A run belongs to the patch that it began; boxes of joined patches are put together at the end.
      const own = all[patch]
      if (own !== undefined) {
        own.left = Math.min(own.left, from)
        own.right = Math.max(own.right, x)
        own.bottom = y + 1
        own.area += x - from
        for (let at = y * width + from; at < y * width + x; at += 1) own.apart += apart[at] ?? 0
      }
      runs.push({ from, to: x, kind, patch })
    }
    above = runs
  }
  all.forEach((patch, at) => {
    const into = all[root(at)]
    if (into === undefined || into === patch) return
    into.left = Math.min(into.left, patch.left)
    into.top = Math.min(into.top, patch.top)
    into.right = Math.max(into.right, patch.right)
    into.bottom = Math.max(into.bottom, patch.bottom)
    into.area += patch.area
    into.apart += patch.apart
  })
  return all.filter((_, at) => root(at) === at)
}

function glyphOf({ left, top, right, bottom, area, kind, apart }: Patch, { width, height }: Luma): Glyph[] {
  const [wide, high] = [right - left, bottom - top]
  const side = Math.max(wide, high)
  if (side < sideMin || side > Math.min(width, height) * sideShareMax) return []
  if (side > aspectMax * Math.min(wide, high) || area < fillMin * wide * high) return []
  if (left === 0 || top === 0 || right === width || bottom === height) return []
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  return [{ left, top, right, bottom, x, y, side, dark: kind === 1, contrast: apart / area }]
}
