export type EmbeddingBatchLimits = {
  textsMax: number
  /** Of a batch with all its texts filled up to the longest one, which is how models work on them. */
  charactersMax: number
}

/**
 * Texts as batches of their places, shortest texts first: alike in length, they waste little on filling up, and those that may
 * be too long for a model stand together. A text that is longer than a batch may be goes alone.
 */
export function planEmbeddingBatches(texts: readonly string[], limits: EmbeddingBatchLimits): number[][] {
  const lengthOf = (place: number) => texts[place]?.length ?? 0
  const shortestFirst = [...texts.keys()].sort((left, right) => lengthOf(left) - lengthOf(right))
  const batches: number[][] = []
  for (const place of shortestFirst) {
    const batch = batches.at(-1)
    const fits =
      batch !== undefined &&
      batch.length < limits.textsMax &&
      (batch.length + 1) * lengthOf(place) <= limits.charactersMax
    if (fits) batch.push(place)
    else batches.push([place])
  }
  return batches
}
