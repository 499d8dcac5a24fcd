import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Usage } from '../domain/record.ts'

export type Completion = {
  /** Null where the server counts none. */
  usage: Usage | null
  outcome: { content: string } | { error: HangtagError }
}

/**
 * The text of a completion, or the reason why there is none; the usage is taken in both cases. Codes: `model-not-completion`
 * (some other JSON), `model-empty` (no choice or no text), both worth another try; `model-refused`, `model-length`,
 * `model-content-filter`, which would only happen again.
 */
export function readCompletion(body: unknown): Completion {
  const usage = usageOf(body)
  const parsed = completionSchema.safeParse(body)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const evidence = { problem: `${issue?.path.join('.')}: ${issue?.message}`, upstream: upstreamError(body) }
    return { usage, outcome: { error: failure('model-not-completion', 'retry', evidence) } }
  }
  const choice = parsed.data.choices[0]
  if (choice === undefined) return { usage, outcome: { error: failure('model-empty', 'retry', { choices: 0 }) } }
  const { message, finish_reason: finish } = choice
  if (typeof message.refusal === 'string' && message.refusal !== '')
    return { usage, outcome: { error: failure('model-refused', 'give-up', { refusal: excerpt(message.refusal) }) } }
  if (finish === 'content_filter')
    return { usage, outcome: { error: failure('model-content-filter', 'give-up', { finish }) } }
  if (finish === 'length')
    return { usage, outcome: { error: failure('model-length', 'give-up', { outputTokens: usage?.output ?? null }) } }
  const content = message.content ?? ''
  if (content.trim() === '') return { usage, outcome: { error: failure('model-empty', 'retry', { finish }) } }
  return { usage, outcome: { content } }
}

const completionSchema = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
})

const count = z.int().min(0)
const usageSchema = z.object({
  service_tier: z.string().nullish(),
  usage: z.object({
    prompt_tokens: count,
    completion_tokens: count,
    prompt_tokens_details: z.object({ cached_tokens: count.nullish(), cache_write_tokens: count.nullish() }).nullish(),
  }),
})

/** Apart from the rest: an answer whose choices are broken was paid for all the same. */
function usageOf(body: unknown): Usage | null {
  const parsed = usageSchema.safeParse(body)
  if (!parsed.success) return null
  const { usage, service_tier: tier } = parsed.data
  return {
    input: usage.prompt_tokens,
    cached: usage.prompt_tokens_details?.cached_tokens ?? 0,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens ?? 0,
    output: usage.completion_tokens,
    ...(tier === null || tier === undefined ? {} : { tier }),
  }
}

const messages = {
  'model-not-completion': 'The model endpoint answered with JSON that is no chat completion.',
  'model-empty': 'The model gave an empty answer.',
  'model-refused': 'The model refused to answer.',
  'model-content-filter': 'A filter stopped the answer of the model.',
  'model-length': 'The answer of the model was cut off at the output limit.',
} as const

function failure(
  code: keyof typeof messages,
  disposition: 'retry' | 'give-up',
  evidence: Record<string, unknown>,
): HangtagError {
  return new HangtagError(messages[code], { code, disposition, evidence })
}

/** Routers (OpenRouter) put an upstream's error into a body with status 200. */
function upstreamError(body: unknown): string | null {
  const parsed = z.object({ error: z.object({ message: z.string() }) }).safeParse(body)
  return parsed.success ? excerpt(parsed.data.error.message) : null
}

function excerpt(text: string): string {
  return text.slice(0, 200)
}
