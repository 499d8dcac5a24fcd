import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { InputListing } from './read-input-lines.ts'

/** What a listing is digitized from, as one SHA-256 in hex: its text and the bytes of its photos, in their order. */
export async function inputHash(
  { text, photos }: Pick<InputListing, 'text' | 'photos'>,
  signal: AbortSignal,
): Promise<string> {
  // Digests have one length: no text can be taken for a photo, nor two photos for one.
  const hash = createHash('sha256').update(createHash('sha256').update(text).digest())
  for (const photo of photos) hash.update(await photoDigest(photo, signal))
  return hash.digest('hex')
}

async function photoDigest(file: string, signal: AbortSignal): Promise<Buffer> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(file), hash, { signal })
  } catch (cause) {
    signal.throwIfAborted()
    throw new HangtagError(`${file} cannot be read`, { code: 'photo-unreadable', disposition: 'give-up', cause })
  }
  return hash.digest()
}
