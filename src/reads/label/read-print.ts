import { findGlyphs, type Glyph } from '../../photos/find-glyphs.ts'
import { findPrint } from '../../photos/find-print.ts'
import type { Luma } from '../../photos/luma.ts'
import type { Ocr } from './create-ocr.ts'
import { layOutRows } from './lay-out-rows.ts'
import { printRows } from './print-rows.ts'
import { type LabelRow, meanConfidence, readRows } from './read-rows.ts'
import { type Cut, letterPixels, type Straightened, straightenPrint } from './straighten-print.ts'

/** What a block of print says, rows from the top, and where they lie in the photo. */
export type PrintReading = { rows: LabelRow[]; confidence: number; cut: Straightened }

/**
 * Reads one block of print of a photo without noise: straightened (a second time where the first look at it was rough), row by row, and the other way
 * up where it makes no sense. Null where there is nothing like a row of letters, so that patterns cost no engine.
 */
export async function readPrint(
  photo: Luma,
  rough: Cut,
  ocr: Pick<Ocr, 'read'>,
  signal: AbortSignal,
): Promise<PrintReading | null> {
  const cut = refined(photo, rough)
  let best: PrintReading | null = null
  for (const turned of [cut, upsideDown(cut)]) {
    const page = layOutRows(turned, glyphsOf(turned))
    if (page === null || !page.rows.some(({ glyphs }) => glyphs >= 3)) return best
    const lines = await ocr.read({ width: page.width, height: page.height, gray: page.gray, layout: 'block' }, signal)
    const rows = readRows(page, lines)
    const confidence = meanConfidence(rows.flatMap(({ words }) => words))
    if (best === null || confidence > best.confidence) best = { rows, confidence, cut: turned }
    if (confidence >= sureConfidence) break
  }
  return best
}

/** Print that stands on its head is read as nonsense at 20 to 60; rightly read, even noisy labels pass this. */
const sureConfidence = 80
/** A half degree moves the end of a row of 50 letters by a quarter of a letter. */
const angleMin = 0.008
const heightRatioMin = 1.35

/** The cut; once more where its letters turn out to run or measure otherwise than thought. */
function refined(photo: Luma, rough: Cut): Straightened {
  const first = straightenPrint(photo, rough)
  const glyphs = glyphsOf(first).filter(({ dark }) => dark)
  const print = findPrint(glyphs)[0]
  const turn = print === undefined || Math.abs(print.angle) > angleMax ? 0 : print.angle
  const ratio = smallPrint(glyphs) / letterPixels
  if (Math.abs(turn) < angleMin && ratio < heightRatioMin && ratio > 1 / heightRatioMin) return first
  const letterHeight = rough.letterHeight * Math.max(0.3, Math.min(3, ratio))
  return straightenPrint(photo, { ...rough, angle: rough.angle + turn, letterHeight })
}

const angleMax = 0.3

/** The height of the small print, in pixels: composition and care stand in it, and have the most rows. */
function smallPrint(glyphs: readonly Glyph[]): number {
  const heights = printRows(glyphs, true)
    .map(({ letters }) => middleHeight(letters))
    .sort((a, b) => a - b)
  return heights[Math.floor(heights.length / 4)] ?? letterPixels
}

function middleHeight(letters: readonly Glyph[]): number {
  return letters.map(({ top, bottom }) => bottom - top).sort((a, b) => a - b)[letters.length >> 1] ?? 0
}

function glyphsOf({ width, height, gray }: Straightened): Glyph[] {
  // Wide enough for the strokes of a name several times as high; twice as wide, blurred letters run together.
  return findGlyphs({ width, height, data: gray }, letterPixels)
}

function upsideDown(cut: Straightened): Straightened {
  const gray = Uint8Array.from(cut.gray).reverse()
  return { ...cut, gray, toPhoto: (x, y) => cut.toPhoto(cut.width - 1 - x, cut.height - 1 - y) }
}
