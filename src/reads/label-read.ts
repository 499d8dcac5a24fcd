import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Claim } from '../domain/claim.ts'
import { decodeOriginal } from '../photos/decode-original.ts'
import { denoiseLuma } from '../photos/denoise-luma.ts'
import { findGlyphs } from '../photos/find-glyphs.ts'
import { findPaper, type Paper } from '../photos/find-paper.ts'
import { findPrint, type Print } from '../photos/find-print.ts'
import { type Luma, luma } from '../photos/luma.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Ocr } from './label/create-ocr.ts'
import { createLabelWords, type LabelWords } from './label/label-words.ts'
import { type ParsedRow, parseLabel } from './label/parse-label.ts'
import { type PrintReading, readPrint } from './label/read-print.ts'
import { type Cut, letterPixels } from './label/straighten-print.ts'
import type { Read, ReadPhoto } from './read.ts'

/** Raised by hand whenever some label would be read differently. */
const rules = 1
/** Originals are decoded to this longest side at most; print that needs more is smaller than a phone's lens shows. */
const sideMax = 3_600
/** Blocks of print that are read in one photo. */
const printsMax = 2
/** Rows of a label that cover this much of a photo make it a photo of a label; beside a whole garment they cover a third of it. */
const labelShare = 0.07

export type LabelReadDeps = {
  taxonomy: Taxonomy
  ocr: Pick<Ocr, 'read'>
  /** `photosMax`: photos of one listing in which print is read. The others are for decoding. */
  limits: { photosMax: number; bytesMax: number; pixelsMax: number; deadlineMs: number }
}

/**
 * What labels in the photos say: brand, size, composition, origin, care. Print is looked for in the photo that models are shown
 * (some milliseconds); where there is any it is read from the original. `extra.labels` names the photos that show a label
 * foremost. Throws `HangtagError` where the engine fails.
 */
export function labelRead({ taxonomy, ocr, limits }: LabelReadDeps): Read {
  const words = createLabelWords(taxonomy)
  const hash = createHash('sha256').update(`${rules} ${taxonomy.version} ${limits.photosMax}`)
  return {
    name,
    version: hash.digest('hex').slice(0, 12),
    input: ({ photos }) => ({ photos: photos.map(({ index, sha256 }) => [index, sha256]) }),
    async run({ photos }, signal) {
      const claims: Claim[] = []
      const labels: number[] = []
      let left = limits.photosMax
      for (const photo of photos) {
        if (left === 0) break
        signal.throwIfAborted()
        const found = await readPhoto(photo, words, ocr, limits, signal)
        if (found === null) continue
        left -= 1
        claims.push(...found.claims)
        if (found.isLabel) labels.push(photo.index)
      }
      return { claims, extra: { labels } }
    },
  }
}

const name = 'label'

/** Null: there is no print in the photo. */
async function readPhoto(
  photo: ReadPhoto,
  words: LabelWords,
  ocr: Pick<Ocr, 'read'>,
  limits: LabelReadDeps['limits'],
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
  const { data, info } = await sharp(jpeg).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
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
        read: name,
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
