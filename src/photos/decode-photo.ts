import sharp, { type Sharp } from 'sharp'
import { HangtagError } from '../domain/hangtag-error.ts'
import { decodeHeic } from './decode-heic.ts'
import { embedProfile } from './embed-profile.ts'
import type { PhotoHeader } from './inspect-photo.ts'
import { openPhoto } from './open-photo.ts'
import type { PhotoPlan, Size } from './plan-photo.ts'
import { truncatedPhoto } from './truncated-photo.ts'
import { untilAborted } from './until-aborted.ts'

/** Rows from the top; 8 bits each of red, green and blue, in sRGB. */
export type Pixels = Size & { data: Buffer }

export type DecodeLimits = { pixelsMax: number; deadlineMs: number }

/**
 * The photo's pixels in the size that a model is shown: decoded once, upright, sRGB, on white where it is transparent. Throws
 * `HangtagError` give-up `photo-truncated`, `photo-corrupt` or `photo-timeout`; an abort throws the signal's reason.
 */
export async function decodePhoto(
  original: Buffer,
  header: PhotoHeader,
  plan: PhotoPlan,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<Pixels> {
  const decode = plan.decoder === 'heic' ? decodeByThread : decodeBySharp
  try {
    return await decode(original, header, plan, limits, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (!isTimeout(error)) throw error
    throw new HangtagError(`The photo takes longer than ${limits.deadlineMs} ms to decode: send a simpler one.`, {
      code: 'photo-timeout',
      disposition: 'give-up',
      cause: error,
    })
  }
}

async function decodeBySharp(
  original: Buffer,
  header: PhotoHeader,
  plan: PhotoPlan,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<Pixels> {
  // The signal frees the caller; sharp's own timeout (whole seconds) ends the work itself.
  const either = AbortSignal.any([signal, AbortSignal.timeout(limits.deadlineMs)])
  const seconds = Math.ceil(limits.deadlineMs / 1_000)
  const attempt = (failOn: 'warning' | 'error') =>
    untilAborted(
      pixels(
        resized(openPhoto(original, { pixelsMax: limits.pixelsMax, failOn }).autoOrient(), plan).timeout({ seconds }),
      ),
      either,
    )
  try {
    // To libjpeg, damage inside a scan is a mere warning, and what it makes of it is half a picture in wrong colors.
    return await attempt('warning')
  } catch (error) {
    if (!(error instanceof Error) || either.aborted || isTimeout(error)) throw error
    if (!harmlessWarning.test(error.message)) throw unreadable(original, header, error.message)
  }
  try {
    return await attempt('error')
  } catch (error) {
    if (!(error instanceof Error) || either.aborted || isTimeout(error)) throw error
    throw unreadable(original, header, error.message)
  }
}

/** Warnings of libjpeg (its jerror.h) about files that some cameras write, with the whole picture in them. */
const harmlessWarning = /extraneous bytes before marker|Invalid SOS parameters|Unknown Adobe color transform/

async function decodeByThread(
  original: Buffer,
  header: PhotoHeader,
  plan: PhotoPlan,
  limits: DecodeLimits,
  signal: AbortSignal,
): Promise<Pixels> {
  const job = { bytes: original, page: header.page, pixelsMax: limits.pixelsMax }
  const answer = await decodeHeic(job, limits.deadlineMs, signal)
  if ('problem' in answer) throw unreadable(original, header, answer.problem)
  const { width, height } = answer
  const whole = sharp(Buffer.from(answer.data), { raw: { width, height, channels: 4 } })
  const small = resized(whole, plan)
  if (header.profile === null) return await pixels(small)
  // The decoder leaves the colors in the file's own profile (phones: Display P3). sharp converts only what it has read from
  // a file, so the small picture takes the way through a PNG that carries the profile.
  const png = await small.png({ compressionLevel: 0 }).toBuffer()
  return await pixels(sharp(embedProfile(png, header.profile)))
}

function resized(photo: Sharp, plan: PhotoPlan): Sharp {
  return photo.resize({ ...plan.model, fit: 'fill' }).flatten({ background: '#ffffff' })
}

async function pixels(photo: Sharp): Promise<Pixels> {
  const { data, info } = await photo.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return { width: info.width, height: info.height, data }
}

function unreadable(original: Buffer, header: PhotoHeader, problem: string): HangtagError {
  const evidence = { mediaType: header.mediaType, bytes: original.length, problem: problem.split('\n')[0] }
  return truncatedPhoto(original, header.mediaType)
    ? new HangtagError('The photo breaks off: send it again, whole.', {
        code: 'photo-truncated',
        disposition: 'give-up',
        evidence,
      })
    : new HangtagError('The photo is damaged and cannot be decoded: send another one.', {
        code: 'photo-corrupt',
        disposition: 'give-up',
        evidence,
      })
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.message.startsWith('timeout: '))
}
