import { choosePrompt } from '../prompt/choose-prompt.ts'
import { renderPrompt } from '../prompt/render-prompt.ts'
import type { ModelCall, ModelRequest } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import type { Reading } from './read-answers.ts'

/** The prompt of the turn that quotes what was wrong. */
export const repairPrompt = 'repair-answer'

/** Quoted back at most: a model that fell into a loop fills its whole output with it. */
const contentMax = 20_000
/** How much more room an answer gets that was cut off; twice the cap is inside the limit of every model that is known. */
const longerFactor = 2

/**
 * The one call that may follow an answer that was of no use, planned like any call, so that a batch can send it in its next
 * round. What does not fit: the same conversation with that answer and a turn that quotes the problem. Cut off at the cap: the
 * same call with more room. Nothing follows any other failure, nor a follow-up: asking a third time pays for the same mistake.
 */
export async function planFollowUp(
  { call, outcome }: Reading,
  { prompts, settings, listing }: Pick<ModelInput, 'prompts' | 'settings' | 'listing'>,
): Promise<ModelCall[]> {
  if (call.attempt !== 'first') return []
  if (outcome.kind === 'failed' && outcome.error.code === 'model-length')
    return [{ ...call, attempt: 'longer', request: withMoreRoom(call.request) }]
  if (outcome.kind !== 'repairable') return []
  const prompt = choosePrompt(prompts, repairPrompt, settings.prompts, listing.listingId)
  const parts = await renderPrompt(prompt, { problem: outcome.problem })
  const turns = [
    { role: 'assistant' as const, content: outcome.content.slice(0, contentMax) },
    ...parts.map(({ role, text }) => ({ role, content: text })),
  ]
  return [
    {
      ...call,
      step: prompt.name,
      prompt: prompt.version,
      attempt: 'repair',
      request: { ...call.request, messages: [...call.request.messages, ...turns] },
    },
  ]
}

/** Under whichever name the endpoint takes the cap. */
function withMoreRoom(request: ModelRequest): ModelRequest {
  const more = (name: 'max_completion_tokens' | 'max_tokens') =>
    typeof request[name] === 'number' ? { [name]: request[name] * longerFactor } : {}
  return { ...request, ...more('max_completion_tokens'), ...more('max_tokens') }
}
