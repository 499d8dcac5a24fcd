import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { errorCode } from '../../src/domain/error-code.ts'

// Photos for the tests of this room, drawn here; none is stored.

export const drawnLimits = {
  bytesMax: 25_000_000,
  pixelsMax: 50_000_000,
  modelSide: 1_024,
  thumbSide: 320,
  deadlineMs: 30_000,
}

/** Shapes in many colors with hard edges: what a sharp photo looks like to numbers. */
export function drawnScene(width: number, height: number): Sharp {
  const shapes = Array.from({ length: 60 }, (_, at) => {
    const radius = (width / 60) * (1 + (at % 5))
    return `<circle cx="${(at * 397) % width}" cy="${(at * 211) % height}" r="${radius}" fill="hsl(${at * 37},60%,${30 + (at % 40)}%)"/>`
  })
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#ddd"/>${shapes.join('')}</svg>`
  return sharp(Buffer.from(svg)).removeAlpha()
}

export function evenColor(width: number, height: number, color: string): Sharp {
  return sharp({ create: { width, height, channels: 3, background: color } })
}

const corners = {
  topLeft: [220, 30, 30],
  topRight: [30, 200, 30],
  bottomLeft: [30, 30, 220],
  bottomRight: [250, 250, 250],
}

/**
 * A picture with a color in each corner, stored as a camera stores it that was held so: upright once EXIF orientation 1 to 8
 * is applied (the eight cases of the EXIF standard, tag 0x0112).
 */
export async function heldPhoto(orientation: number, width: number, height: number): Promise<Buffer> {
  const turned = orientation > 4
  const stored = { width: turned ? height : width, height: turned ? width : height }
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [column, row] = storedAt(orientation, x, y, width, height)
      const side = x < width / 2 ? (['topLeft', 'bottomLeft'] as const) : (['topRight', 'bottomRight'] as const)
      const color = corners[y < height / 2 ? side[0] : side[1]]
      data.set(color, (row * stored.width + column) * 3)
    }
  }
  return await sharp(data, { raw: { ...stored, channels: 3 } })
    .withExif({
      IFD0: { Make: 'HeldCamera', Copyright: 'Jane Seller' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '51/1 30/1 3230/100',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 7/1 0/1',
      },
    })
    .withMetadata({ orientation })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">seller-home</x:xmpmeta>')
    .jpeg({ quality: 95 })
    .toBuffer()
}

function storedAt(orientation: number, x: number, y: number, width: number, height: number): [number, number] {
  const [right, bottom] = [width - 1 - x, height - 1 - y]
  const places: [number, number][] = [
    [x, y],
    [right, y],
    [right, bottom],
    [x, bottom],
    [y, x],
    [y, right],
    [bottom, right],
    [bottom, x],
  ]
  return places[orientation - 1] ?? [x, y]
}

/** The colors of the four corners of an encoded picture, each as the name of the corner it was drawn in. */
export async function cornersOf(bytes: Buffer): Promise<string[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const near = (x: number, y: number) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    const distance = (color: number[]) =>
      color.reduce((sum, value, part) => sum + Math.abs(value - (data[at + part] ?? 0)), 0)
    return Object.entries(corners).toSorted((one, other) => distance(one[1]) - distance(other[1]))[0]?.[0] ?? ''
  }
  return [near(0.2, 0.2), near(0.8, 0.2), near(0.2, 0.8), near(0.8, 0.8)]
}

export const uprightCorners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight']

/** The color in the middle. */
export async function middleOf(bytes: Buffer): Promise<number[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels
  return [...data.subarray(at, at + info.channels)]
}

/** A PNG that claims any size at all and holds next to nothing. */
export function claimedPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

/** Bytes in the middle turned over, the container left as it is. */
export function damaged(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  const middle = copy.length >> 1
  for (let at = 0; at < 60; at += 1) copy[middle + at * 3] = (copy[middle + at * 3] ?? 0) ^ 0x5a
  return copy
}

/** The picture as HEIC, by `heif-enc` (Debian: libheif-examples); null where that is not installed. */
export async function heicPhoto(picture: Sharp): Promise<Buffer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-heic-'))
  try {
    await writeFile(join(folder, 'in.png'), await picture.png().toBuffer())
    await promisify(execFile)('heif-enc', [join(folder, 'in.png'), '-q', '90', '-o', join(folder, 'out.heic')])
    return await readFile(join(folder, 'out.heic'))
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  } finally {
    await rm(folder, { recursive: true })
  }
}
