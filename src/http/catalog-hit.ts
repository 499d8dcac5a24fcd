import { z } from 'zod'
import type { Neighbor } from '../domain/catalog-item.ts'

/** An item that a search of the catalog found, as the API shows it. */
export const catalogHitSchema = z.object({
  id: z.string().describe("The item's own id"),
  score: z.number().describe('What the order is by: falls from hit to hit, and says nothing from search to search'),
  similarity: z
    .number()
    .min(-1)
    .max(1)
    .describe("The cosine between the text's vector and the item's; between the photos' where a photo alone found it"),
  photoSimilarity: z.number().min(-1).max(1).optional().describe('The cosine between the photos, where both have one'),
  title: z.string(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
})

export function catalogHitOf({ id, relevance, score, photo, ...neighbor }: Neighbor): z.infer<typeof catalogHitSchema> {
  return {
    id: id.slice(id.indexOf('/') + 1),
    score: relevance,
    similarity: score,
    ...(photo === undefined ? {} : { photoSimilarity: photo.score }),
    ...neighbor,
  }
}
