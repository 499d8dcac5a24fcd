/** How hybrid searches merge: a hit at rank r of a list gets weight ÷ (k + r) of it. A small k favors what is first in one list. */
export type Ranking = { denseWeight: number; bm25Weight: number; rrfK: number }

/**
 * Reciprocal rank fusion of the two lists, best first: ranks count and not scores, because a cosine and a BM25 score have no
 * common measure. `rank` is how many hits of each list came before these.
 */
export function fuseRanks<Hit extends { key: string }>(
  lists: { dense: readonly Hit[]; words: readonly Hit[] },
  { denseWeight, bm25Weight, rrfK, rank }: Ranking & { rank: number },
): { hit: Hit; relevance: number }[] {
  const fused = new Map<string, { hit: Hit; relevance: number }>()
  const add = (hits: readonly Hit[], weight: number) => {
    if (weight > 0)
      for (const [place, hit] of hits.entries()) {
        const before = fused.get(hit.key)?.relevance ?? 0
        fused.set(hit.key, { hit, relevance: before + weight / (rrfK + rank + place + 1) })
      }
  }
  add(lists.dense, denseWeight)
  add(lists.words, bm25Weight)
  return [...fused.values()].sort((left, right) => right.relevance - left.relevance)
}
