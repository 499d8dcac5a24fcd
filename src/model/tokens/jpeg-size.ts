import type { ImageSize } from './fit-image.ts'

/** Of a JPEG as a data URL, its width and height from the first frame header; null for anything else. */
export function jpegSize(dataUrl: string): ImageSize | null {
  if (!dataUrl.startsWith(prefix)) return null
  // What we send has no metadata: its headers stand in the first few hundred bytes.
  const head = dataUrl.slice(prefix.length, prefix.length + headCharacters)
  return findFrame(Buffer.from(head, 'base64')) ?? findFrame(Buffer.from(dataUrl.slice(prefix.length), 'base64'))
}

const prefix = 'data:image/jpeg;base64,'
/** A multiple of four. */
const headCharacters = 4_096

function findFrame(bytes: Buffer): ImageSize | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    // Start of frame: 0xC0 to 0xCF, but for the tables DHT (C4), JPG (C8) and DAC (CC).
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) }
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}
