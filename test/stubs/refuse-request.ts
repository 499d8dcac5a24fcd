import sharp from 'sharp'
import type { OpenAiDescription } from './openai-description.ts'
import { strictSchemaProblems } from './strict-schema-problems.ts'

/** Why the real endpoint would answer 400. */
export type Refusal = { message: string; param: string | null; code: string | null }

type Body = Record<string, unknown>

/**
 * What the real endpoint would refuse about the body of a request to `/chat/completions` or `/embeddings`; null where it would
 * take it. By the official description (null: it is not on this machine, and the other rules hold alone), and by the rules
 * that it does not hold: of strict schemas, of parameters by class of model, of pictures.
 */
export async function refuseRequest(
  endpoint: 'chat' | 'embeddings',
  body: unknown,
  description: OpenAiDescription | null,
): Promise<Refusal | null> {
  if (!isObject(body)) return invalid('We could not parse the JSON body of your request.', null)
  if (typeof body.model !== 'string' || body.model.trim() === '')
    return invalid('you must provide a model parameter', null)
  const name = endpoint === 'chat' ? 'CreateChatCompletionRequest' : 'CreateEmbeddingRequest'
  const unknown = description === null ? undefined : Object.keys(body).find((key) => !known(name, key, description))
  if (unknown !== undefined)
    return invalid(`Unrecognized request argument supplied: ${unknown}`, unknown, 'unknown_parameter')
  const validate = description?.schema(name)
  if (validate?.(body) === false) {
    const [error] = validate.errors ?? []
    return invalid(`Invalid request: ${error?.instancePath} ${error?.message}`, error?.instancePath ?? null)
  }
  return endpoint === 'chat' ? refuseChat(body) : refuseEmbeddings(body)
}

function known(name: string, key: string, description: OpenAiDescription): boolean {
  return description.properties(name).has(key)
}

async function refuseChat(body: Body): Promise<Refusal | null> {
  if (body.stream === true) return invalid('This stub streams nothing.', 'stream', 'unsupported_value')
  const messages = body.messages as { role: string; content?: unknown }[]
  if (!Array.isArray(messages) || messages.length === 0) return invalid("Invalid 'messages': empty array.", 'messages')
  return refuseParameters(body) ?? refuseFormat(body, messages) ?? (await refuseParts(messages))
}

/** Models that think take a cap of their own name and no sampling parameters. */
function refuseParameters(body: Body): Refusal | null {
  if (typeof body.max_tokens === 'number' && typeof body.max_completion_tokens === 'number')
    return invalid("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.", 'max_tokens')
  for (const cap of ['max_tokens', 'max_completion_tokens'])
    if (body[cap] !== undefined && !(Number.isInteger(body[cap]) && Number(body[cap]) > 0))
      return invalid(`Invalid '${cap}': integer below minimum value.`, cap, 'integer_below_min_value')
  const thinks = /^(?:o\d|gpt-[5-9])/.test(String(body.model).split('/').at(-1) ?? '')
  if (!thinks) {
    if (/^gpt-[34]/.test(String(body.model)) && body.reasoning_effort !== undefined)
      return invalid('Unrecognized request argument supplied: reasoning_effort', 'reasoning_effort')
    return null
  }
  if (body.max_tokens !== undefined)
    return unsupported(
      "'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      'max_tokens',
    )
  for (const name of ['temperature', 'top_p'])
    if (body[name] !== undefined && body[name] !== 1)
      return unsupported(`'${name}' does not support ${String(body[name])} with this model.`, name, 'unsupported_value')
  const takesLogprobs = body.reasoning_effort === 'none'
  for (const name of ['presence_penalty', 'frequency_penalty', 'logit_bias', 'logprobs', 'top_logprobs'])
    if (body[name] !== undefined && body[name] !== false && !(takesLogprobs && name.includes('logprobs')))
      return unsupported(`'${name}' is not supported with this model.`, name)
  return null
}

function refuseFormat({ response_format: format }: Body, messages: readonly unknown[]): Refusal | null {
  if (!isObject(format)) return null
  // The words alone: a picture's base64 says "json" by chance.
  const words = JSON.stringify(messages, (key, value) => (key === 'image_url' ? undefined : value)).toLowerCase()
  if (format.type === 'json_object' && !words.includes('json'))
    return invalid("'messages' must contain the word 'json' in some form.", 'messages')
  if (format.type !== 'json_schema') return null
  const { name, schema, strict } = format.json_schema as { name: unknown; schema?: unknown; strict?: unknown }
  if (typeof name !== 'string' || !/^[a-zA-Z0-9_-]{1,64}$/.test(name))
    return invalid("Invalid 'response_format.json_schema.name'.", 'response_format.json_schema.name')
  const [problem] = strict === true ? strictSchemaProblems(schema) : []
  if (problem === undefined) return null
  return invalid(`Invalid schema for response_format '${name}': ${problem}`, 'response_format', 'invalid_json_schema')
}

async function refuseParts(messages: readonly { role: string; content?: unknown }[]): Promise<Refusal | null> {
  for (const [at, { role, content }] of messages.entries()) {
    if (!Array.isArray(content)) continue
    for (const [place, part] of content.entries()) {
      const param = `messages.[${at}].content.[${place}]`
      if (part.type !== 'image_url') continue
      if (role !== 'user') return invalid(`A picture is not allowed in the turn of role ${role}.`, param)
      const problem = await pictureProblem(String(part.image_url?.url))
      if (problem !== null) return invalid(problem, `${param}.image_url`, 'invalid_image_format')
    }
  }
  return null
}

/** The stub fetches nothing, and takes the two formats that every compatible server takes. */
async function pictureProblem(url: string): Promise<string | null> {
  const [, kind, data] = /^data:image\/(jpeg|png);base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) ?? []
  if (kind === undefined || data === undefined) return 'Expected a base64-encoded data URL of a JPEG or PNG image.'
  try {
    const picture = sharp(Buffer.from(data, 'base64'), { failOn: 'error' })
    const { format } = await picture.metadata()
    await picture.stats()
    return format === kind ? null : `The image is of type ${format} and not of type ${kind}.`
  } catch {
    return 'The image data you provided does not represent a valid image.'
  }
}

const tokensPerInputMax = 8_192

function refuseEmbeddings(body: Body): Refusal | null {
  const inputs = (Array.isArray(body.input) ? body.input : [body.input]) as unknown[]
  if (inputs.length === 0 || inputs.length > 2_048) return invalid('Invalid input: 1 to 2048 entries.', 'input')
  if (inputs.some((input) => input === '')) return invalid('Invalid input: it cannot be an empty string.', 'input')
  // Sixteen characters a token is more than any text has: what is refused here is refused there.
  const tokens = inputs.map((input) =>
    typeof input === 'string' ? input.length / 16 : Array.isArray(input) ? input.length : 1,
  )
  if (tokens.some((count) => count > tokensPerInputMax))
    return invalid(`This model's maximum context length is ${tokensPerInputMax} tokens.`, 'input')
  if (body.dimensions !== undefined && /ada-002/.test(String(body.model)))
    return invalid('This model does not support specifying dimensions.', 'dimensions')
  return null
}

function invalid(message: string, param: string | null, code: string | null = null): Refusal {
  return { message, param, code }
}

function unsupported(words: string, param: string, code = 'unsupported_parameter'): Refusal {
  return invalid(`Unsupported ${code === 'unsupported_value' ? 'value' : 'parameter'}: ${words}`, param, code)
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
