import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Usage } from '../../domain/record.ts'
import { fenceData } from '../../model/fence-data.ts'
import type { ModelRequest, Send } from '../../model/model-call.ts'
import { parseAnswer } from '../../model/parse-answer.ts'
import { adaptRequest } from '../../model/profiles/adapt-request.ts'
import type { Profile } from '../../model/profiles/profile.ts'
import { readCompletion } from '../../model/read-completion.ts'
import { toWireSchema } from '../../model/to-wire-schema.ts'
import type { Prompt } from '../../prompt/prompt.ts'
import { renderPrompt } from '../../prompt/render-prompt.ts'

export type JudgeDeps = {
  send: Send
  profile: Profile
  model: string
  /** The prompt `judge-text`. */
  prompt: Prompt
}

/** `usage`: null where the server counts none. */
export type Judgment = { same: boolean; reason: string; usage: Usage | null }

/**
 * Asks a model whether a text says the same as one that is right. Throws `HangtagError`: what the wire throws, and
 * `model-text-not-json` or `model-wrong-shape` for an answer in another form; a verdict is never guessed.
 */
export async function judgeText(
  texts: { one: string; other: string },
  { send, profile, model, prompt }: JudgeDeps,
  signal: AbortSignal,
): Promise<Judgment> {
  const request = await judgeRequest(texts, { profile, model, prompt })
  const { usage, outcome } = readCompletion(await send(request, signal))
  if ('error' in outcome) throw outcome.error
  const parsed = parseAnswer(outcome.content, form)
  if ('answer' in parsed) return { ...parsed.answer, usage }
  throw new HangtagError(`The judge answered in another form than it was asked for. ${parsed.problem}`, {
    code: parsed.code,
    disposition: 'retry',
    evidence: { answer: outcome.content.slice(0, excerptCharacters) },
  })
}

/** What is sent for two texts: also what a ceiling has to reckon with. */
export async function judgeRequest(
  texts: { one: string; other: string },
  { profile, model, prompt }: Pick<JudgeDeps, 'profile' | 'model' | 'prompt'>,
): Promise<ModelRequest> {
  const parts = await renderPrompt(prompt, { texts: fenceData(texts) })
  const request = {
    model,
    messages: parts.map(({ role, text }) => ({ role, content: text })),
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name: schema.name, strict: true, schema: schema.jsonSchema },
    },
    max_completion_tokens: outputTokensMax,
    prompt_cache_key: prompt.version,
  }
  return adaptRequest(request, profile)
}

const form = z.object({ reason: z.string(), same: z.boolean() })
const schema = toWireSchema('judgment', form)
/** A sentence and a word; the rest is for models that think first. */
const outputTokensMax = 1_000
const excerptCharacters = 200
