import type { Pixels } from './decode-photo.ts'
import type { Size } from './plan-photo.ts'

/** Brightness as the eye weighs it, 0 to 255 a pixel, still in sRGB's curve. */
export type Luma = Size & { data: Uint8Array }

/** Rec. 709 weights, in 256ths, so that whole numbers do. */
export function luma({ width, height, data }: Pixels): Luma {
  const light = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < light.length; at += 1, from += 3) {
    light[at] = ((data[from] ?? 0) * 54 + (data[from + 1] ?? 0) * 183 + (data[from + 2] ?? 0) * 19) >> 8
  }
  return { width, height, data: light }
}
