import type { Claim } from '../../domain/claim.ts'
import { decodeOriginal } from '../../photos/decode-original.ts'
import { denoiseLuma } from '../../photos/denoise-luma.ts'
import { findGlyphs } from '../../photos/find-glyphs.ts'
import { findPaper, type Paper } from '../../photos/find-paper.ts'
import { findPrint } from '../../photos/find-print.ts'
import { type Luma, luma } from '../../photos/luma.ts'
import type { Print } from '../../photos/measure-print.ts'
import { variantPixels } from '../../photos/variant-pixels.ts'
import type { ReadPhoto } from '../read.ts'
import type { Ocr } from './create-ocr.ts'
import type { LabelWords } from './label-words.ts'
import { type ParsedRow, parseLabel } from './parse-label.ts'
import { type PrintReading, readPrint } from './read-print.ts'
import { type Cut, letterPixels } from './straighten-print.ts'

export type LabelPhotoDeps = {
  words: LabelWords
  ocr: Pick<Ocr, 'read'>
  limits: { bytesMax: number; pixelsMax: number; deadlineMs: number }
}

/**
 * What labels in one photo say, and whether it shows a label foremost; null where there is no print in it. Print is looked for
 * in the photo that models are shown, and read from the original. Throws `HangtagError` where the original cannot be had or
 * decoded, and where the engine fails.
 */
export async function readLabelPhoto(
  photo: ReadPhoto,
  { words, ocr, limits }: LabelPhotoDeps,
  signal: AbortSignal,
): Promise<{ claims: Claim[]; isLabel: boolean } | null> {
  const shown = await grayOf(await photo.bytes('model'))
  const found = printsOf(shown).slice(0, printsMax)
  const [first] = found
  if (first === undefined) return null
  const side = Math.max(shown.width, shown.height) * Math.max(1, letterPixels / first.letterHeight)
  const pixels = await decodeOriginal(await photo.bytes('original'), Math.min(sideMax, Math.ceil(side)), limits, signal)
  const original = denoiseLuma(luma(pixels)).picture
  const scale = original.width / shown.width
  const claims: Claim[] = []
  let isLabel = false
  const read: { paper: Paper; angle: number }[] = []
  for (const print of found) {
    // A name apart from the small print is a block by itself, and was read with it where the paper goes on.
    if (read.some(({ paper, angle }) => isOn(paper, angle, print))) continue
    const paper = findPaper(shown, print)
    const cut: Cut = {
      x: paper.x * scale,
      y: paper.y * scale,
      length: paper.length * scale,
      height: paper.height * scale,
      angle: print.angle,
      letterHeight: print.letterHeight * scale,
    }
    const reading = await readPrint(original, cut, ocr, signal)
    const said = reading === null ? [] : claimsOf(reading, photo.index, original, words)
    claims.push(...said)
    if (said.length > 0) read.push({ paper, angle: print.angle })
    if (reading !== null && said.length > 0 && printShare(reading, original) >= labelShare) isLabel = true
  }
  return { claims, isLabel }
}

/** Originals are decoded to this longest side at most; print that needs more is smaller than a phone's lens shows. */
const sideMax = 3_600
/** Blocks of print that are read in one photo. */
const printsMax = 2
/** Rows of a label that cover this much of a photo make it a photo of a label; beside a whole garment they cover a third of it. */
const labelShare = 0.07

/** The middle of the print lies on the paper. */
function isOn(paper: Paper, angle: number, print: Print): boolean {
  const [dx, dy] = [print.x - paper.x, print.y - paper.y]
  const [along, across] = [dx * Math.cos(angle) + dy * Math.sin(angle), dy * Math.cos(angle) - dx * Math.sin(angle)]
  return Math.abs(along) <= paper.length / 2 && Math.abs(across) <= paper.height / 2
}

/** Blocks of print; where there is none, of print so large that its strokes are wider than was looked for. */
function printsOf(shown: Luma): Print[] {
  const found = findPrint(findGlyphs(shown))
  return found.length > 0 ? found : findPrint(findGlyphs(shown, Math.max(shown.width, shown.height) / 10))
}

async function grayOf(jpeg: Buffer): Promise<Luma> {
  const { data, info } = await variantPixels(jpeg, (photo) => photo.toColourspace('b-w'))
  return { width: info.width, height: info.height, data }
}

function claimsOf(reading: PrintReading, photo: number, size: Luma, words: LabelWords): Claim[] {
  const rows = reading.rows.map(
    ({ text, others, end, confidence, top, bottom }): ParsedRow => ({
      text,
      others,
      end,
      confidence,
      height: bottom - top,
    }),
  )
  return parseLabel(rows, words).map(({ rows: saying, ...claim }) => ({
    ...claim,
    status: 'observed',
    evidence: [
      {
        read: 'label',
        kind: 'label',
        photo,
        quote: saying.map((row) => rows[row]?.text ?? '').join(' '),
        region: regionOf(reading, saying, size),
      },
    ],
  }))
}

/** The share of the photo that lies within the box of all rows. */
function printShare(reading: PrintReading, size: Luma): number {
  const [, , width = 0, height = 0] = regionOf(
    reading,
    reading.rows.map((_, at) => at),
    size,
  )
  return width * height
}

/** The box around rows, in fractions of the photo. */
function regionOf({ rows, cut }: PrintReading, saying: readonly number[], { width, height }: Luma): number[] {
  const corners = saying.flatMap((at) => {
    const row = rows[at]
    if (row === undefined) return []
    const { left, top, right, bottom } = row
    return [cut.toPhoto(left, top), cut.toPhoto(right, top), cut.toPhoto(left, bottom), cut.toPhoto(right, bottom)]
  })
  const fraction = (value: number) => Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000
  const x = fraction(Math.min(...corners.map(([place]) => place)) / width)
  const y = fraction(Math.min(...corners.map(([, place]) => place)) / height)
  const right = fraction(Math.max(...corners.map(([place]) => place)) / width)
  const bottom = fraction(Math.max(...corners.map(([, place]) => place)) / height)
  return [x, y, fraction(right - x), fraction(bottom - y)]
}
