import { z } from 'zod'
import { evidenceSchema, fieldStatuses } from './record.ts'

/**
 * What one read says of one attribute. A read never decides: `reconcile` weighs the claims of all reads into fields.
 * `value` null with status `not-applicable` or `unknown` is a claim too. `confidence` is 0 to 1, as the read sees it.
 */
export const claimSchema = z.object({
  attribute: z.string(),
  value: z.unknown(),
  label: z.string().nullable(),
  status: z.enum(fieldStatuses),
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema),
})
export type Claim = z.infer<typeof claimSchema>
