import { findGlyphs } from '../../photos/find-glyphs.ts'
import { findPrint } from '../../photos/find-print.ts'
import type { Luma } from '../../photos/luma.ts'
import type { Ocr } from './create-ocr.ts'
import { layOutRows } from './lay-out-rows.ts'
import { type LabelRow, meanConfidence, readRows } from './read-rows.ts'
import { type Cut, letterPixels, type Straightened, straightenPrint } from './straighten-print.ts'

/** What a block of print says, rows from the top, and where they lie in the photo. */
export type PrintReading = { rows: LabelRow[]; confidence: number; cut: Straightened }

/**
 * Reads one block of print: straightened (a second time where the first look at it was rough), row by row, and the other way
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
  const print = findPrint(glyphsOf(first).filter(({ dark }) => dark))[0]
  if (print === undefined) return first
  const ratio = print.letterHeight / letterPixels
  if (Math.abs(print.angle) > angleMax) return first
  if (Math.abs(print.angle) < angleMin && ratio < heightRatioMin && ratio > 1 / heightRatioMin) return first
  return straightenPrint(photo, {
    ...rough,
    angle: rough.angle + print.angle,
    letterHeight: rough.letterHeight * Math.max(0.4, Math.min(2.5, ratio)),
  })
}

const angleMax = 0.3

function glyphsOf({ width, height, gray }: Straightened) {
  return findGlyphs({ width, height, data: gray })
}

function upsideDown(cut: Straightened): Straightened {
  const gray = Uint8Array.from(cut.gray).reverse()
  return { ...cut, gray, toPhoto: (x, y) => cut.toPhoto(cut.width - 1 - x, cut.height - 1 - y) }
}
