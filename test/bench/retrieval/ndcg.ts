/**
 * Normalized discounted cumulative gain of the first `depth` ids (Järvelin and Kekäläinen 2002; gains 2^grade − 1, as web search
 * counts): 1 where no order would be better, 0 where nothing useful is among them. Ids without a grade count 0.
 */
export function ndcg(ids: readonly string[], grades: Readonly<Record<string, number>>, depth = 10): number {
  const ideal = gain(
    Object.values(grades).sort((a, b) => b - a),
    depth,
  )
  const found = gain(
    ids.map((id) => grades[id] ?? 0),
    depth,
  )
  return ideal === 0 ? 0 : found / ideal
}

function gain(grades: readonly number[], depth: number): number {
  return grades.slice(0, depth).reduce((sum, grade, place) => sum + (2 ** grade - 1) / Math.log2(place + 2), 0)
}
