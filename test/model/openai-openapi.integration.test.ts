import type { ValidateFunction } from 'ajv/dist/2020.js'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { planCopy } from '../../src/copy/plan-copy.ts'
import type { Field } from '../../src/domain/record.ts'
import { judgeRequest } from '../../src/evals/judge/judge-text.ts'
import type { ModelCall, ModelRequest } from '../../src/model/model-call.ts'
import { planCalls } from '../../src/model/plan-calls.ts'
import { planChooseCategory } from '../../src/model/plan-choose-category.ts'
import { planExtractAttributes } from '../../src/model/plan-extract-attributes.ts'
import { planFollowUp } from '../../src/model/plan-follow-up.ts'
import { planSecondCalls } from '../../src/model/plan-second-calls.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'
import type { Profile } from '../../src/model/profiles/profile.ts'
import { readAnswers } from '../../src/model/read-answers.ts'
import { choosePrompt } from '../../src/prompt/choose-prompt.ts'
import { probeModel } from '../../src/services/probe-model.ts'
import { loadOpenAiDescription, openAiDescriptionFile } from '../stubs/openai-description.ts'
import { refuseRequest } from '../stubs/refuse-request.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { modelCase } from './model-case.ts'

// The official description of the API is the oracle: for what we send, and for whether the stub answers like the real one. Beside
// it stand the rules that it does not hold: of strict schemas, of parameters by class of model, of pictures.
const description = await loadOpenAiDescription()
if (description === null) console.log(`skipped: the official OpenAPI description is not at ${openAiDescriptionFile}`)
const profiles = await loadProfiles()
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#304060' } })
    .jpeg()
    .toBuffer()

describe.runIf(description !== null)(
  'every request that the product can make is one that the real endpoint takes',
  () => {
    // Models that think take another cap and no sampling parameters; gateways and local servers have names of their own.
    const models = (profile: string) =>
      ['openai', 'azure'].includes(profile)
        ? ['gpt-6-luna', 'gpt-5-mini', 'o4-mini', 'gpt-4.1', 'tiny']
        : ['qwen3-vl:8b']
    const cases = Object.keys(profiles.endpoints).flatMap((profile) =>
      models(profile).map((model) => ({ profile, model })),
    )

    it.each(cases)('for $model under the profile $profile, in every step', async ({ profile: name, model }) => {
      const profile = chooseProfile(profiles, { baseUrl: 'http://127.0.0.1:1/v1', profile: name })
      const calls = await everyCall(profile, model)
      expect(new Set(calls.map(({ step }) => step))).toEqual(new Set(steps))
      for (const { step, request } of calls)
        expect({ step, refusal: await refusal(request) }).toEqual({ step, refusal: null })
      expect(await refusal(await probe(profile, model))).toBeNull()
      const judge = { profile, model, prompt: choosePrompt(modelCase().prompts, judgePrompt, {}) }
      expect(await refusal(await judgeRequest({ one: 'Blue dress', other: '</texts>' }, judge))).toBeNull()
    })

    it('there is no step beside those and the judge of evals: each prompt of the project is one', async () => {
      expect(Object.keys(modelCase().prompts.variants).toSorted()).toEqual([...steps, judgePrompt].toSorted())
    })
  },
)

describe.runIf(description !== null)('the oracle can fail: it refuses', () => {
  const schema = (over: object) => ({
    response_format: {
      type: 'json_schema',
      json_schema: {
        name: 'n',
        strict: true,
        schema: {
          type: 'object',
          properties: { a: { type: 'string' } },
          required: ['a'],
          additionalProperties: false,
          ...over,
        },
      },
    },
  })
  const nested = (levels: number): object =>
    levels === 0
      ? { type: 'string' }
      : { type: 'object', properties: { a: nested(levels - 1) }, required: ['a'], additionalProperties: false }
  const image = (url: string) => ({
    messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }],
  })
  const thinks = { model: 'gpt-6-luna' }

  it.each<[string, object]>([
    ['no model', { model: '' }],
    ['no messages', { messages: [] }],
    ['a part without what it holds', { messages: [{ role: 'user', content: [{ type: 'image_url' }] }] }],
    ['a form without a schema', { response_format: { type: 'json_schema' } }],
    ['an argument that is not there', { max_output: 5 }],
    ['a stream', { stream: true }],
    ['both caps', { max_tokens: 5, max_completion_tokens: 5 }],
    ['a cap of nothing', { max_completion_tokens: 0 }],
    ['the old cap for a model that thinks', { ...thinks, max_tokens: 5 }],
    ['a temperature for a model that thinks', { ...thinks, temperature: 0 }],
    ['log-probabilities for a model that thinks', { ...thinks, logprobs: true }],
    ['an open object', schema({ additionalProperties: true })],
    ['an optional key', schema({ required: [] })],
    ['allOf', schema({ allOf: [] })],
    ['not', schema({ not: {} })],
    ['if', schema({ if: {} })],
    ['a default', schema({ properties: { a: { type: 'string', default: 'x' } } })],
    ['a list of no items', schema({ properties: { a: { type: 'array' } } })],
    ['a root that is a choice', schema({ type: undefined, anyOf: [{ type: 'string' }] })],
    ['too many levels', schema({ properties: { a: nested(10) } })],
    ['too many values', schema({ properties: { a: { enum: Array.from({ length: 1_001 }, (_, at) => `v${at}`) } } })],
    [
      'too large a list of values',
      schema({ properties: { a: { enum: Array.from({ length: 251 }, (_, at) => `${at}`.padStart(60)) } } }),
    ],
    ['a name that is none', { response_format: { type: 'json_schema', json_schema: { name: 'a b', schema: {} } } }],
    ['JSON that nobody spoke of', { response_format: { type: 'json_object' } }],
    ['an address in the place of a photo', image('https://example.com/a.jpg')],
    ['a photo in another format', image('data:image/webp;base64,UklGRg==')],
    ['a photo that is none', image('data:image/jpeg;base64,AAAA')],
  ])('%s', async (_, over) => {
    const request = { model: 'tiny', messages: [{ role: 'user', content: 'hello' }], max_completion_tokens: 5 }
    expect(await refusal(request)).toBeNull()
    expect(await refusal({ ...request, ...over })).not.toBeNull()
  })

  it('a photo that is cut off, or called by another name', async () => {
    const jpeg = await picture(400, 400)
    const url = (kind: string, bytes: Buffer) => `data:image/${kind};base64,${bytes.toString('base64')}`
    const asked = (at: string) => refusal({ model: 'tiny', ...image(at) })
    expect(await asked(url('jpeg', jpeg))).toBeNull()
    expect(await asked(url('jpeg', jpeg.subarray(0, jpeg.length / 2)))).not.toBeNull()
    expect(await asked(url('png', jpeg))).not.toBeNull()
  })
})

describe.runIf(description !== null)('by the official description of the API', () => {
  let server: ModelServer
  beforeAll(async () => {
    server = await startModelServer()
  })
  afterAll(() => server.stop())

  it.each(['ok', 'fenced', 'refusal', 'length', 'content-filter', 'cut-json', 'wrong-shape', 'no-usage', 'obedient'])(
    'the stub’s answer (%s) is one that the real endpoint could give',
    async (scenario) => {
      expectValid(schemaOf('CreateChatCompletionResponse'), (await ask(scenario)).body)
    },
  )

  it.each([
    ['server-error', 500],
    ['rate-limited', 429],
    ['insufficient-quota', 429],
    ['key-refused', 401],
    ['model-missing', 404],
    ['bad-request', 400],
  ] as const)('the stub’s error (%s) is one that the real endpoint could give', async (scenario, status) => {
    const answer = await ask(scenario)
    expect(answer.status).toBe(status)
    expectValid(schemaOf('ErrorResponse'), answer.body)
  })

  it('the stub’s refusal of a request is one too, and says what was wrong', async () => {
    const { status, body } = await post('chat/completions', { model: 'tiny', messages: [], max_tokens: 5 })
    expect(status).toBe(400)
    expectValid(schemaOf('ErrorResponse'), body)
    expect((await server.seen()).refused).toMatchObject([{ param: '/messages' }])
  })

  it('embeddings and models are too', async () => {
    const request = { model: 'text-embedding-3-small', input: ['blue dress', 'red coat'], encoding_format: 'float' }
    const { body } = await post('embeddings', request)
    expectValid(schemaOf('CreateEmbeddingResponse'), body)
    const lengths = body.data.map(({ embedding }: { embedding: number[] }) => Math.hypot(...embedding))
    for (const length of lengths) expect(length).toBeCloseTo(1)
    expectValid(schemaOf('ListModelsResponse'), await (await fetch(`${server.url}/models`)).json())
  })

  it.each<[string, object]>([
    ['no input', { input: [] }],
    ['an empty text', { input: ['blue dress', ''] }],
    ['too many texts', { input: Array.from({ length: 2_049 }, () => 'x') }],
    ['a format that is none', { encoding_format: 'binary' }],
    ['dimensions of a model that has its own', { model: 'text-embedding-ada-002', dimensions: 64 }],
  ])('embeddings of %s are refused', async (_, over) => {
    const { status } = await post('embeddings', { model: 'text-embedding-3-small', input: 'x', ...over })
    expect(status).toBe(400)
  })

  it('a limit is kept, told on every answer, and refuses at once with the time to come back', async () => {
    await server.play([], { limit: { requestsPerMinute: 60, burst: 2 } })
    const answers = await Promise.all([1, 2, 3].map(() => post('chat/completions', hello)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining-requests'))).toEqual(['1', '0', '0'])
    const [, , refused] = answers
    expect(refused?.headers.get('x-ratelimit-limit-requests')).toBe('60')
    expect(refused?.headers.get('x-ratelimit-reset-requests')).toMatch(/^[12](\.\d+)?s$/)
    expect(refused?.headers.get('retry-after')).toBe('1')
    expectValid(schemaOf('ErrorResponse'), refused?.body)
  })

  async function ask(scenario: string) {
    const [call] = await planCalls(modelCase())
    await server.play([scenario])
    return post('chat/completions', call?.request)
  }

  async function post(path: string, body: unknown) {
    const answer = await fetch(`${server.url}/${path}`, { method: 'POST', body: JSON.stringify(body) })
    // biome-ignore lint/suspicious/noExplicitAny: what the stub answers is what the test is about
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any }
  }
})

const hello = { model: 'tiny', messages: [{ role: 'user', content: 'hello' }] }
/** Asked by evals, and of no listing. */
const judgePrompt = 'judge-text'
const steps = [
  ...['choose-category', 'extract-attributes', 'describe-evidence', 'resolve-conflict'],
  ...['write-copy', 'repair-answer'],
]

/** One call of each step and form: with and without photos, neighbors, words and hints; of each group of categories; repairs. */
async function everyCall(profile: Profile, model: string): Promise<ModelCall[]> {
  const of = (more: Parameters<typeof modelCase>[0] = {}) => modelCase({ profile, model, ...more })
  const bare = { tenant: 'closet-9', listingId: 'lst_1', text: '', hints: {} }
  const disputed = of({ fields: { size: disputedSize }, strong: model })
  const [described] = await planSecondCalls(disputed)
  const said = { choices: [{ message: { content: '{"statements":[]}' }, finish_reason: 'stop' }] }
  const crop = { index: 0, kind: 'label-crop' as const, bytes: await picture(64, 48) }
  const told = {
    facts: [{ field: 'color', name: 'Color', words: 'blue', value: ['blue'] }],
    words: 'Blue dress',
    disclaimers: [],
    withheld: [],
  }
  const firsts = [
    await planChooseCategory(of(), null),
    ...(await Promise.all(
      ['dresses', 'jeans', 'sneakers', 'handbags', 'rings', null].map((id) => planExtractAttributes(of(), id)),
    )),
    ...(await planCalls(of({ photos: [], neighbors: [] }))),
    ...(await planCalls(of({ listing: { ...bare, hints: { brand: '</listing> "x"' } } }))),
    ...(await planSecondCalls(of({ photos: [...of().photos, crop] }))),
    ...(await planSecondCalls(disputed, readings([described ?? expect.unreachable()], said))),
    ...(await planCopy({ told, targets: ['shopify'] }, of(), [])),
  ]
  const unreadable = { choices: [{ message: { content: 'no JSON' }, finish_reason: 'stop' }] }
  const cut = { choices: [{ message: { content: '{"a' }, finish_reason: 'length' }] }
  const followUps = await Promise.all(
    [...readings(firsts, unreadable), ...readings(firsts, cut)].map((reading) => planFollowUp(reading, of())),
  )
  expect(followUps.flat()).toHaveLength(2 * firsts.length)
  return [...firsts, ...followUps.flat()]
}

/** What the doctor asks. */
async function probe(profile: Profile, model: string): Promise<ModelRequest> {
  const asked: ModelRequest[] = []
  const send = async (request: ModelRequest) => {
    asked.push(request)
    return { choices: [] }
  }
  await probeModel({ name: model, profile, send })
  return asked[0] ?? expect.unreachable()
}

async function refusal(request: unknown) {
  // As it arrives: what JSON leaves out is not there.
  return refuseRequest('chat', JSON.parse(JSON.stringify(request)), description)
}

const disputedSize: Field = {
  value: { system: 'alpha', label: 'M' },
  label: 'M',
  status: 'stated',
  confidence: 0.5,
  evidence: [{ read: 'seller-text', kind: 'text', start: 19, end: 25, quote: 'size M' }],
  conflicts: [
    {
      value: { system: 'alpha', label: 'L' },
      label: 'L',
      evidence: [{ read: 'label', kind: 'label', photo: 2, quote: 'L' }],
    },
  ],
}

function readings(calls: readonly ModelCall[], body: unknown) {
  return readAnswers(
    calls.map((call) => ({ call, answer: { body, ms: 1, cached: false } })),
    modelCase().taxonomy,
  )
}

function schemaOf(name: string): ValidateFunction {
  return description?.schema(name) ?? expect.unreachable()
}

function expectValid(validate: ValidateFunction, data: unknown): void {
  validate(data)
  expect(validate.errors ?? []).toEqual([])
}
