import { z } from 'zod'
import { type ParsedYaml, parseYaml } from './parse-yaml.ts'
import type { PromptLabels } from './prompt.ts'

/** Names of prompts and of variants. `none` takes a label away, so no variant is called so. */
export const promptSlug = /^(?!none$)[a-z0-9]+(-[a-z0-9]+)*$/

/** `labels.yaml`: for each prompt its production variant, and a candidate or shadow with its share of the listings. */
export function parseLabels(source: string): ParsedYaml<Record<string, PromptLabels>> {
  return parseYaml(source, labelsSchema)
}

const variant = z.string().regex(promptSlug, 'the name of a variant: lower-case letters, digits and single hyphens')
const variantShare = z.strictObject({ variant, share: z.number().min(0).max(1) }).nullable()
const labelsSchema = z.record(
  z.string(),
  z
    .strictObject({ production: variant, candidate: variantShare.default(null), shadow: variantShare.default(null) })
    // 0.7 and 0.3 are a little more than 1 in some orders of adding.
    .refine(({ candidate, shadow }) => (candidate?.share ?? 0) + (shadow?.share ?? 0) <= 1 + 1e-9, {
      message: 'the shares of candidate and shadow add to more than 1',
    }),
)
