import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { ModelRequest } from '../model-call.ts'
import { modelRules } from './model-rules.ts'
import type { OptionalParameter, Profile } from './profile.ts'

/**
 * A planned request as this endpoint and model take it. Planning writes OpenAI's own names (`max_completion_tokens`, a strict
 * JSON schema) and whatever optional parameters it wants; here names are changed, what would be refused is left out, the
 * profile's own parameters are added where the request says nothing, and photos get their `detail`. Doing it twice changes
 * nothing more.
 */
export function adaptRequest(request: ModelRequest, profile: Profile): ModelRequest {
  const rules = modelRules(profile, request.model)
  const { max_completion_tokens: newer, max_tokens: older, response_format: format, messages, ...rest } = request
  const output = newer ?? older ?? null
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([name, value]) => value !== undefined && taken(name, rules.takes)),
  ) as Omit<ModelRequest, 'messages'>
  const detailed = messages.map((message) => withDetail(message, rules.imageDetail))
  return {
    // The file says names and values; that the endpoint takes them is what its profile is for.
    ...(rules.sends as Partial<ModelRequest>),
    ...kept,
    messages: format === undefined ? detailed : withSchemaInWords(detailed, format, profile),
    ...(output === null ? {} : { [profile.outputTokens]: output }),
    ...formatOf(format, profile),
  }
}

const optional: Readonly<Record<OptionalParameter, true>> = {
  temperature: true,
  logprobs: true,
  reasoning_effort: true,
  service_tier: true,
  prompt_cache_key: true,
  store: true,
}

function taken(name: string, takes: readonly OptionalParameter[]): boolean {
  const parameter = name === 'top_logprobs' ? 'logprobs' : name
  return !Object.hasOwn(optional, parameter) || takes.includes(parameter as OptionalParameter)
}

function withDetail(
  message: ChatCompletionMessageParam,
  detail: 'auto' | 'low' | 'high' | null,
): ChatCompletionMessageParam {
  if (message.role !== 'user' || typeof message.content === 'string') return message
  const content = message.content.map((part): ChatCompletionContentPart => {
    if (part.type !== 'image_url') return part
    return { ...part, image_url: { url: part.image_url.url, ...(detail === null ? {} : { detail }) } }
  })
  return { ...message, content }
}

type Format = NonNullable<ModelRequest['response_format']>

function formatOf(
  format: Format | undefined,
  { structuredOutput, strict }: Profile,
): Pick<ModelRequest, 'response_format'> {
  if (format === undefined || structuredOutput === 'text') return {}
  if (format.type !== 'json_schema') return { response_format: format }
  if (structuredOutput === 'json_object') return { response_format: { type: 'json_object' } }
  const { strict: _, ...schema } = format.json_schema
  return { response_format: { type: 'json_schema', json_schema: strict ? { ...schema, strict } : schema } }
}

/** Where the endpoint holds to no schema, the rules end with it: constant, so that the prefix is still the same for all. */
function withSchemaInWords(
  messages: ChatCompletionMessageParam[],
  format: Format,
  { structuredOutput }: Profile,
): ChatCompletionMessageParam[] {
  if (structuredOutput === 'json_schema' || format.type !== 'json_schema') return messages
  const words = `Your answer is one JSON object of this JSON Schema, and nothing else:\n${JSON.stringify(format.json_schema.schema)}`
  const [first, ...others] = messages
  if (first?.role !== 'system' || typeof first.content !== 'string')
    return [{ role: 'system', content: words }, ...messages]
  return [{ ...first, content: `${first.content}\n\n${words}` }, ...others]
}
