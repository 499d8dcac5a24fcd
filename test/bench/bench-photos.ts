import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawGarment, type GarmentDrawing } from '../../src/cli/demo/draw-garment.ts'
import { errorCode } from '../../src/domain/error-code.ts'

/** The photos of one listing, each file and its bytes. */
export type BenchPhoto = { file: string; bytes: Buffer }

/**
 * Four distinct photos as phones write them: 12 megapixels, on the side, 3 to 4 MB, with the grain of a sensor. Drawn once
 * into `folder` and read from there afterwards.
 */
export async function benchPhotos(folder: string): Promise<BenchPhoto[]> {
  await mkdir(folder, { recursive: true })
  const photos: BenchPhoto[] = []
  for (const [seed, drawing] of drawings.entries()) {
    // A new way of drawing is a new name: an old file must not be measured in its place.
    const file = join(folder, `phone-1-${seed}.jpg`)
    photos.push({ file, bytes: (await readIfThere(file)) ?? (await draw(file, drawing, seed)) })
  }
  return photos
}

const drawings: GarmentDrawing[] = [
  { garment: 't-shirt', color: 'blue', pattern: 'solid' },
  { garment: 'sweater', color: 'beige', pattern: 'striped', second: 'brown' },
  { garment: 'long-sleeve-top', color: 'red', pattern: 'plaid', second: 'navy' },
  { garment: 't-shirt', color: 'white', pattern: 'floral', second: 'pink', backdrop: 'wall' },
]

/** Brings the drawn ones, which have more grain than a phone leaves, to the size of a phone's files. */
const quality = 82

async function draw(file: string, drawing: GarmentDrawing, seed: number): Promise<Buffer> {
  const bytes = await sharp(await drawGarment(drawing, { seed, size: 'phone' }))
    .keepMetadata()
    .jpeg({ quality })
    .toBuffer()
  await writeFile(`${file}.new`, bytes)
  await rename(`${file}.new`, file)
  return bytes
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}
