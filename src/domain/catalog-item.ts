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
 * A catalog item that was found near a listing. `id` is `tenant/item`; `score` is the cosine of the dense vectors, −1 to 1;
 * `relevance` is what the hits are ordered by and falls from hit to hit: the merged rank in a hybrid search, the cosine in a
 * dense one, BM25 in one by words. It says nothing from search to search.
 */
export const neighborSchema = z.object({
  id: z.string(),
  score: z.number(),
  relevance: z.number(),
  title: z.string(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
})
export type Neighbor = z.infer<typeof neighborSchema>
