import { z } from 'zod'

/** A row as a search gives it. `score` is the search's own: the cosine, or BM25. */
export const hitSchema = z.object({
  score: z.number(),
  key: z.string(),
  contentHash: z.string(),
  title: z.string(),
  category: z.string(),
  brand: z.string(),
  attributes: z.record(z.string(), z.unknown()),
})
export type Hit = z.infer<typeof hitSchema>

/** What a search must ask for to get it. */
export const hitColumns = Object.keys(hitSchema.shape).filter((column) => column !== 'score')
