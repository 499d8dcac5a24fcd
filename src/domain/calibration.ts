import { z } from 'zod'

/** A logistic model: the log-odds of being right are the sum of each feature times its weight. */
const weightsSchema = z.record(z.string(), z.number())
export type Weights = z.infer<typeof weightsSchema>

/**
 * How raw confidences become probabilities. A value takes the model of its field, else of its kind of field, else that of
 * all; a blank only that of its field: how often a blank is right is each field's own affair. What has no model stays raw.
 */
export const calibrationSchema = z.object({
  /** `logistic@<hash of the models>`. */
  version: z.string(),
  value: z.object({
    all: weightsSchema.nullable(),
    kinds: z.record(z.string(), weightsSchema),
    fields: z.record(z.string(), weightsSchema),
  }),
  blank: z.object({ fields: z.record(z.string(), weightsSchema) }),
})
export type Calibration = z.infer<typeof calibrationSchema>
