import { z } from 'zod'
import { copySchema, fieldSchema, provenanceSchema, reviewSchema } from './record.ts'

/** What digitizing produced for one (revision, run). The same pair is never written twice. */
export const draftSchema = z.object({
  revision: z.int().min(1),
  run: z.int().min(1),
  fields: z.record(z.string(), fieldSchema),
  copy: copySchema,
  review: reviewSchema,
  provenance: provenanceSchema,
})
export type Draft = z.infer<typeof draftSchema>
