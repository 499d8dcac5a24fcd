import sharp from 'sharp'
import { decodeOriginal } from './decode-original.ts'
import type { Size } from './plan-photo.ts'

/** x, y, width and height as fractions of the upright photo. */
export type Region = readonly [number, number, number, number]

export type CropLimits = { bytesMax: number; pixelsMax: number; deadlineMs: number }

/**
 * A label cut out of the original, at the resolution that the camera gave it, for a model to read the small print. `fit` says
 * in which size a picture may be sent. The cut takes in some of what lies around: a region covers the rows that were read, and
 * what could not be read lies beside them. Throws `HangtagError` as `decodeOriginal` does.
 */
export async function cropLabel(
  original: Buffer,
  region: Region,
  options: { fit(size: Size): Size; limits: CropLimits },
  signal: AbortSignal,
): Promise<Size & { jpeg: Buffer }> {
  const [left, top, width, height] = widen(region)
  // As large as the cut has to be and no larger: phones give ten times the pixels that are needed.
  const side = Math.ceil(cutSideMax / Math.max(width, height))
  const pixels = await decodeOriginal(original, Math.min(side, decodedSideMax), options.limits, signal)
  const x = Math.min(pixels.width - 1, Math.floor(left * pixels.width))
  const y = Math.min(pixels.height - 1, Math.floor(top * pixels.height))
  const cut: Size = {
    width: Math.max(1, Math.min(pixels.width - x, Math.ceil(width * pixels.width))),
    height: Math.max(1, Math.min(pixels.height - y, Math.ceil(height * pixels.height))),
  }
  const size = options.fit(cut)
  const jpeg = await sharp(pixels.data, { raw: { width: pixels.width, height: pixels.height, channels: 3 } })
    .extract({ left: x, top: y, ...cut })
    .resize({ ...size, fit: 'fill' })
    .jpeg({ quality: 90 })
    .toBuffer()
  return { ...size, jpeg }
}

/** Longest side of a cut before it is fitted, in pixels. */
const cutSideMax = 1_536
/** As the label read decodes (print that needs more is smaller than a phone's lens shows), and some. */
const decodedSideMax = 4_096
/** Of the region's own width and height on each side, and at least this much of the photo. */
const marginShare = 0.35
const marginMin = 0.02
/** A cut is at least this wide and high, so that a single word comes with the label that it stands on. */
const sideMin = 0.12

function widen([x, y, width, height]: Region): Region {
  const [left, right] = span(x, width)
  const [top, bottom] = span(y, height)
  return [left, top, right - left, bottom - top]
}

function span(start: number, length: number): [number, number] {
  const margin = Math.max(marginMin, length * marginShare, (sideMin - length) / 2)
  return [Math.max(0, start - margin), Math.min(1, start + length + margin)]
}
