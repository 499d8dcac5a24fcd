import type { Luma } from './luma.ts'

/**
 * The perceptual fingerprint: dHash, 64 bits as 16 hex digits. The picture is averaged down to 9 × 8 cells; each bit says
 * whether a cell is darker than its right neighbor. Copies that were resized or compressed again differ in a few bits.
 */
export function fingerprint(light: Luma): string {
  let bits = 0n
  for (let row = 0; row < 8; row += 1) {
    let left = cellMean(light, 0, row)
    for (let column = 1; column <= 8; column += 1) {
      const right = cellMean(light, column, row)
      bits = (bits << 1n) | (left < right ? 1n : 0n)
      left = right
    }
  }
  return bits.toString(16).padStart(16, '0')
}

function cellMean({ width, height, data }: Luma, column: number, row: number): number {
  const [left, right] = cellRange(width, column, 9)
  const [top, bottom] = cellRange(height, row, 8)
  let sum = 0
  for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += data[y * width + x] ?? 0
  // Whole steps of brightness, so that noise in even surfaces does not decide bits.
  return Math.round(sum / ((right - left) * (bottom - top)))
}

/** Where a cell begins and ends; never empty, even where there are fewer pixels than cells. */
function cellRange(length: number, cell: number, cells: number): [number, number] {
  const start = Math.min(length - 1, Math.floor((cell * length) / cells))
  return [start, Math.max(start + 1, Math.floor(((cell + 1) * length) / cells))]
}
