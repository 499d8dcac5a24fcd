import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Prompt, Prompts } from '../../prompt/prompt.ts'

/**
 * The prompt that a person names: `NAME@VARIANT`, or `NAME` for the one in production, or a variant alone of the prompt
 * that `ofPrompt` says. Throws `HangtagError` code `prompt-unknown` that lists what there is.
 */
export function findPrompt({ variants, labels }: Prompts, reference: string, ofPrompt: string | null = null): Prompt {
  const [first = '', second] = reference.split('@')
  const isVariant = second === undefined && ofPrompt !== null && variants[ofPrompt]?.[first] !== undefined
  const name = isVariant ? ofPrompt : first
  const variant = isVariant ? first : (second ?? labels[name]?.production ?? '')
  const known = variants[name]
  const prompt = known?.[variant]
  if (prompt !== undefined) return prompt
  const isKnown = known !== undefined
  const message = isKnown
    ? `${name} has no variant ${variant}; there are ${Object.keys(known).join(', ')}.`
    : `There is no prompt ${name}; there are ${Object.keys(variants).join(', ')}.`
  throw new HangtagError(message, { code: 'prompt-unknown', disposition: 'give-up', evidence: { reference } })
}

/** The text of a prompt's file. */
export function promptSource(folder: string, { name, variant }: Prompt): Promise<string> {
  return readFile(join(folder, name, `${variant}.md`), 'utf8')
}
