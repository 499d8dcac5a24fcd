import sharp, { type Sharp } from 'sharp'
import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * The pixels of one of our own JPEGs, in the shape that is asked for. Throws `HangtagError` code `photo-variant-damaged`: such
 * files are not flushed to the disk, and a loss of power may leave half of one.
 */
export async function variantPixels(jpeg: Buffer, shape: (photo: Sharp) => Sharp) {
  try {
    return await shape(sharp(jpeg)).raw().toBuffer({ resolveWithObject: true })
  } catch (cause) {
    const damaged = { code: 'photo-variant-damaged', disposition: 'retry', cause } as const
    throw new HangtagError('What was made of it is damaged in the photo store: upload it again', damaged)
  }
}
