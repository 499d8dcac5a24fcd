/** Cosine similarity, −1 to 1; 0 where a vector has no direction. */
export function cosine(left: readonly number[], right: readonly number[]): number {
  const lengths = Math.hypot(...left) * Math.hypot(...right)
  if (lengths === 0) return 0
  return left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0) / lengths
}
