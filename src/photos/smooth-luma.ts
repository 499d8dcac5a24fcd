import type { Luma } from './luma.ts'

/** The mean over 3 × 3 pixels. */
export function smoothLuma({ width, height, data }: Luma): Luma {
  const rows = new Uint16Array(width * height)
  for (let y = 0; y < height; y += 1) {
    const from = y * width
    for (let x = 0; x < width; x += 1) {
      const at = from + x
      const here = data[at] ?? 0
      rows[at] = (x > 0 ? (data[at - 1] ?? 0) : here) + here + (x < width - 1 ? (data[at + 1] ?? 0) : here)
    }
  }
  const smooth = new Uint8Array(width * height)
  for (let at = 0; at < smooth.length; at += 1) {
    const here = rows[at] ?? 0
    smooth[at] = ((at >= width ? (rows[at - width] ?? 0) : here) + here + (rows[at + width] ?? here)) / 9
  }
  return { width, height, data: smooth }
}
