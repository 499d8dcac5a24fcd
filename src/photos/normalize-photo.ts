import sharp from 'sharp'
import { HangtagError } from '../domain/hangtag-error.ts'
import { decodePhoto, type Pixels } from './decode-photo.ts'
import { fingerprint } from './fingerprint.ts'
import { inspectPhoto } from './inspect-photo.ts'
import { luma } from './luma.ts'
import { planPhoto, type Size } from './plan-photo.ts'
import { type QualityNote, qualityNotes } from './quality-notes.ts'

/** Sides in pixels, of the longest side; `deadlineMs` is for decoding one photo. */
export type PhotoLimits = {
  bytesMax: number
  pixelsMax: number
  modelSide: number
  thumbSide: number
  deadlineMs: number
}

export type NormalizedPhoto = {
  /** Exactly what a model is shown: upright sRGB JPEG without any metadata. */
  model: Buffer
  thumb: Buffer
  /** dHash, 16 hex digits. */
  phash: string
  /** Of the upright original. */
  width: number
  height: number
  notes: QualityNote[]
}

/**
 * Turns an original into what is shown: inspect, plan, carry out. Decoded once; the thumbnail, the fingerprint and the notes
 * come from the small picture. A bad photo throws `HangtagError` give-up, with the codes of `inspectPhoto` or
 * `photo-timeout`; an abort throws the signal's reason.
 */
export async function normalizePhoto(
  original: Buffer,
  limits: PhotoLimits,
  signal: AbortSignal = new AbortController().signal,
): Promise<NormalizedPhoto> {
  signal.throwIfAborted()
  const header = await inspectPhoto(original, limits)
  if (!header.ok) {
    const evidence = { bytes: original.length }
    throw new HangtagError(header.message, { code: header.code, disposition: 'give-up', evidence })
  }
  const plan = planPhoto(header, limits)
  const picture = await decodePhoto(original, header, plan, limits, signal)
  const light = luma(picture)
  const { width, height } = header
  const [model, thumb] = await Promise.all([toJpeg(picture, plan.model), toJpeg(picture, plan.thumb)])
  return {
    model,
    thumb,
    phash: fingerprint(light),
    width,
    height,
    notes: qualityNotes(light, header),
  }
}

/** Quality 85: where a JPEG's loss stops being seen at half the size of 95 (libjpeg's own advice is 75 to 95). */
const jpegQuality = 85

async function toJpeg({ width, height, data }: Pixels, size: Size): Promise<Buffer> {
  return await sharp(data, { raw: { width, height, channels: 3 } })
    .resize({ ...size, fit: 'fill' })
    .jpeg({ quality: jpegQuality })
    .toBuffer()
}
