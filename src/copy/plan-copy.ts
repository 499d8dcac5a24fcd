import { fenceData } from '../model/fence-data.ts'
import type { ModelCall } from '../model/model-call.ts'
import type { ModelInput } from '../model/model-input.ts'
import { planFollowUp } from '../model/plan-follow-up.ts'
import { planRequest } from '../model/plan-request.ts'
import type { Reading } from '../model/read-answers.ts'
import { toWireSchema, type WireSchema } from '../model/to-wire-schema.ts'
import { wireForms } from '../model/wire-forms.ts'
import { type CopyTarget, copyTargets } from './copy-targets.ts'
import type { Told } from './tell-facts.ts'

/** The prompt that asks for titles and descriptions. */
export const copyPrompt = 'write-copy'

/**
 * What is still to be asked for the copy of one listing: one call for all its targets, and one follow-up where the answer does
 * not fit. The model is shown only what may be told; what it is not shown it cannot say. No photos: what they show is in the
 * fields by now.
 */
export async function planCopy(
  { told, targets }: { told: Told; targets: readonly string[] },
  input: ModelInput,
  readings: readonly Reading[],
): Promise<ModelCall[]> {
  const last = readings.at(-1)
  if (last !== undefined) return last.outcome.kind === 'claims' ? [] : planFollowUp(last, input)
  const values = {
    targets: copyTargets(targets).map(describeTarget).join('\n'),
    facts: told.facts.map(({ name, words }) => fenceData({ [name]: words })).join('\n'),
    listing: fenceData({ text: told.words }),
    disclaimers:
      told.disclaimers.length === 0 ? '(none)' : told.disclaimers.map((words) => fenceData(words)).join('\n'),
  }
  // The tenant's words as they came are not for this call; evidence is not asked for either.
  const shown = { ...input, listing: { ...input.listing, text: told.words, hints: {} } }
  return [
    await planRequest(copyPrompt, values, { form: 'copy', wireSchema: copySchema(), slots: {}, photos: [] }, shown),
  ]
}

/** Constant: all targets that there are, whichever of them are asked for. */
export function copySchema(): WireSchema {
  made ??= toWireSchema('copy', wireForms.copy(copyTargets().map(({ id }) => id)))
  return made
}

let made: WireSchema | undefined

/** Room for the seller's words on the sale and for hashtags, which are added to what the model writes. */
const descriptionShare = 0.7
/** Nobody reads more, and every word is paid for. */
const descriptionCharactersMax = 1_200

function describeTarget({ id, title, description }: CopyTarget): string {
  const characters = Math.min(descriptionCharactersMax, Math.floor(description.charactersMax * descriptionShare))
  const titled = title === null ? 'no title (null)' : `a title of at most ${title.charactersMax} characters`
  return `- ${id}: ${titled}, a description of at most ${characters} characters`
}
