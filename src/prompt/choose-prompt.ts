import { HangtagError } from '../domain/hangtag-error.ts'
import { assignVariant } from './assign-variant.ts'
import type { Prompt, Prompts } from './prompt.ts'

/**
 * The prompt to use for a listing: the variant that the settings name; else the candidate where the listing is in its share;
 * else the one in production. Throws `HangtagError` code `prompt-unknown` where there is no such prompt or variant.
 */
export function choosePrompt(
  prompts: Prompts,
  name: string,
  chosen: Readonly<Record<string, string>>,
  listingId: string | null = null,
): Prompt {
  const labels = prompts.labels[name]
  const variant = chosen[name] ?? (labels === undefined ? undefined : assignVariant(name, labels, listingId).variant)
  const prompt = variant === undefined ? undefined : prompts.variants[name]?.[variant]
  if (prompt === undefined) {
    throw new HangtagError(`There is no prompt ${name}${variant === undefined ? '' : ` in the variant ${variant}`}.`, {
      code: 'prompt-unknown',
      disposition: 'give-up',
      evidence: { name, variant: variant ?? null, known: Object.keys(prompts.variants[name] ?? {}) },
    })
  }
  return prompt
}
