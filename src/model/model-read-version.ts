import { createHash } from 'node:crypto'
import type { Settings } from '../domain/settings.ts'
import { choosePrompt } from '../prompt/choose-prompt.ts'
import type { ModelReadName } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { chooseCategoryPrompt } from './plan-choose-category.ts'
import { extractPrompt } from './plan-extract-attributes.ts'
import { repairPrompt } from './plan-follow-up.ts'
import { describePrompt, resolvePrompt } from './plan-second-calls.ts'

/** Raised by hand when planning or reading an answer changes what the same input gives. */
const codeVersion = 3

/** The prompts that a read may ask with. */
const promptsOf: Readonly<Record<ModelReadName, readonly string[]>> = {
  model: [chooseCategoryPrompt, extractPrompt, repairPrompt],
  'model-second': [describePrompt, resolvePrompt, repairPrompt],
}

/**
 * Changes whenever the read's answers could: the prompts, the taxonomy (and with it the wire schemas), the model and how it is
 * asked, this code. With the hash of the listing, photos, neighbors and fields it names a stored result.
 */
export function modelReadVersion(
  name: ModelReadName,
  { settings, prompts, taxonomy, profile }: Pick<ModelInput, 'settings' | 'prompts' | 'taxonomy' | 'profile'>,
): string {
  const versions = promptVersions(name, { settings, prompts }, null)
  // What it costs, and when it is answered, changes no answer.
  const { prices: _, batch: _lane, ...asked } = profile
  const parts = JSON.stringify([codeVersion, ...versions, taxonomy.version, askedModels(name, settings.model), asked])
  return createHash('sha256').update(parts).digest('hex').slice(0, 16)
}

/** Routes count where there are any, and for the read that follows them. */
function askedModels(name: ModelReadName, model: Settings['model']): unknown {
  if (model === null) return null
  const { routes, ...rest } = model
  return name === 'model' && Object.keys(routes).length > 0 ? { ...rest, routes } : rest
}

/** The versions of the prompts that a read asks with for one listing (a candidate answers for a share of them). */
export function promptVersions(
  name: ModelReadName,
  { settings, prompts }: Pick<ModelInput, 'settings' | 'prompts'>,
  listingId: string | null,
): string[] {
  return promptsOf[name].map((prompt) => choosePrompt(prompts, prompt, settings.prompts, listingId).version)
}
