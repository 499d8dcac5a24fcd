export type PhotoMediaType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif' | 'image/heic'

/** As many of the first bytes as `sniffPhoto` looks at. */
export const sniffedBytes = 4_096

/**
 * The media type by the first bytes, whatever a name or header claims; null for all but the five that are taken. Own code
 * and not file-type, because that reads a PNG chunk by chunk and gives up where a long profile reaches past the bytes it
 * was given, and does not tell AVIF from HEIC behind the common brand `mif1`.
 */
export function sniffPhoto(bytes: Uint8Array): PhotoMediaType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, sniffedBytes)).toString('latin1')
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) return 'image/webp'
  if (head.startsWith('ftyp', 4)) return sniffBrands(head)
  return null
}

/** HEIF, ISO/IEC 23008-12: the major brand, a version, then the compatible brands, four letters each. */
function sniffBrands(head: string): PhotoMediaType | null {
  const boxLength = Math.min(Buffer.from(head.slice(0, 4), 'latin1').readUInt32BE(), head.length)
  const brands = [head.slice(8, 12)]
  for (let at = 16; at + 4 <= boxLength; at += 4) brands.push(head.slice(at, at + 4))
  for (const brand of brands) {
    if (avifBrands.has(brand)) return 'image/avif'
    if (heicBrands.has(brand)) return 'image/heic'
  }
  return null
}

const avifBrands: ReadonlySet<string> = new Set(['avif', 'avis'])
const heicBrands: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])
