import process from 'node:process'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Prompt, PromptRole } from './prompt.ts'

// LangChain sends what it renders to a tracing service where one of these is on, and prompts hold customers' photos and words.
// This writes the environment and does not read it: the one exception to "only src/config.ts touches the environment".
for (const name of ['LANGSMITH_TRACING', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING', 'LANGCHAIN_TRACING_V2'])
  process.env[name] = 'false'

export type PromptMessage = { role: PromptRole; text: string }

/**
 * Fills in the values. A value stays plain data: `{{x}}` or an `@system` line inside it is not looked at again. Values that
 * this variant does not use are left out; one that is missing throws `HangtagError` code `prompt-value-missing`.
 */
export async function renderPrompt(prompt: Prompt, values: Readonly<Record<string, string>>): Promise<PromptMessage[]> {
  const missing = prompt.variables.filter((variable) => !Object.hasOwn(values, variable))
  if (missing.length > 0) {
    throw new HangtagError(`${prompt.version} asks for values that it was not given: ${missing.join(', ')}.`, {
      code: 'prompt-value-missing',
      disposition: 'give-up',
      evidence: { prompt: prompt.version, variant: prompt.variant, missing },
    })
  }
  const template = ChatPromptTemplate.fromMessages(
    prompt.parts.map((part): [PromptRole, string] => [part.role, part.template]),
    { templateFormat: 'mustache' },
  )
  const messages = await template.formatMessages({ ...values })
  // One message a part, in order: LangChain's own role names ("human") stay inside this file.
  return prompt.parts.map((part, place) => ({ role: part.role, text: messages[place]?.text ?? '' }))
}
