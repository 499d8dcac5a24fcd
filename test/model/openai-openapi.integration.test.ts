import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Field } from '../../src/domain/record.ts'
import type { ModelCall } from '../../src/model/model-call.ts'
import { planCalls } from '../../src/model/plan-calls.ts'
import { planExtractAttributes } from '../../src/model/plan-extract-attributes.ts'
import { planFollowUp } from '../../src/model/plan-follow-up.ts'
import { planSecondCalls } from '../../src/model/plan-second-calls.ts'
import { readAnswers } from '../../src/model/read-answers.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { modelCase } from './model-case.ts'

// The official description of the API is the oracle: for what we send, and for whether the stub answers like the real one.
const folder = process.env.HANGTAG_DATA ?? join(import.meta.dirname, '../../../shared/data')
const file = join(folder, 'openai-openapi/openapi.json')
const present = existsSync(file)
if (!present) console.log(`skipped: the official OpenAPI description is not at ${file}`)

describe.runIf(present)('by the official description of the API', () => {
  let server: ModelServer
  let request: ValidateFunction
  let response: ValidateFunction
  let failure: ValidateFunction
  beforeAll(async () => {
    server = await startModelServer()
    const document = withNulls(JSON.parse(await readFile(file, 'utf8'))) as object
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
    addFormats.default(ajv)
    ajv.addFormat('unixtime', true)
    ajv.addSchema(document, 'openai')
    const schema = (name: string) => ajv.compile({ $ref: `openai#/components/schemas/${name}` })
    request = schema('CreateChatCompletionRequest')
    response = schema('CreateChatCompletionResponse')
    failure = schema('ErrorResponse')
  })
  afterAll(async () => {
    await server.stop()
  })

  it('every request that we can make is valid', async () => {
    const input = modelCase()
    const disputed = modelCase({ fields: { size: disputedSize }, strong: 'larger' })
    const [described] = await planSecondCalls(disputed)
    const statements = { choices: [{ message: { content: '{"statements":[]}' }, finish_reason: 'stop' }] }
    const calls = [
      ...(await planCalls(input)),
      ...(await planCalls(modelCase({ photos: [], neighbors: [] }))),
      ...(await planCalls(
        modelCase({ listing: { tenant: 'closet-9', listingId: 'lst_1', text: '', hints: { brand: 'x' } } }),
      )),
      ...(await Promise.all(
        ['dresses', 'jeans', 'sneakers', 'handbags', 'rings', null].map((id) => planExtractAttributes(input, id)),
      )),
      described ?? expect.unreachable(),
      ...(await planSecondCalls(disputed, readings([described ?? expect.unreachable()], statements))),
    ]
    const steps = new Set(calls.map(({ step }) => step))
    expect([...steps]).toEqual(['choose-category', 'extract-attributes', 'describe-evidence', 'resolve-conflict'])
    const body = { choices: [{ message: { content: 'no JSON' }, finish_reason: 'stop' }] }
    const repairs = await Promise.all(readings(calls, body).map((reading) => planFollowUp(reading, input)))
    expect(repairs.flat()).toHaveLength(calls.length)
    for (const call of [...calls, ...repairs.flat()]) expectValid(request, call.request)
  })

  it('a broken request is found: the oracle can fail', async () => {
    const [call] = await planCalls(modelCase())
    expect(request({ ...call?.request, messages: [{ role: 'user', content: [{ type: 'image_url' }] }] })).toBe(false)
    expect(request({ ...call?.request, response_format: { type: 'json_schema' } })).toBe(false)
  })

  it.each(['ok', 'fenced', 'refusal', 'length', 'content-filter', 'cut-json', 'wrong-shape', 'no-usage'])(
    'the stub’s answer (%s) is one that the real endpoint could give',
    async (scenario) => {
      expectValid(response, await ask(scenario, 200))
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
    expectValid(failure, await ask(scenario, status))
  })

  async function ask(scenario: string, status: number): Promise<unknown> {
    const [call] = await planCalls(modelCase())
    await server.play([scenario])
    const answer = await fetch(`${server.url}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(call?.request),
    })
    expect(answer.status).toBe(status)
    return answer.json()
  }
})

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

function expectValid(validate: ValidateFunction, data: unknown): void {
  validate(data)
  expect(validate.errors ?? []).toEqual([])
}

/** The description is OpenAPI 3.1 with stray `nullable` keywords of 3.0, which JSON Schema does not know. */
function withNulls(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withNulls)
  if (typeof schema !== 'object' || schema === null) return schema
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(schema).map(([key, inner]) => [key, withNulls(inner)]),
  ) as { nullable?: unknown }
  return nullable === true ? { anyOf: [rest, { type: 'null' }] } : rest
}
