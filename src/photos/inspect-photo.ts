import { open, readFile } from 'node:fs/promises'
import type { Metadata } from 'sharp'
import { openPhoto } from './open-photo.ts'
import { type PhotoMediaType, sniffedBytes, sniffPhoto } from './sniff-photo.ts'
import { truncatedPhoto } from './truncated-photo.ts'

/** What the header says of a photo that may be taken. `width` and `height` are those of the upright picture. */
export type PhotoHeader = {
  ok: true
  mediaType: PhotoMediaType
  width: number
  height: number
  /** Which of the file's pictures is the main one. */
  page: number
  /** The embedded ICC profile. */
  profile: Buffer | null
}

export type PhotoRefusal = {
  ok: false
  code:
    | 'photo-empty'
    | 'photo-too-large'
    | 'photo-type-unsupported'
    | 'photo-too-many-pixels'
    | 'photo-truncated'
    | 'photo-corrupt'
  /** What is wrong and what to send instead. */
  message: string
}

/**
 * Looks at a photo (a file's path, or its bytes) by its header alone, without decoding: for the door, and as the first step
 * of normalizing. Refuses only what is certain already; a scan that is cut off or damaged shows when it is decoded.
 */
export async function inspectPhoto(
  source: string | Buffer,
  limits: { bytesMax: number; pixelsMax: number },
): Promise<PhotoHeader | PhotoRefusal> {
  const { size, head } = typeof source === 'string' ? await readHead(source) : { size: source.length, head: source }
  if (size === 0) return refusal('photo-empty', 'The photo has no bytes: send it again.')
  if (size > limits.bytesMax) {
    const message = `The photo has ${size} bytes; at most ${limits.bytesMax} are taken: send a smaller one.`
    return refusal('photo-too-large', message)
  }
  const sniffed = sniffPhoto(head)
  if (sniffed === null) return unsupported('This file is none of the kinds of photo that are taken')
  let metadata: Metadata
  try {
    metadata = await openPhoto(source, { pixelsMax: null, failOn: 'error' }).metadata()
  } catch {
    return unreadable(typeof source === 'string' ? await readFile(source) : source, sniffed)
  }
  const mediaType = decodedAs(metadata, sniffed)
  if (mediaType === null) return unsupported(`This photo is compressed as ${metadata.compression ?? metadata.format}`)
  const { width, height } = metadata.autoOrient
  if (width * height > limits.pixelsMax) {
    const message = `The photo has ${width} × ${height} pixels; at most ${limits.pixelsMax} are taken: send a smaller one.`
    return refusal('photo-too-many-pixels', message)
  }
  return { ok: true, mediaType, width, height, page: metadata.pagePrimary ?? 0, profile: metadata.icc ?? null }
}

async function readHead(path: string): Promise<{ size: number; head: Buffer }> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffedBytes), 0, sniffedBytes, 0)
    return { size, head: buffer.subarray(0, bytesRead) }
  } finally {
    await file.close()
  }
}

/** Brands of a HEIF file are claims; what its main picture is compressed with decides who can decode it. */
function decodedAs(metadata: Metadata, sniffed: PhotoMediaType): PhotoMediaType | null {
  if (metadata.format !== 'heif') return sniffed
  if (metadata.compression === 'av1') return 'image/avif'
  return metadata.compression === 'hevc' ? 'image/heic' : null
}

function unreadable(bytes: Buffer, mediaType: PhotoMediaType): PhotoRefusal {
  return truncatedPhoto(bytes, mediaType)
    ? refusal('photo-truncated', 'The photo breaks off before its picture begins: send it again, whole.')
    : refusal('photo-corrupt', 'The photo is damaged and cannot be read: send another one.')
}

function unsupported(what: string): PhotoRefusal {
  return refusal('photo-type-unsupported', `${what}: send a JPEG, PNG, WebP, AVIF or HEIC photo.`)
}

function refusal(code: PhotoRefusal['code'], message: string): PhotoRefusal {
  return { ok: false, code, message }
}
