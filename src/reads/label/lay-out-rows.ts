import type { Glyph } from '../../photos/find-glyphs.ts'
import { printRows } from './print-rows.ts'
import { letterPixels, type Straightened } from './straighten-print.ts'

/** In pixels of the cut; `spaces` are the places between its words, `lastGlyphs` the letters of the last one. */
type Row = {
  left: number
  top: number
  right: number
  bottom: number
  glyphs: number
  spaces: number[]
  lastGlyphs: number
}

/**
 * One row on the page: which row of the label, where it begins from the top, and how often it stands there side by side.
 * `part`: it is only the last word of the row.
 */
type PlacedRow = { row: number; top: number; times: number; part: boolean }

/** A page on which every row of a label has about the same height. */
export type RowPage = { width: number; height: number; gray: Uint8Array; rows: Row[]; placed: PlacedRow[] }

/**
 * The rows of a straightened label, each scaled to one height and set under the other: Tesseract reads a page of equal rows far
 * better than a large name over small print (it drops one or the other), and the frame of the label is left behind. Short rows
 * stand there in several ways: what it makes of a lone size changes with a pixel more or less. Null where there is no row.
 */
export function layOutRows(cut: Straightened, glyphs: readonly Glyph[]): RowPage | null {
  const rows = findRows(cut, glyphs).slice(0, rowsMax)
  if (rows.length === 0) return null
  const prints = rows.flatMap((row, at) => waysOf(row).map((way) => printOf(row, at, way)))
  const width =
    Math.max(...prints.map((print) => print.sources.length * print.times + gap * (print.times - 1))) + 2 * padding
  const height = padding + prints.reduce((sum, { high }) => sum + high + padding, 0)
  const page = { width, height, gray: new Uint8Array(width * height).fill(255) }
  let top = padding
  const placed = prints.map((print): PlacedRow => {
    for (let time = 0; time < print.times; time += 1)
      draw(cut, print, { ...page, left: padding + time * (print.sources.length + gap), top })
    const here = { row: print.at, top, times: print.times, part: print.part }
    top += print.high + padding
    return here
  })
  return { ...page, rows, placed }
}

const rowsMax = 28
const padding = 18
/** Less, and letters that stand there several times run into one word: 43 of 98 lone sizes were read at 26, 97 at 60. */
const gap = 64
const widthMax = 2_400
/** A row of this many letters or fewer is a lone size. */
const loneMax = 2
/** …unless it is longer than this many times its height, margins and all: then its letters run together. */
const loneLength = 3.6

/** Words of rows up to this long are also set farther apart: "EU 38 UK 10" comes back as one word, "SIZE L" without the letter. */
const spacedMax = 16
/** How far, in row heights. */
const apart = 0.9

type Way = { pixels: number; squeeze: number; times: number; spaced: boolean; part: boolean }
/** `sources`: for each column where in the row it comes from, in pixels of the cut; not a number where there is only paper. */
type RowPrint = Row & {
  at: number
  high: number
  across: number
  down: number
  times: number
  part: boolean
  sources: Float64Array
}

function waysOf(row: Row): Way[] {
  const whole = { pixels: 34, squeeze: 1, times: 1, spaced: false, part: false }
  const other = { pixels: 28, squeeze: 0.85, times: 1, spaced: false, part: false }
  const lone = row.glyphs <= loneMax && row.right - row.left <= loneLength * (row.bottom - row.top)
  if (lone) return [whole, { ...whole, times: 3 }, { ...other, times: 2 }]
  const spaced = row.spaces.length > 0 && row.glyphs <= spacedMax
  if (!spaced) return [whole, other]
  return [
    whole,
    other,
    { ...whole, spaced },
    ...(row.lastGlyphs <= loneMax ? [{ ...whole, times: 3, part: true }] : []),
  ]
}

function printOf(row: Row, at: number, { pixels, squeeze, times, spaced, part }: Way): RowPrint {
  const down = Math.min(pixels / (row.bottom - row.top), widthMax / (row.right - row.left))
  const across = down * squeeze
  const high = Math.max(1, Math.round((row.bottom - row.top) * down))
  const sources: number[] = []
  const spaces = spaced ? [...row.spaces] : []
  const left = part ? (row.spaces.at(-1) ?? row.left) : row.left
  for (let column = 0; column < Math.max(1, Math.floor((row.right - left) * across)); column += 1) {
    const source = left + (column + 0.5) / across
    for (; (spaces[0] ?? Number.POSITIVE_INFINITY) <= source; spaces.shift())
      for (let more = 0; more < apart * high; more += 1) sources.push(Number.NaN)
    sources.push(source)
  }
  return { ...row, at, high, across, down, times, part, sources: Float64Array.from(sources) }
}

/** From the top down. */
function findRows({ width }: Straightened, glyphs: readonly Glyph[]): Row[] {
  return printRows(glyphs)
    .map(({ letters }) => boxOf(letters, width))
    .sort((a, b) => a.top - b.top)
}

function boxOf(row: readonly Glyph[], width: number): Row {
  const spaces = spacesOf(row)
  const side = Math.max(letterPixels * 0.5, ...row.map((glyph) => (glyph.bottom - glyph.top) * 0.35))
  return {
    // Hyphens, stops and thin letters at the ends were no glyphs.
    left: Math.max(0, Math.min(...row.map(({ left }) => left)) - side),
    right: Math.min(width, Math.max(...row.map(({ right }) => right)) + side),
    top: Math.min(...row.map(({ top }) => top)),
    bottom: Math.max(...row.map(({ bottom }) => bottom)),
    glyphs: row.length,
    spaces,
    lastGlyphs: row.filter(({ left }) => left >= (spaces.at(-1) ?? 0)).length,
  }
}

/** The middles of gaps that are wider than those between letters. */
function spacesOf(row: readonly Glyph[]): number[] {
  const inOrder = [...row].sort((a, b) => a.left - b.left)
  const high = Math.max(...row.map(({ top, bottom }) => bottom - top))
  const gaps = inOrder.slice(1).map(({ left }, at) => {
    const end = Math.max(...inOrder.slice(0, at + 1).map(({ right }) => right))
    return { wide: left - end, middle: (left + end) / 2 }
  })
  const usual = gaps.map(({ wide }) => wide).sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? 0
  return gaps
    .filter(({ wide }) => wide > spaceShare * high && (wide > 1.8 * usual || usual > spaceShare * high))
    .map(({ middle }) => middle)
}

/** A space is a third of the letters' height or more, the gap between two letters seldom a quarter. */
const spaceShare = 0.34

function draw(
  cut: Straightened,
  { top, high, down, sources }: RowPrint,
  page: { width: number; gray: Uint8Array; left: number; top: number },
): void {
  // A little of what is above and below goes along: accents, commas, the feet of letters.
  const spare = Math.round(high * 0.14)
  for (let y = -spare; y < high + spare; y += 1) {
    const fromY = top + (y + 0.5) / down
    if (fromY < 0 || fromY > cut.height) continue
    const start = (page.top + y) * page.width + page.left
    for (let x = 0; x < sources.length; x += 1) {
      const fromX = sources[x] ?? Number.NaN
      if (!Number.isNaN(fromX)) page.gray[start + x] = sample(cut, fromX, fromY, 1 / down)
    }
  }
}

/** Scaled down, a pixel is the mean of those it stands for; scaled up, it lies between four. */
function sample({ width, height, gray }: Straightened, x: number, y: number, reach: number): number {
  const steps = Math.max(2, Math.round(reach) + 1)
  let sum = 0
  let all = 0
  for (let dy = 0; dy < steps; dy += 1) {
    const placeY = y - 0.5 + (reach > 1.5 ? (dy + 0.5) / steps - 0.5 : 0) * reach
    const weightY = reach > 1.5 ? 1 : Math.max(0, 1 - Math.abs(placeY - Math.floor(placeY) - dy))
    const atY = Math.min(height - 1, Math.max(0, reach > 1.5 ? Math.round(placeY) : Math.floor(placeY) + dy))
    for (let dx = 0; dx < steps; dx += 1) {
      const placeX = x - 0.5 + (reach > 1.5 ? (dx + 0.5) / steps - 0.5 : 0) * reach
      const weightX = reach > 1.5 ? 1 : Math.max(0, 1 - Math.abs(placeX - Math.floor(placeX) - dx))
      const atX = Math.min(width - 1, Math.max(0, reach > 1.5 ? Math.round(placeX) : Math.floor(placeX) + dx))
      sum += weightX * weightY * (gray[atY * width + atX] ?? 255)
      all += weightX * weightY
    }
  }
  return sum / all
}
