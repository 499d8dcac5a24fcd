import { z } from 'zod'
import { calibrationSchema } from './calibration.ts'

/**
 * Everything that decides how a listing is digitized. An argument of `digitizeListing`, never process configuration, so
 * that production, batches and evals run the same code. Its hash is recorded on each draft.
 */
export const settingsSchema = z.object({
  reads: z.object({
    sellerText: z.boolean().default(true),
    label: z.boolean().default(true),
    photoColor: z.boolean().default(true),
    neighbors: z.boolean().default(true),
    /**
     * `single`: one model read. `double`: a second, different one after it for every listing. `auto`: the second only where a
     * field is disputed, or needed and unsure, after the first.
     */
    model: z.enum(['off', 'single', 'double', 'auto']).default('auto'),
  }),
  /** Null: no model is configured, and the draft says so. */
  model: z
    .object({
      name: z.string(),
      endpoint: z.string(),
      /** A stronger model at the same endpoint, asked only to settle what stays disputed; null: there is none. */
      strong: z.string().nullable().default(null),
      /**
       * Field → the model at the same endpoint that is asked for it in the first read; `category` too. All others, and the second
       * read, are `name`'s. Each model that is named is a call of its own with each listing.
       */
      routes: z.record(z.string(), z.string().min(1)).default({}),
      outputTokensMax: z.int().min(1).default(2_000),
      /** Of one listing; the most useful ones are shown. */
      photosMax: z.int().min(0).max(16).default(6),
      /** Longest side, in pixels, in which the first read shows the whole item and its labels; other views are smaller. */
      photoSide: z.int().min(64).default(768),
    })
    .nullable(),
  /** Prompt name → variant; a name that is not here takes the production variant of `prompts/labels.yaml`. */
  prompts: z.record(z.string(), z.string()).default({}),
  copy: z
    .object({
      /**
       * `fields`: titles and descriptions are put together from the fields. `model`: a model writes them, from the fields and the
       * seller's words, wherever one is configured. `auto`: only where the seller said more than the fields hold.
       */
      writer: z.enum(['fields', 'model', 'auto']).default('auto'),
      /** Ids of the targets that copy is written for. */
      targets: z.array(z.string()).max(10).default(['generic']),
    })
    .default({ writer: 'auto', targets: ['generic'] }),
  neighbors: z.object({
    limit: z.int().min(0).max(50).default(8),
    /**
     * What neighbors may take of a prompt as demonstrations, in tokens. Five items of a usual catalog: past the first few, more of
     * them teach little, and each is paid for with every call.
     */
    tokensMax: z.int().min(0).max(4_000).default(220),
  }),
  thresholds: z.object({
    /** A listed field below this confidence asks for review. */
    review: z.number().min(0).max(1).default(0.5),
  }),
  /** Null: confidence is not calibrated. The models themselves, so that whoever digitizes uses the very ones of this order. */
  calibration: calibrationSchema.nullable().default(null),
})
export type Settings = z.infer<typeof settingsSchema>
