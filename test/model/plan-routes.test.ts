import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { LedgerRow } from '../../src/domain/internal-api.ts'
import type { ModelRequest } from '../../src/model/model-call.ts'
import type { ModelInput } from '../../src/model/model-input.ts'
import { modelReadVersion } from '../../src/model/model-read-version.ts'
import { planCalls } from '../../src/model/plan-calls.ts'
import { planExtractAttributes } from '../../src/model/plan-extract-attributes.ts'
import { planRoutes } from '../../src/model/plan-routes.ts'
import { readWithModel } from '../../src/model/read-with-model.ts'
import { answerLikeAModel, type ChatRequest } from '../stubs/answer-like-a-model.ts'
import { completion } from '../stubs/model-scenarios.ts'
import { modelCase } from './model-case.ts'

function routed(routes: Record<string, string>): ModelInput {
  const input = modelCase()
  const { model } = input.settings
  return { ...input, settings: { ...input.settings, model: model === null ? null : { ...model, routes } } }
}

/** Reads with a model that answers as the stub does; `refuse` may throw by the request. */
async function read(input: ModelInput, refuse: (request: ModelRequest) => void = () => {}) {
  const ledger: LedgerRow[] = []
  const send = async (request: ModelRequest) => {
    refuse(request)
    const asked = request as unknown as ChatRequest
    return completion(asked, JSON.stringify(answerLikeAModel(asked))).body
  }
  const addLedgerRow = async (row: LedgerRow) => void ledger.push(row)
  const deps = { send, answers: null, budget: null, addLedgerRow, now: () => 0 }
  const result = await readWithModel('model', input, deps, new AbortController().signal)
  return { ...result, ledger }
}
const systemOf = ({ messages }: ModelRequest) => String(messages[0]?.content)

test('where nothing is routed, or all to the one model, requests and the name of the read are what they were', async () => {
  const plain = await planExtractAttributes(modelCase(), 'dresses')
  for (const routes of [{}, { brand: 'tiny', color: 'tiny' }]) {
    const input = routed(routes)
    expect(planRoutes(input, 'dresses')).toEqual([{ model: 'tiny', fields: null }])
    const [route] = planRoutes(input, 'dresses')
    expect(JSON.stringify(await planExtractAttributes(input, 'dresses', route))).toBe(JSON.stringify(plain))
  }
  expect(modelReadVersion('model', routed({}))).not.toBe(modelReadVersion('model', routed({ brand: 'large' })))
  expect(modelReadVersion('model-second', routed({}))).toBe(
    modelReadVersion('model-second', routed({ brand: 'large' })),
  )
})

test('each model is asked for its own fields of the category in one round, with the schema that is always used', async () => {
  const input = routed({ brand: 'large', color: 'large', category: 'chooser' })
  const [category] = await planCalls(input)
  expect(category?.request.model).toBe('chooser')

  const { claims, ledger, extra } = await read(input)
  expect(ledger.map(({ step, model }) => [step, model])).toEqual([
    ['choose-category', 'chooser'],
    ['extract-attributes', 'tiny'],
    ['extract-attributes', 'large'],
  ])
  const whole = await read(modelCase())
  const said = (of: typeof claims) => of.map(({ attribute }) => attribute).sort()
  expect(said(claims)).toEqual(said(whole.claims))
  expect((extra as { dropped: unknown[] }).dropped).toEqual((whole.extra as { dropped: unknown[] }).dropped)

  const [main, other] = await Promise.all(
    planRoutes(input, 'dresses').map((route) => planExtractAttributes(input, 'dresses', route)),
  )
  if (main === undefined || other === undefined) return expect.unreachable()
  expect(main.wireSchema).toBe(other.wireSchema)
  expect(systemOf(main.request)).not.toMatch(/^- (brand|color) /m)
  expect(systemOf(other.request).match(/^- ([\w-]+) \(/gm)).toEqual(['- brand (', '- color ('])
})

test('a model that will not answer costs its own fields, and the run says so; what may pass is thrown', async () => {
  const input = routed({ brand: 'large' })
  const failing = (disposition: 'give-up' | 'retry') => (request: ModelRequest) => {
    if (request.model === 'large') throw new HangtagError('no', { code: 'model-request-refused', disposition })
  }
  const { claims, run } = await read(input, failing('give-up'))
  expect(claims.map(({ attribute }) => attribute)).toContain('color')
  expect(claims.map(({ attribute }) => attribute)).not.toContain('brand')
  expect(run).toMatchObject({ error: 'model-request-refused' })
  await expect(read(input, failing('retry'))).rejects.toMatchObject({ code: 'model-request-refused' })
  // With nobody left who answered, there is nothing to spare it for.
  const all = (request: ModelRequest) => {
    if (JSON.stringify(request.response_format).includes('"fields_'))
      throw new HangtagError('no', { code: 'model-request-refused', disposition: 'give-up' })
  }
  await expect(read(input, all)).rejects.toMatchObject({ code: 'model-request-refused' })
})
