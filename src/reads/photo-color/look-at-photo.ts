import type { Lab } from './cielab.ts'
import { colorDifference } from './color-difference.ts'
import { findGarment } from './find-garment.ts'
import { measureUnevenness } from './measure-unevenness.ts'
import type { ColorNames } from './name-color.ts'
import { halved, type Picture } from './picture.ts'

/** What one photo shows of the garment. */
export type Look = {
  /** Share of the garment by family; less than 1 in all where some of it has no known name. */
  shares: Map<string, number>
  /** The mean color of what has a family's name. */
  means: Map<string, Lab>
  /** Its box, as fractions of the picture: x, y, width, height. */
  region: [number, number, number, number]
  /** CIEDE2000 between the mean of the garment and the mean of the rest. */
  apart: number
  /** How much the cloth differs from itself smoothed; null where that cannot be told. */
  unevenness: number | null
}

/** Finds the garment, at half the size, and names its colors, at full size: a fine print is not blurred into gray. */
export function lookAtPhoto(picture: Picture, namesOf: (color: Lab) => ColorNames): Look {
  const small = halved(picture)
  const likely = findGarment(small)
  const weights = new Float32Array(picture.width * picture.height)
  for (let at = 0; at < weights.length; at++) {
    const x = at % picture.width
    const y = Math.floor(at / picture.width)
    const part = likely[(y >> 1) * small.width + (x >> 1)] ?? 0
    weights[at] = part > 0.5 ? part : 0
  }
  // Where nothing stands out as a garment, the whole picture is looked at.
  if (weights.every((weight) => weight === 0)) weights.fill(1)
  return {
    ...sharesOf(colorsOf(picture, weights), namesOf),
    region: regionOf(weights, picture),
    apart: colorDifference(
      meanOf(small, likely),
      meanOf(
        small,
        likely.map((part) => 1 - part),
      ),
    ),
    unevenness: measureUnevenness(picture, weights),
  }
}

type Weighted = { color: Lab; weight: number }

/** Side of the cells of CIELAB whose pixels are named together, by their mean: names hardly change within one. */
const cell = 8

function colorsOf({ lab }: Picture, weights: Float32Array): Weighted[] {
  const cells = new Map<number, { light: number; a: number; b: number; weight: number }>()
  weights.forEach((weight, at) => {
    if (weight === 0) return
    const [light, a, b] = pixel(lab, at)
    const key = Math.round(light / cell) + 100 * (Math.round(a / cell) + 50) + 10_000 * (Math.round(b / cell) + 50)
    const found = cells.get(key) ?? { light: 0, a: 0, b: 0, weight: 0 }
    if (found.weight === 0) cells.set(key, found)
    found.light += weight * light
    found.a += weight * a
    found.b += weight * b
    found.weight += weight
  })
  return [...cells.values()].map(({ light, a, b, weight }) => ({
    color: [light / weight, a / weight, b / weight],
    weight,
  }))
}

function sharesOf(colors: readonly Weighted[], namesOf: (color: Lab) => ColorNames): Pick<Look, 'shares' | 'means'> {
  const all = colors.reduce((sum, { weight }) => sum + weight, 0)
  const shares = new Map<string, number>()
  const sums = new Map<string, [number, number, number]>()
  for (const { color, weight } of colors)
    for (const [family, part] of namesOf(color)) {
      const share = (weight / all) * part
      const [light, a, b] = sums.get(family) ?? [0, 0, 0]
      sums.set(family, [light + share * color[0], a + share * color[1], b + share * color[2]])
      shares.set(family, (shares.get(family) ?? 0) + share)
    }
  const means = new Map<string, Lab>()
  for (const [family, [light, a, b]] of sums) {
    const share = shares.get(family) ?? 0
    if (share > 0) means.set(family, [light / share, a / share, b / share])
  }
  return { shares, means }
}

function meanOf({ lab }: Picture, weights: Float32Array): Lab {
  let all = 0
  const sum = [0, 0, 0]
  weights.forEach((weight, at) => {
    all += weight
    pixel(lab, at).forEach((value, part) => {
      sum[part] = (sum[part] ?? 0) + weight * value
    })
  })
  return [(sum[0] ?? 0) / all, (sum[1] ?? 0) / all, (sum[2] ?? 0) / all]
}

function pixel(lab: Float32Array, at: number): Lab {
  return [lab[at * 3] ?? 0, lab[at * 3 + 1] ?? 0, lab[at * 3 + 2] ?? 0]
}

/** The box around all but the outermost hundredth of the garment on each side: a stray pixel does not widen it. */
function regionOf(weights: Float32Array, { width, height }: Picture): Look['region'] {
  const columns = new Float64Array(width)
  const rows = new Float64Array(height)
  weights.forEach((weight, at) => {
    columns[at % width] = (columns[at % width] ?? 0) + weight
    const row = Math.floor(at / width)
    rows[row] = (rows[row] ?? 0) + weight
  })
  const [left, right] = extent(columns)
  const [top, bottom] = extent(rows)
  return [round(left), round(top), round(right - left), round(bottom - top)]
}

function extent(sums: Float64Array): [number, number] {
  const all = sums.reduce((sum, part) => sum + part, 0)
  let before = 0
  let first = 0
  let last = sums.length - 1
  for (let at = 0; at < sums.length; at++) {
    const after = before + (sums[at] ?? 0)
    if (before <= 0.01 * all && after > 0.01 * all) first = at
    if (before < 0.99 * all && after >= 0.99 * all) last = at
    before = after
  }
  return [first / sums.length, (last + 1) / sums.length]
}

function round(fraction: number): number {
  return Math.round(fraction * 1_000) / 1_000
}
