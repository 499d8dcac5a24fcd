import { readFile } from 'node:fs/promises'
import { drawGarment } from './draw-garment.ts'
import { drawLabel } from './draw-label.ts'
import type { RealPhotos } from './find-real-photos.ts'
import type { SamplePhoto } from './sample-listings.ts'

/**
 * The bytes of one sample photo. A real photo is taken where one of the wanted class is there (`seed` picks which);
 * otherwise it is drawn, the same for the same seed.
 */
export async function makeSamplePhoto(photo: SamplePhoto, seed: number, real: RealPhotos | null): Promise<Buffer> {
  if (photo.kind === 'label') return drawLabel(photo.drawing, { seed })
  if (photo.kind === 'corrupt') {
    const whole = await drawGarment(photo.drawing, { seed })
    return whole.subarray(0, Math.floor(whole.length / 3))
  }
  const candidates = photo.real === undefined ? [] : (real?.get(photo.real) ?? [])
  const file = candidates[seed % Math.max(candidates.length, 1)]
  if (file !== undefined) return readFile(file)
  return drawGarment(photo.drawing, { seed, size: photo.size ?? 'web' })
}
