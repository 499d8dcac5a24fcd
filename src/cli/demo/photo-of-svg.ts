import sharp, { type Sharp } from 'sharp'
import { createRandom } from '../../evals/statistics/create-random.ts'

export type PhotoOptions = {
  /** Decides everything that varies; the same seed gives the same bytes on one version of sharp. */
  seed: number
  /**
   * `web`: 900 × 1200. `phone`: 12 megapixels as phones write them, stored lying on the side (4032 × 3024) with the EXIF
   * orientation that turns it upright, and with camera and place in EXIF.
   */
  size?: 'web' | 'phone'
}

/** Renders a drawing of 900 × 1200 as a JPEG that looks and weighs like a photo: grain, and a phone's size where asked. */
export async function photoOfSvg(svg: string, options: PhotoOptions): Promise<Buffer> {
  const drawn = sharp(Buffer.from(svg)).flatten()
  const grain = { input: grainTile(options.seed), raw: { width: tileSide, height: tileSide, channels: 3 as const } }
  const grained = (photo: Sharp) => photo.composite([{ ...grain, tile: true, blend: 'overlay' }]).removeAlpha()
  if (options.size !== 'phone') return grained(drawn).jpeg({ quality: 85 }).toBuffer()
  // Grain goes on at full size: an enlarged drawing alone would be far too small a file for a photo.
  return grained(drawn.rotate(270).resize(4_032, 3_024))
    .withExif(phoneExif)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 90 })
    .toBuffer()
}

const tileSide = 256

/** Middle gray with a little noise: under `overlay` it lightens and darkens, as a sensor's noise does. */
function grainTile(seed: number): Buffer {
  const random = createRandom(seed)
  const tile = Buffer.alloc(tileSide * tileSide * 3)
  for (let index = 0; index < tile.length; index += 3) {
    // The sum of three even draws is near enough to a bell curve.
    const light = 128 + (random() + random() + random() - 1.5) * 34
    tile[index] = light + (random() - 0.5) * 8
    tile[index + 1] = light
    tile[index + 2] = light + (random() - 0.5) * 8
  }
  return tile
}

const phoneExif = {
  IFD0: { Make: 'Hangtag', Model: 'Sample phone', Software: 'hangtag demo' },
  // Null Island: a place, so that one can see it gone, and nobody's home.
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '0/1 0/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 0/1 0/1' },
}
