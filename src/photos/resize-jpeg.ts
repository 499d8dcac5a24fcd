import sharp from 'sharp'
import type { Size } from './plan-photo.ts'

/** A stored variant in another size, as JPEG. The size is one of the photo's own shape. */
export async function resizeJpeg(jpeg: Buffer, { width, height }: Size): Promise<Buffer> {
  return await sharp(jpeg).resize({ width, height, fit: 'fill' }).jpeg({ quality: 85 }).toBuffer()
}
