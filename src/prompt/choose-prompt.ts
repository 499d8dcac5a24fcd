import { HangtagError } from '../domain/hangtag-error.ts'
import type { Prompt, Prompts } from './prompt.ts'

/**
 * The prompt to use: the variant that the settings name, or else the one in production. Throws `HangtagError` code
 * `prompt-unknown` where there is no such prompt or variant.
 */
export function choosePrompt(prompts: Prompts, name: string, chosen: Readonly<Record<string, string>>): Prompt {
  const variant = chosen[name] ?? prompts.production[name]
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
