import { z } from 'zod'

/** An item of the catalog: what a neighbor is. Only trusted items (imported, or accepted listings) become neighbors. */
export const catalogItemSchema = z.object({
  id: z
    .string()
    .min(1)
    .max(128)
    .regex(/^[^\s"'\\]+$/, 'no spaces, quotes or backslashes'),
  title: z.string().min(1).max(1_000),
  description: z.string().max(10_000).optional(),
  category: z.string().max(200).optional(),
  brand: z.string().max(200).optional(),
  attributes: z.record(z.string().max(100), z.unknown()).optional(),
  imageUrl: z.url().max(2_000).optional(),
  trusted: z.boolean().optional(),
})
export type CatalogItem = z.infer<typeof catalogItemSchema>

/**
 * How near the photos of two items are: `score` is the cosine of their vectors, `likeness` where that lies between the middle of
 * all photos that were found (0) and the same photo (1). `alone`: the words did not find the item.
 */
const photoLikenessSchema = z.object({ score: z.number(), likeness: z.number(), alone: z.boolean() })

/**
 * A catalog item that was found near a listing. `id` is `tenant/item`; `score` is the cosine of the dense vectors, −1 to 1;
 * `relevance` is what the hits are ordered by and falls from hit to hit: the merged rank in a hybrid search, the cosine in a
 * dense one, BM25 in one by words. It says nothing from search to search. Where photos alone found it, `score` is theirs.
 */
export const neighborSchema = z.object({
  id: z.string(),
  score: z.number(),
  relevance: z.number(),
  title: z.string(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  photo: photoLikenessSchema.optional(),
})
export type Neighbor = z.infer<typeof neighborSchema>
