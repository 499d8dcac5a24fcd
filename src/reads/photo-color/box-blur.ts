/** Each value replaced by the mean of the square around it, `radius` to each side, less at the edges. */
export function boxBlur(values: Float32Array, width: number, height: number, radius: number): Float32Array {
  const across = new Float32Array(values.length)
  for (let y = 0; y < height; y++) blurLine(values, across, y * width, 1, width, radius)
  const both = new Float32Array(values.length)
  for (let x = 0; x < width; x++) blurLine(across, both, x, width, height, radius)
  return both
}

/** A running mean over one row or column: its cost does not grow with the radius. */
function blurLine(
  from: Float32Array,
  to: Float32Array,
  start: number,
  step: number,
  length: number,
  radius: number,
): void {
  let sum = 0
  let count = 0
  for (let at = 0; at < Math.min(radius, length); at++) {
    sum += from[start + at * step] ?? 0
    count++
  }
  for (let at = 0; at < length; at++) {
    if (at + radius < length) {
      sum += from[start + (at + radius) * step] ?? 0
      count++
    }
    if (at - radius - 1 >= 0) {
      sum -= from[start + (at - radius - 1) * step] ?? 0
      count--
    }
    to[start + at * step] = sum / count
  }
}
