import { createHash } from 'node:crypto'
import { choosePrompt } from '../prompt/choose-prompt.ts'
import { extractPrompt, type ModelInput } from './plan-calls.ts'

/** Raised by hand when planning or reading an answer changes what the same input gives. */
const codeVersion = 1

/**
 * Changes whenever the read's answers could: the prompts, the taxonomy (and with it the wire schema), the model and how it
 * is asked, this code. With the hash of the listing, photos, neighbors and fields it names a stored result.
 */
export function modelReadVersion({
  settings,
  prompts,
  taxonomy,
  profile,
}: Pick<ModelInput, 'settings' | 'prompts' | 'taxonomy' | 'profile'>): string {
  const versions = [extractPrompt, 'repair-answer'].map((name) => choosePrompt(prompts, name, settings.prompts).version)
  const { prices: _, ...asked } = profile
  const parts = JSON.stringify([codeVersion, ...versions, taxonomy.version, settings.model, asked])
  return createHash('sha256').update(parts).digest('hex').slice(0, 16)
}
