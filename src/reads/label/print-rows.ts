import type { Glyph } from '../../photos/find-glyphs.ts'
import { type LetterRow, rowsOfLetters } from '../../photos/rows-of-letters.ts'
import { letterPixels } from './straighten-print.ts'

/**
 * Rows of what may be letters on a straightened label, without specks, seams and the label's own edge. One or two letters have
 * nothing to be even with, and are a row all the same: sizes are. `roughly`: the scale is not sure yet, so letters may be smaller
 * and run together, and lone ones are no rows.
 */
export function printRows(found: readonly Glyph[], roughly = false): LetterRow<Glyph>[] {
  const heightMin = roughly ? 0.3 : 0.4
  const all = found.filter(
    (glyph) => glyph.dark && heightOf(glyph) >= letterPixels * heightMin && heightOf(glyph) <= letterPixels * 9,
  )
  const sides = all.reduce((sum, { side }) => sum + side, 0)
  const contrast = all.reduce((sum, glyph) => sum + glyph.contrast * glyph.side, 0) / sides
  const rows = rowsOfLetters(
    all.filter((glyph) => glyph.contrast >= Math.max(levelsMin, contrast * contrastShare)),
    roughly ? 0.9 : sizeStep,
  )
  return rows.filter(({ letters, even }) =>
    roughly
      ? even && isLong(letters) && (letters.length <= wordsMax || isPrinted(letters))
      : isPrinted(letters) && (letters.length <= 2 || even),
  )
}

/** Blur takes more than half of the contrast of small print and leaves a large name's; specks have a tenth, in blur a third. */
const contrastShare = 0.4
/** Levels of 255 that print stands out by; noise, smoothed, by 10 to 20. */
const levelsMin = 24
/** Between letters of a row, in heights: "3-6 M", whose hyphen is no letter, has steps of 0.9 to 1.1. */
const sizeStep = 1.6

/** A row this many times as long as high is of some letters, also where they run together. */
const longMin = 3
/** Words on a row; a seam has far more stitches. */
const wordsMax = 8

function isLong(row: readonly Glyph[]): boolean {
  const high = Math.max(...row.map(heightOf))
  return Math.max(...row.map(({ right }) => right)) - Math.min(...row.map(({ left }) => left)) >= longMin * high
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
