import type { PhotoMediaType } from './sniff-photo.ts'

/**
 * Whether a photo that cannot be decoded lacks its end, by its container's own lengths. Tells an upload that broke off (send
 * it again) from a damaged file (take another one); the decoders' messages do not.
 */
export function truncatedPhoto(bytes: Buffer, mediaType: PhotoMediaType): boolean {
  switch (mediaType) {
    case 'image/jpeg':
      return jpegTruncated(bytes)
    case 'image/png':
      return pngTruncated(bytes)
    case 'image/webp':
      return bytes.length < 12 || bytes.readUInt32LE(4) + 8 > bytes.length
    case 'image/avif':
    case 'image/heic':
      return boxesTruncated(bytes)
  }
}

/** Segments say their length up to the scan; inside one, FF D9 can only be the end, because data writes FF as FF 00. */
function jpegTruncated(bytes: Buffer): boolean {
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1]
    if (marker === 0xda) return bytes.indexOf(endOfImage, at) === -1
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return true
}

const endOfImage = Buffer.from([0xff, 0xd9])

function pngTruncated(bytes: Buffer): boolean {
  let at = 8
  while (at + 12 <= bytes.length) {
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return false
    at += 12 + bytes.readUInt32BE(at)
  }
  return true
}

/** Top-level boxes of ISO base media: size and type; size 1 means a 64-bit size follows, 0 that the box goes to the end. */
function boxesTruncated(bytes: Buffer): boolean {
  let at = 0
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at)
    if (size === 0) return false
    if (size === 1 && at + 16 > bytes.length) return true
    at += size === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : Math.max(size, 8)
  }
  return at > bytes.length
}
