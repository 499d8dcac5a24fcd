import type { Glyph } from '../../photos/find-glyphs.ts'
import { rowsOfLetters } from '../../photos/rows-of-letters.ts'
import { letterPixels, type Straightened } from './straighten-print.ts'

/** In pixels of the cut. */
type Row = { left: number; top: number; right: number; bottom: number; glyphs: number }

/** One row on the page: which row of the label, where it begins from the top, and how often it stands there side by side. */
type PlacedRow = { row: number; top: number; times: number }

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
  const width = Math.max(...prints.map((print) => print.wide * print.times + gap * (print.times - 1))) + 2 * padding
  const height = padding + prints.reduce((sum, { high }) => sum + high + padding, 0)
  const page = { width, height, gray: new Uint8Array(width * height).fill(255) }
  let top = padding
  const placed = prints.map((print): PlacedRow => {
    for (let time = 0; time < print.times; time += 1)
      draw(cut, print, { ...page, left: padding + time * (print.wide + gap), top })
    const here = { row: print.at, top, times: print.times }
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

type Way = { pixels: number; squeeze: number; times: number }
type RowPrint = Row & { at: number; wide: number; high: number; across: number; down: number; times: number }

function waysOf(row: Row): Way[] {
  const whole = { pixels: 34, squeeze: 1, times: 1 }
  const other = { pixels: 28, squeeze: 0.85, times: 1 }
  const lone = row.glyphs <= loneMax && row.right - row.left <= loneLength * (row.bottom - row.top)
  return lone ? [whole, { ...whole, times: 3 }, { ...other, times: 2 }] : [whole, other]
}

function printOf(row: Row, at: number, { pixels, squeeze, times }: Way): RowPrint {
  const down = Math.min(pixels / (row.bottom - row.top), widthMax / (row.right - row.left))
  const across = down * squeeze
  const wide = Math.max(1, Math.floor((row.right - row.left) * across))
  const high = Math.max(1, Math.round((row.bottom - row.top) * down))
  return { ...row, at, wide, high, across, down, times }
}

/** Rows of what may be letters, from the top down; a row of one or two has nothing to be even with. */
function findRows({ width }: Straightened, found: readonly Glyph[]): Row[] {
  const all = found.filter(
    (glyph) => glyph.dark && heightOf(glyph) >= letterPixels * 0.4 && heightOf(glyph) <= letterPixels * 9,
  )
  const area = all.reduce((sum, { side }) => sum + side * side, 0)
  const contrast = all.reduce((sum, glyph) => sum + glyph.contrast * glyph.side * glyph.side, 0) / area
  const rows = rowsOfLetters(all.filter((glyph) => glyph.contrast >= contrast * 0.5))
  return rows
    .filter(({ letters, even }) => isPrinted(letters) && (letters.length <= loneMax || even))
    .map(({ letters }) => boxOf(letters, width))
    .sort((a, b) => a.top - b.top)
}

function heightOf({ top, bottom }: Glyph): number {
  return bottom - top
}

/** A seam's stitches and the edge of the label are wide and low; words whose letters run together are as high as letters. */
function isPrinted(row: readonly Glyph[]): boolean {
  const flat = row.filter(
    (glyph) => heightOf(glyph) < letterPixels * 0.65 && glyph.right - glyph.left > 1.9 * heightOf(glyph),
  )
  return flat.length <= row.length / 2
}

function boxOf(row: readonly Glyph[], width: number): Row {
  const side = Math.max(letterPixels * 0.5, ...row.map((glyph) => heightOf(glyph) * 0.35))
  return {
    // Hyphens, stops and thin letters at the ends were no glyphs.
    left: Math.max(0, Math.min(...row.map(({ left }) => left)) - side),
    right: Math.min(width, Math.max(...row.map(({ right }) => right)) + side),
    top: Math.min(...row.map(({ top }) => top)),
    bottom: Math.max(...row.map(({ bottom }) => bottom)),
    glyphs: row.length,
  }
}

function draw(
  cut: Straightened,
  { left, top, wide, high, across, down }: RowPrint,
  page: { width: number; gray: Uint8Array; left: number; top: number },
): void {
  // A little of what is above and below goes along: accents, commas, the feet of letters.
  const spare = Math.round(high * 0.14)
  for (let y = -spare; y < high + spare; y += 1) {
    const fromY = top + (y + 0.5) / down
    if (fromY < 0 || fromY > cut.height) continue
    for (let x = 0; x < wide; x += 1)
      page.gray[(page.top + y) * page.width + page.left + x] = sample(cut, left + (x + 0.5) / across, fromY, 1 / down)
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
