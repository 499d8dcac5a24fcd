import { setFlagsFromString } from 'node:v8'
import sharp, { type FailOnOptions, type Sharp } from 'sharp'

// Every photo comes once; libvips' cache would keep their pixels, and answer for a file that has been overwritten since.
sharp.cache(false)

// Else V8 walks the whole heap for each 64 MB of buffers, which is every few photos: a tenth of all CPU that a listing takes
// (npm run bench). With this, buffers count as the rest of the heap does. An engine that does not know the flag goes without.
setFlagsFromString('--external-memory-accounted-in-global-limit')

/** A photo from outside under sharp, first frame only. `pixelsMax` null: the caller reads the header alone. */
export function openPhoto(
  source: string | Buffer,
  options: { pixelsMax: number | null; failOn: FailOnOptions },
): Sharp {
  return sharp(source, { limitInputPixels: options.pixelsMax ?? false, failOn: options.failOn, pages: 1 })
}
