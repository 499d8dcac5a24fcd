import sharp from 'sharp'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { ModelRequest, Send } from '../model/model-call.ts'
import { priceCall } from '../model/price-call.ts'
import { adaptRequest } from '../model/profiles/adapt-request.ts'
import type { Profile } from '../model/profiles/profile.ts'
import { readCompletion } from '../model/read-completion.ts'
import { requestTokens } from '../model/tokens/request-tokens.ts'
import { broken, type Check, limited, ok } from './check.ts'

export type ProbedModel = { name: string; profile: Profile; send: Send }

/**
 * Asks the model one real question about a tiny photo, with a tiny schema, and says which of the things work that digitizing
 * needs: photos, strict schemas, counted usage, headers of limits; and what the question cost.
 */
export async function probeModel(model: ProbedModel): Promise<Check[]> {
  const request = adaptRequest(await question(model.name), model.profile)
  let headers = new Headers()
  try {
    const body = await model.send(request, new AbortController().signal, {
      onHeaders: (given: Headers) => {
        headers = given
      },
    })
    const { usage, outcome } = readCompletion(body)
    const said =
      'error' in outcome
        ? [noAnswer(outcome.error)]
        : [checkSchema(outcome.content, model), checkPhotos(outcome.content)]
    return [...said, checkUsage({ usage, photo: photoTokens(body) }, request, model), checkLimits(headers)]
  } catch (error) {
    if (!(error instanceof HangtagError)) throw error
    return [noAnswer(error)]
  }
}

const schemaPart = 'schema'
const photoPart = 'pictures'
const usagePart = 'usage'
const limitsPart = 'limits'

const colors = ['red', 'green', 'blue', 'yellow', 'black', 'white'] as const
const answerSchema = z.strictObject({ left: z.enum(colors), right: z.enum(colors) })
/** Enough for a model that thinks before it answers; the answer itself is some ten tokens. */
const outputTokensMax = 1_000

/** Four patches of 32 pixels, or one tile: the smallest that shows two colors to every kind of model. */
const photoSide = 64

/** Says nothing of JSON: an answer in it shows that the schema is what shaped it. */
async function question(model: string): Promise<ModelRequest> {
  const half = { width: photoSide / 2, height: photoSide, channels: 3 as const }
  const blue = await sharp({ create: { ...half, background: '#00f' } })
    .png()
    .toBuffer()
  const jpeg = await sharp({ create: { ...half, width: photoSide, background: '#f00' } })
    .composite([{ input: blue, left: photoSide / 2, top: 0 }])
    .jpeg()
    .toBuffer()
  const schema = {
    type: 'object',
    properties: { left: { type: 'string', enum: [...colors] }, right: { type: 'string', enum: [...colors] } },
    required: ['left', 'right'],
    additionalProperties: false,
  }
  return {
    model,
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'Which color is the left half of this picture, and which is the right half?' },
          { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${jpeg.toString('base64')}` } },
        ],
      },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'picture', strict: true, schema } },
    max_completion_tokens: outputTokensMax,
  }
}

function noAnswer(error: HangtagError): Check {
  const { status, message, reason, refusal } = error.evidence as Record<string, unknown>
  const said = [status, message ?? reason ?? refusal].filter((each) => each !== undefined && each !== null).join(', ')
  const detail = `a question was not answered: ${error.message}${said === '' ? '' : ` (${said})`}`
  if (error.disposition === 'rate-limited') return limited('answers', detail, 'wait, or ask for a higher limit')
  return broken('answers', detail, fixes[error.code] ?? 'see what the endpoint says of it')
}

const fixes: Readonly<Record<string, string>> = {
  'model-key-refused': 'correct MODEL_API_KEY',
  'model-quota': 'add money or raise the limit of the account',
  'model-request-refused':
    'check MODEL_NAME and MODEL_PROFILE; where the endpoint refuses a parameter or the schema, say so in MODEL_PROFILES (takes, structuredOutput)',
  'model-unavailable': 'see whether the endpoint is up, or raise MODEL_DEADLINE_MS',
  'model-not-json': 'check that MODEL_BASE_URL ends where /chat/completions begins, usually in /v1',
  'model-refused': 'use a model that answers questions about photos',
}

function checkSchema(content: string, { profile }: ProbedModel): Check {
  if (answerSchema.safeParse(jsonOf(content)).success)
    return ok(
      schemaPart,
      `answers in the schema that it is given (${profile.structuredOutput}, profile ${profile.name})`,
    )
  return limited(
    schemaPart,
    `does not hold to a schema: it answered ${JSON.stringify(content.slice(0, 80))}`,
    'answers are checked and asked for once more, at twice the cost; a server or model with structured outputs needs neither',
  )
}

/** By chance one answer in thirty is right. */
function checkPhotos(content: string): Check {
  const words = content.toLowerCase()
  const { left, right } = answerSchema.partial().safeParse(jsonOf(content)).data ?? {
    left: words.includes('red') ? 'red' : undefined,
    right: words.includes('blue') ? 'blue' : undefined,
  }
  if (left === 'red' && right === 'blue') return ok(photoPart, 'sees photos')
  return limited(
    photoPart,
    'does not see what is in a photo (asked for red and blue)',
    'use a model that takes pictures; without, only the words of a listing are read',
  )
}

function checkUsage(
  { usage, photo }: { usage: ReturnType<typeof readCompletion>['usage']; photo: number | null },
  request: ModelRequest,
  { name, profile }: ProbedModel,
): Check {
  if (usage === null)
    return limited(
      usagePart,
      'counts no tokens: what is spent is not known',
      'budgets then book the most that a call can cost',
    )
  const dollars = priceCall(usage, profile, name)
  const cost = dollars === null ? 'no price is known' : `$${dollars.toFixed(6)}`
  const seen = photo === null ? '' : ` (${photo} of them for a photo of ${photoSide} × ${photoSide})`
  const detail = `this question: ${usage.input} tokens in${seen}, ${usage.output} out, ${cost}`
  const counted = requestTokens(request, profile)
  if (usage.input > counted.total || (photo ?? 0) > counted.images)
    return limited(
      usagePart,
      `${detail}; at most ${counted.total} (${counted.images}) were reckoned with`,
      'give the model its own image rule, or the endpoint a larger factor, in MODEL_PROFILES',
    )
  if (dollars === null)
    return limited(usagePart, detail, `name the price of ${name} in MODEL_PRICES, so that budgets in dollars can hold`)
  return ok(usagePart, detail)
}

/** Where the server says what photos came to: the figure by which an image rule is put right. */
function photoTokens(body: unknown): number | null {
  const parsed = photoUsageSchema.safeParse(body)
  return parsed.success ? parsed.data.usage.prompt_tokens_details.image_tokens : null
}

const photoUsageSchema = z.object({
  usage: z.object({ prompt_tokens_details: z.object({ image_tokens: z.int().min(1) }) }),
})

function checkLimits(headers: Headers): Check {
  const limits = ['requests', 'tokens'].flatMap((of) => {
    const limit = headers.get(`x-ratelimit-limit-${of}`)
    return limit === null ? [] : [`${limit} ${of}`]
  })
  if (limits.length > 0) return ok(limitsPart, `its headers tell its limits: ${limits.join(', ')}`)
  return ok(limitsPart, 'its headers tell no limits: the pace is found by what it refuses')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
