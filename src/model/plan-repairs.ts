import { choosePrompt } from '../prompt/choose-prompt.ts'
import type { Prompts } from '../prompt/prompt.ts'
import { renderPrompt } from '../prompt/render-prompt.ts'
import type { ModelCall } from './model-call.ts'
import type { Reading } from './read-answers.ts'

/** Quoted back at most: a model that fell into a loop fills its whole output with it. */
const contentMax = 20_000

/**
 * For each answer that did not fit the schema, the same conversation with that answer and a turn that quotes the problem.
 * Planned like any call, so that a batch can send them in its next round.
 */
export async function planRepairs(
  readings: readonly Reading[],
  prompts: Prompts,
  chosen: Readonly<Record<string, string>>,
): Promise<ModelCall[]> {
  const prompt = choosePrompt(prompts, 'repair-answer', chosen)
  const calls: ModelCall[] = []
  for (const { call, outcome } of readings) {
    if (outcome.kind !== 'repairable') continue
    const parts = await renderPrompt(prompt, { problem: outcome.problem })
    calls.push({
      ...call,
      step: prompt.name,
      prompt: prompt.version,
      request: {
        ...call.request,
        messages: [
          ...call.request.messages,
          { role: 'assistant', content: outcome.content.slice(0, contentMax) },
          ...parts.map(({ role, text }) => ({ role, content: text })),
        ],
      },
    })
  }
  return calls
}
