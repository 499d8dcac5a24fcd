/** A picture in CIELAB: lightness, a and b of each pixel in turn, row by row. */
export type Picture = { width: number; height: number; lab: Float32Array }

/** The same picture at half the width and height, each pixel the mean of up to four. */
export function halved({ width, height, lab }: Picture): Picture {
  const halfWidth = Math.ceil(width / 2)
  const halfHeight = Math.ceil(height / 2)
  const sums = new Float32Array(halfWidth * halfHeight * 3)
  const counts = new Uint8Array(halfWidth * halfHeight)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 3
      const at = (y >> 1) * halfWidth + (x >> 1)
      counts[at] = (counts[at] ?? 0) + 1
      for (let part = 0; part < 3; part++) sums[at * 3 + part] = (sums[at * 3 + part] ?? 0) + (lab[from + part] ?? 0)
    }
  return { width: halfWidth, height: halfHeight, lab: sums.map((sum, at) => sum / (counts[Math.floor(at / 3)] ?? 1)) }
}
