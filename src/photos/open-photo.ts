import sharp, { type FailOnOptions, type Sharp } from 'sharp'

// Every photo comes once; libvips' cache would keep their pixels, and answer for a file that has been overwritten since.
sharp.cache(false)

/** A photo from outside under sharp, first frame only. `pixelsMax` null: the caller reads the header alone. */
export function openPhoto(
  source: string | Buffer,
  options: { pixelsMax: number | null; failOn: FailOnOptions },
): Sharp {
  return sharp(source, { limitInputPixels: options.pixelsMax ?? false, failOn: options.failOn, pages: 1 })
}
