import type { Glyph } from './find-glyphs.ts'
import { type Box, rowsOfLetters } from './rows-of-letters.ts'

/** A block of print: rows of letters under one angle. Lengths in pixels of the picture that the letters were found in. */
export type Print = {
  /** Middle of the block. */
  x: number
  y: number
  /** Along the rows, and across them. */
  length: number
  height: number
  /** How the rows run: radians clockwise from rightwards, in (−π/2, π/2]; which end is up is not known. */
  angle: number
  /** The height of the small letters among them. */
  letterHeight: number
  glyphs: number
  /** Rows of three letters and more that stand on one line side by side. */
  rows: number
  /** Share of the letters that stand in such rows: nearly all of print, a few of a pattern by chance. */
  inRows: number
  dark: boolean
  /** Letters by the root of their height, times contrast: how much print there is. */
  weight: number
  /** The same without the contrast. */
  sides: number
}

/** The block that letters make under an angle: by default the one under which they gather in rows. */
export function measurePrint(cluster: readonly Glyph[], angle = angleOf(cluster)): Print {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const places = cluster.map((glyph) => ({
    along: glyph.x * cosine + glyph.y * sine,
    across: glyph.y * cosine - glyph.x * sine,
    half: glyph.side / 2,
  }))
  const letterHeight = middleSide(cluster)
  const full = rowsOfLetters(framed(cluster, angle)).filter(
    ({ letters, even }) => letters.length >= rowLettersMin && even,
  )
  const left = Math.min(...places.map(({ along, half }) => along - half))
  const right = Math.max(...places.map(({ along, half }) => along + half))
  const top = Math.min(...places.map(({ across, half }) => across - half))
  const bottom = Math.max(...places.map(({ across, half }) => across + half))
  const [along, across] = [(left + right) / 2, (top + bottom) / 2]
  return {
    x: along * cosine - across * sine,
    y: along * sine + across * cosine,
    length: right - left,
    height: bottom - top,
    angle,
    letterHeight,
    glyphs: cluster.length,
    rows: full.length,
    inRows: full.reduce((sum, { letters }) => sum + letters.length, 0) / cluster.length,
    dark: cluster[0]?.dark === true,
    sides: cluster.reduce((sum, { side }) => sum + Math.sqrt(side), 0),
    weight: cluster.reduce((sum, { side, contrast }) => sum + Math.sqrt(side) * contrast, 0),
  }
}

/** Fewer are no row: any two patches stand on one line. */
const rowLettersMin = 3

/** The direction of rows: the one most steps to a nearest letter take, made exact where the rows are sharpest. */
function angleOf(cluster: readonly Glyph[]): number {
  const bins = new Float64Array(60)
  const sample = cluster.length > 240 ? cluster.filter((_, at) => at % Math.ceil(cluster.length / 240) === 0) : cluster
  for (const one of sample) {
    let best: Glyph | undefined
    let least = Number.POSITIVE_INFINITY
    for (const other of cluster) {
      if (other === one) continue
      const apart = (other.x - one.x) ** 2 + (other.y - one.y) ** 2
      if (apart < least) {
        least = apart
        best = other
      }
    }
    if (best === undefined) continue
    const turn = (Math.atan2(best.y - one.y, best.x - one.x) + 2 * Math.PI) % Math.PI
    const bin = Math.floor((turn / Math.PI) * bins.length) % bins.length
    for (const [step, weight] of [
      [-2, 0.4],
      [-1, 0.8],
      [0, 1],
      [1, 0.8],
      [2, 0.4],
    ] as const) {
      const at = (bin + step + bins.length) % bins.length
      bins[at] = (bins[at] ?? 0) + weight
    }
  }
  const coarse = ((bins.indexOf(Math.max(...bins)) + 0.5) / bins.length) * Math.PI
  let best = coarse
  let most = -1
  for (let step = -18; step <= 18; step += 1) {
    const angle = coarse + (step * Math.PI) / 360
    const sharp = sharpness(cluster, angle)
    if (sharp > most) {
      most = sharp
      best = angle
    }
  }
  return best > Math.PI / 2 ? best - Math.PI : best
}

/** How much letters gather in rows under an angle: the sum of squares of a histogram across the rows. */
function sharpness(cluster: readonly Glyph[], angle: number): number {
  const bin = Math.max(1, middleSide(cluster) / 4)
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const counts = new Map<number, number>()
  for (const glyph of cluster) {
    const place = (glyph.y * cosine - glyph.x * sine) / bin
    const at = Math.floor(place)
    const part = place - at
    counts.set(at, (counts.get(at) ?? 0) + 1 - part)
    counts.set(at + 1, (counts.get(at + 1) ?? 0) + part)
  }
  let sum = 0
  for (const count of counts.values()) sum += count * count
  return sum
}

/** The middle letter height, by height: what is small is many, and part of it specks. */
function middleSide(cluster: readonly Glyph[]): number {
  const sides = cluster.map(({ side }) => side).sort((a, b) => a - b)
  let rest = sides.reduce((sum, side) => sum + side, 0) / 2
  for (const side of sides) {
    rest -= side
    if (rest <= 0) return side
  }
  return sides.at(-1) ?? 1
}

/** Letters' boxes in the frame of the rows. Steep or level, an upright box is a letter's own; in between it is larger all around. */
function framed(cluster: readonly Glyph[], angle: number): Box[] {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return cluster.map((glyph) => {
    const [wide, high] = [glyph.right - glyph.left, glyph.bottom - glyph.top]
    const [along, across] = [glyph.x * cosine + glyph.y * sine, glyph.y * cosine - glyph.x * sine]
    const [long, tall] = Math.abs(cosine) >= Math.abs(sine) ? [wide, high] : [high, wide]
    return { left: along - long / 2, right: along + long / 2, top: across - tall / 2, bottom: across + tall / 2 }
  })
}
