import { HangtagError } from '../domain/hangtag-error.ts'
import { decodePhoto, type Pixels } from './decode-photo.ts'
import { inspectPhoto } from './inspect-photo.ts'
import { planPhoto } from './plan-photo.ts'

/**
 * The pixels of an upload, upright, in sRGB, its longest side `side` at most: the same careful way that normalizing takes.
 * Throws `HangtagError` give-up with the codes of `inspectPhoto` and `decodePhoto`; an abort throws the signal's reason.
 */
export async function decodeOriginal(
  original: Buffer,
  side: number,
  limits: { bytesMax: number; pixelsMax: number; deadlineMs: number },
  signal: AbortSignal,
): Promise<Pixels> {
  const header = await inspectPhoto(original, limits)
  if (!header.ok) throw new HangtagError(header.message, { code: header.code, disposition: 'give-up' })
  return await decodePhoto(original, header, planPhoto(header, { modelSide: side, thumbSide: 1 }), limits, signal)
}
