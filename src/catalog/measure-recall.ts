/** A row with its vector, as numbers in one piece: lists of numbers take three times the memory. */
export type VectorRow = { key: string; vector: Float32Array }

/**
 * The share of nearest rows that searches find: `found` holds, for each question, the vectors of the rows that a search
 * came back with, and `rows` all that it could have found. A row as near as the last of the true nearest counts as one of
 * them: where many are equally near, any of them is right.
 */
export function measureRecall(
  rows: readonly VectorRow[],
  questions: readonly { vector: Float32Array; found: readonly Float32Array[] }[],
  nearest: number,
): number {
  let right = 0
  let wanted = 0
  for (const { vector, found } of questions) {
    const best = rows.map((row) => similarity(vector, row.vector)).sort((left, other) => other - left)
    const count = Math.min(nearest, best.length)
    const leastNear = (best[count - 1] ?? 0) - tolerance
    wanted += count
    right += Math.min(count, found.filter((hit) => similarity(vector, hit) >= leastNear).length)
  }
  return wanted === 0 ? 1 : right / wanted
}

/** What rounding of stored numbers may make of two that are the same. */
const tolerance = 1e-4

/** Cosine of two vectors; 0 where one has no direction. */
export function similarity(left: Float32Array, right: Float32Array): number {
  let product = 0
  let leftSquared = 0
  let rightSquared = 0
  for (let place = 0; place < left.length; place += 1) {
    const one = left[place] ?? 0
    const other = right[place] ?? 0
    product += one * other
    leftSquared += one * one
    rightSquared += other * other
  }
  const lengths = Math.sqrt(leftSquared * rightSquared)
  return lengths === 0 ? 0 : product / lengths
}
