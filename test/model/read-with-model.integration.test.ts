import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { type LedgerRow, ledgerRowSchema, readResultSchema } from '../../src/domain/internal-api.ts'
import type { Field } from '../../src/domain/record.ts'
import { readRunSchema } from '../../src/domain/record.ts'
import type { ModelReadName } from '../../src/model/model-call.ts'
import { createModelClient } from '../../src/model/model-client.ts'
import { readWithModel } from '../../src/model/read-with-model.ts'
import type { CallDeps } from '../../src/model/run-call.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { dresses, modelCase } from './model-case.ts'

let server: ModelServer
const ledger: LedgerRow[] = []
beforeAll(async () => {
  server = await startModelServer()
})
afterAll(async () => {
  await server.stop()
})
beforeEach(() => {
  ledger.length = 0
})

const disputed: Field = {
  ...dresses,
  value: { system: 'alpha', label: 'M' },
  label: 'M',
  evidence: [{ read: 'seller-text', kind: 'text', start: 19, end: 25, quote: 'size M' }],
  conflicts: [
    {
      value: { system: 'alpha', label: 'L' },
      label: 'L',
      evidence: [{ read: 'label', kind: 'label', photo: 2, quote: 'L' }],
    },
  ],
}

type Options = {
  name?: ModelReadName
  budget?: CallDeps['budget']
  script?: string[]
  url?: string
  apiKey?: string | null
  deadlineMs?: number
  signal?: AbortSignal
  case?: Parameters<typeof modelCase>[0]
}
async function read(options: Options = {}) {
  await server.play(options.script ?? [])
  const { url = server.url, apiKey = 'key-of-a-test', deadlineMs = 5_000 } = options
  const deps: CallDeps = {
    send: createModelClient({ baseUrl: url, apiKey, deadlineMs }).send,
    answers: null,
    budget: options.budget ?? null,
    addLedgerRow: async (row) => ledger.push(ledgerRowSchema.parse(row)),
    now: () => performance.now(),
  }
  const { name = 'model', signal = new AbortController().signal } = options
  // Its category is certain, so that the first read is one call, unless a test says otherwise.
  return readWithModel(name, modelCase({ fields: { category: dresses }, ...options.case }), deps, signal)
}

/** The HangtagError that the read ends with. */
async function failed(options: Options): Promise<HangtagError> {
  const error: unknown = await read(options).then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof HangtagError)) throw new Error(`expected a HangtagError, got ${String(error)}`)
  return error
}

describe('the model read over real HTTP', () => {
  it('gives claims with evidence, and a run and a ledger row that say what they cost', async () => {
    const luna = { model: 'gpt-6-luna', endpoint: 'api.openai.com' }
    const result = readResultSchema.extend({ run: readRunSchema.partial() }).parse(await read({ case: luna }))
    const byId = new Map(result.claims.map((claim) => [claim.attribute, claim]))
    expect(byId.get('category')).toMatchObject({ value: 'dresses', evidence: [{ kind: 'text', start: 12, end: 17 }] })
    expect(byId.get('material')).toMatchObject({ value: [{ id: 'cotton', percent: null }] })
    expect(byId.get('size')).toMatchObject({ value: { system: 'alpha', label: 'M' }, status: 'stated' })
    expect(byId.get('brand')).toMatchObject({ value: null, status: 'unknown' })
    expect(result.run).toMatchObject({ ...luna, usage: { tier: 'default' } })
    expect(result.run.prompt).toMatch(/^extract-attributes@[0-9a-f]{12}$/)

    const [row] = ledger
    expect(ledger).toHaveLength(1)
    expect(row).toMatchObject({ listingId: 'lst_1', step: 'extract-attributes', outcome: 'ok', ...luna })
    expect(row?.usage).toEqual(result.run.usage)
    expect(row?.costUsd).toBeGreaterThan(0)
    expect(result.run.costUsd).toBe(row?.costUsd)
  })

  it('says null, never zero, for the dollars of a model whose price is not known', async () => {
    const { run } = await read()
    expect(run.usage?.input).toBeGreaterThan(0)
    expect(run.costUsd).toBeNull()
    expect(ledger[0]?.costUsd).toBeNull()
  })

  it('takes an answer inside a Markdown fence', async () => {
    const { claims } = await read({ script: ['fenced'] })
    expect(claims.map(({ attribute }) => attribute)).toContain('size')
    expect((await server.seen()).count).toBe(1)
  })

  it('drops what is backed by evidence that is not in the input alone', async () => {
    const { claims, extra } = await read({ script: ['invented-evidence'], case: { neighbors: [] } })
    expect(claims.filter(({ value }) => value !== null)).toEqual([])
    for (const code of ['photo-not-shown', 'quote-not-in-text', 'no-evidence'])
      expect(extra).toMatchObject({
        dropped: expect.arrayContaining([expect.objectContaining({ attribute: 'size', code })]),
      })
  })

  it('sends the key as a bearer token, and no such header where there is no key', async () => {
    await read()
    expect((await server.seen()).seen[0]?.headers.authorization).toBe('Bearer key-of-a-test')
    await read({ apiKey: null })
    expect((await server.seen()).seen[0]?.headers.authorization).toBeUndefined()
  })

  it('sends nothing and costs nothing where there is nothing to read', async () => {
    const { claims, run } = await read({
      case: { photos: [], listing: { tenant: 'closet-9', listingId: 'lst_1', text: '', hints: {} } },
    })
    expect(claims).toEqual([])
    expect(run.costUsd).toBe(0)
    expect((await server.seen()).count).toBe(0)
  })
})

describe('the rounds over real HTTP', () => {
  it('choose a category that is not certain, then fill in its fields; every step says its prompt, photos and cost', async () => {
    const luna = { model: 'gpt-6-luna', endpoint: 'api.openai.com' }
    const { claims, run } = await read({ case: { ...luna, fields: {} } })
    expect(claims.find(({ attribute }) => attribute === 'category')).toMatchObject({ value: 'dresses' })
    expect(claims.filter(({ attribute }) => attribute === 'category')).toHaveLength(1)
    expect(ledger.map(({ step }) => step)).toEqual(['choose-category', 'extract-attributes'])
    const photos = [0, 2].map((index) => ({ index, kind: 'photo' }))
    const step = { model: 'gpt-6-luna', photos, usage: { input: expect.any(Number) }, costUsd: expect.any(Number) }
    expect(run.steps).toMatchObject([
      { prompt: expect.stringMatching(/^choose-category@/), ...step },
      { prompt: expect.stringMatching(/^extract-attributes@/), ...step },
    ])
    expect(run.costUsd).toBeCloseTo(
      ledger.reduce((sum, { costUsd }) => sum + (costUsd ?? 0), 0),
      12,
    )
    expect(run.usage?.input).toBe(ledger.reduce((sum, { usage }) => sum + usage.input, 0))
  })

  it('describe what is there in the second read, which is signed as such', async () => {
    const { claims, run } = await read({ name: 'model-second' })
    expect(claims.find(({ attribute }) => attribute === 'size')).toMatchObject({
      value: { system: 'alpha', label: 'M' },
      evidence: [{ read: 'model-second', kind: 'text', quote: 'size M' }],
    })
    expect(run.prompt).toMatch(/^describe-evidence@/)
    expect((await server.seen()).count).toBe(1)
  })

  it('ask a stronger model, where one is set, about what is disputed and nothing else', async () => {
    const { claims, run } = await read({
      name: 'model-second',
      case: { model: 'tiny', strong: 'large', fields: { category: dresses, size: disputed } },
    })
    const { seen } = await server.seen()
    expect(seen.map(({ body }) => body.model)).toEqual(['tiny', 'large'])
    expect(ledger.map(({ step, model }) => [step, model])).toEqual([
      ['describe-evidence', 'tiny'],
      ['resolve-conflict', 'large'],
    ])
    expect(claims.filter(({ attribute }) => attribute === 'size')).toMatchObject([{ value: { label: 'M' } }])
    expect(run.steps).toMatchObject([{ model: 'tiny' }, { model: 'large' }])
    await read({ name: 'model-second', case: { strong: 'large' } })
    expect((await server.seen()).count).toBe(1)
  })
})

describe('a stronger model that does not judge', () => {
  const asked = {
    name: 'model-second' as const,
    case: { strong: 'large', fields: { category: dresses, size: disputed } },
  }

  it.each([
    ['refusal', 'model-refused'],
    ['content-filter', 'model-content-filter'],
  ])('(%s) takes nothing from what was described before it, and the run says so', async (scenario, code) => {
    const { claims, run } = await read({ ...asked, script: ['ok', scenario] })
    expect(claims.map(({ attribute }) => attribute)).toEqual(expect.arrayContaining(['size', 'color']))
    expect(run.steps).toMatchObject([{ model: 'tiny' }, { model: 'large', error: code }])
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['ok', code])
  })

  it('because no budget has room for it does the same, and nothing is booked for it', async () => {
    const spent = { code: 'budget-spent', disposition: 'give-up', evidence: { sent: false } } as const
    const budget: CallDeps['budget'] = {
      reserve: async (_, call) => {
        if (call.request.model === 'large') throw new HangtagError('The budget of the day is spent.', spent)
      },
      settle: async () => undefined,
    }
    const { claims, run } = await read({ ...asked, budget })
    expect(claims.map(({ attribute }) => attribute)).toEqual(expect.arrayContaining(['size', 'color']))
    expect(run.steps).toMatchObject([{ model: 'tiny' }, { model: 'large', error: 'budget-spent' }])
    expect(ledger.map(({ model }) => model)).toEqual(['tiny'])
  })

  it('because it cannot be reached is waited for', async () => {
    expect(await failed({ ...asked, script: ['ok', 'overloaded'] })).toMatchObject({ disposition: 'retry' })
  })
})

describe('a prompt in the shadow', () => {
  const base = modelCase().prompts
  const production = base.variants['extract-attributes']?.['field-guided']
  if (production === undefined) throw new Error('the prompt is there')
  const tried = { ...production, variant: 'tried', version: 'extract-attributes@tried' }
  const labels = { production: 'field-guided', candidate: null, shadow: { variant: 'tried', share: 1 } }
  const prompts = {
    variants: { ...base.variants, 'extract-attributes': { 'field-guided': production, tried } },
    labels: { ...base.labels, 'extract-attributes': labels },
  }

  it('is asked the same and paid for, and what it says is kept apart', async () => {
    const { claims, run, extra } = await read({ case: { prompts } })
    const { claims: alone } = await read()
    expect(claims).toEqual(alone)
    expect(run.prompt).toBe(production.version)
    expect(ledger.slice(0, 2).map(({ prompt }) => prompt)).toEqual([production.version, 'extract-attributes@tried'])
    expect(run.steps).toMatchObject([{ prompt: production.version }, { prompt: tried.version, shadow: true }])
    expect(extra).toMatchObject({ shadows: [{ prompt: tried.version, claims: alone }] })
  })

  it('fails alone', async () => {
    const { claims, extra } = await read({ script: ['ok', 'server-error'], case: { prompts } })
    expect(claims.map(({ attribute }) => attribute)).toContain('size')
    expect(extra).toMatchObject({ shadows: [{ prompt: tried.version, error: 'model-unavailable' }] })
  })

  it('is not run beside a variant that the settings name', async () => {
    const { settings } = modelCase()
    const named = { ...settings, prompts: { 'extract-attributes': 'field-guided' } }
    await read({ case: { prompts, settings: named } })
    expect((await server.seen()).count).toBe(1)
  })
})

describe('an answer that does not fit', () => {
  it.each(['wrong-shape', 'cut-json'])('(%s) is repaired in one turn that quotes the problem', async (scenario) => {
    const { claims, run } = await read({ script: [scenario, 'ok'] })
    expect(claims.map(({ attribute }) => attribute)).toContain('size')
    const { seen } = await server.seen()
    expect(seen.map((one) => one.scenario)).toEqual([scenario, 'ok'])
    const roles = seen[1]?.body.messages.map(({ role }) => role)
    expect(roles).toEqual(['system', 'user', 'assistant', 'user'])
    expect(String(seen[1]?.body.messages.at(-1)?.content)).toMatch(/schema|not valid JSON/)
    expect(ledger.map(({ step, outcome }) => [step, outcome])).toEqual([
      ['extract-attributes', scenario === 'cut-json' ? 'model-text-not-json' : 'model-wrong-shape'],
      ['repair-answer', 'ok'],
    ])
    expect(run.usage?.input).toBe(ledger.reduce((sum, { usage }) => sum + usage.input, 0))
  })

  it('(slot-out-of-range) is repaired once; after that it costs those fields, and the rest is kept', async () => {
    const { claims, extra } = await read({ script: ['slot-out-of-range', 'slot-out-of-range'] })
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['model-slot-out-of-range', 'ok'])
    expect(claims.map(({ attribute }) => attribute)).toContain('size')
    expect(claims.map(({ attribute }) => attribute)).not.toContain('material')
    expect(extra).toMatchObject({
      dropped: expect.arrayContaining([expect.objectContaining({ attribute: 'material', code: 'slot-out-of-range' })]),
    })
  })

  it('(length) is asked for once more with twice the room, and then given up', async () => {
    const { claims } = await read({ script: ['length', 'ok'] })
    expect(claims.map(({ attribute }) => attribute)).toContain('size')
    const caps = (await server.seen()).seen.map(({ body }) => body.max_completion_tokens ?? body.max_tokens)
    expect(caps).toEqual([2_000, 4_000])
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['model-length', 'ok'])
    ledger.length = 0
    expect(await failed({ script: ['length', 'length', 'ok'] })).toMatchObject({
      code: 'model-length',
      disposition: 'give-up',
    })
    expect(ledger.map(({ outcome }) => outcome)).toEqual(['model-length', 'model-length'])
    expect(ledger.every(({ usage }) => usage.input > 0)).toBe(true)
  })

  it('twice is given up with what was wrong, after exactly one repair', async () => {
    const error = await failed({ script: ['wrong-shape', 'wrong-shape', 'ok'] })
    expect(error).toMatchObject({ code: 'model-wrong-shape', disposition: 'give-up' })
    expect(error.evidence.problem).toMatch(/chosen/)
    expect(error.evidence.excerpt).toMatch(/a dress/)
    expect((await server.seen()).count).toBe(2)
    expect(ledger).toHaveLength(2)
  })
})

describe('each failure', () => {
  it.each([
    ['refusal', 'model-refused', 'give-up', true],
    ['content-filter', 'model-content-filter', 'give-up', true],
    ['empty-choices', 'model-empty', 'retry', true],
    ['empty-content', 'model-empty', 'retry', true],
    ['error-in-200', 'model-not-completion', 'retry', false],
    ['html-200', 'model-not-json', 'retry', false],
    ['broken-json-200', 'model-not-json', 'retry', false],
    ['empty-200', 'model-not-json', 'retry', false],
    ['html-502', 'model-unavailable', 'retry', false],
    ['server-error', 'model-unavailable', 'retry', false],
    ['overloaded', 'model-unavailable', 'retry', false],
    ['reset', 'model-unavailable', 'retry', false],
    ['rate-limited', 'model-rate-limited', 'rate-limited', false],
    ['rate-limited-silent', 'model-rate-limited', 'rate-limited', false],
    ['insufficient-quota', 'model-quota', 'give-up', false],
    ['key-refused', 'model-key-refused', 'give-up', false],
    ['forbidden', 'model-key-refused', 'give-up', false],
    ['bad-request', 'model-request-refused', 'give-up', false],
    ['model-missing', 'model-request-refused', 'give-up', false],
    ['filtered-input', 'model-content-filter', 'give-up', false],
    ['flagged', 'model-content-filter', 'give-up', false],
    ['no-credits', 'model-quota', 'give-up', false],
  ])('(%s) is %s, to %s, after one request, and booked', async (scenario, code, disposition, counted) => {
    const error = await failed({ script: [scenario] })
    expect(error).toMatchObject({ code, disposition })
    expect((await server.seen()).count).toBe(1)
    expect(ledger).toHaveLength(1)
    expect(ledger[0]).toMatchObject({ outcome: code, costUsd: null })
    expect((ledger[0]?.usage.input ?? 0) > 0).toBe(counted)
  })

  it.each([
    ['hang', { reason: 'timeout', deadlineMs: 300 }],
    ['hang-after-headers', { reason: 'timeout' }],
    ['trickle', { reason: 'timeout' }],
    ['error-that-trickles', { status: 500 }],
  ])('(%s) ends at the deadline as model-unavailable', async (scenario, evidence) => {
    const startedAt = performance.now()
    const error = await failed({ script: [scenario], deadlineMs: 300 })
    expect(error).toMatchObject({ code: 'model-unavailable', disposition: 'retry' })
    expect(error.evidence).toMatchObject(evidence)
    expect(performance.now() - startedAt).toBeLessThan(3_000)
    expect(ledger[0]?.outcome).toBe('model-unavailable')
  })

  it('(nothing listens) is model-unavailable, and names the cause', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => taken.once('listening', resolve))
    const { port } = taken.address() as { port: number }
    await new Promise((resolve) => taken.close(resolve))
    const error = await failed({ url: `http://127.0.0.1:${port}/v1` })
    expect(error).toMatchObject({ code: 'model-unavailable', disposition: 'retry' })
    expect(error.evidence).toMatchObject({ reason: 'connection', detail: 'ECONNREFUSED' })
  })

  it('says how long a rate limit asks to wait: in seconds, or until a date', async () => {
    expect((await failed({ script: ['rate-limited'] })).retryAfterMs).toBe(7_000)
    const until = (await failed({ script: ['rate-limited-date'] })).retryAfterMs ?? 0
    expect(until).toBeGreaterThan(20_000)
    expect(until).toBeLessThanOrEqual(30_000)
    expect((await failed({ script: ['rate-limited-silent'] })).retryAfterMs).toBeUndefined()
  })

  it('never carries the key that was refused, not even in its cause', async () => {
    const error = await failed({ script: ['key-refused'] })
    expect(JSON.stringify(error.evidence) + error.stack + String(error.cause)).not.toContain('secret-of-a-customer')
  })

  it('of an answer without a count is booked with the dollars unknown', async () => {
    const { run } = await read({ script: ['no-usage'], case: { model: 'gpt-6-luna', endpoint: 'api.openai.com' } })
    expect(run.costUsd).toBeNull()
    expect(ledger[0]).toMatchObject({ outcome: 'ok', costUsd: null })
  })
})

describe('the caller’s abort', () => {
  it('ends the call at once, keeps its own reason, and leaves a row in the ledger', async () => {
    const caller = new AbortController()
    const reason = new Error('the worker is stopping')
    const reading = read({ script: ['hang'], signal: caller.signal })
    const outcome = expect(reading).rejects.toBe(reason)
    await expect.poll(async () => (await server.seen()).count).toBe(1)
    caller.abort(reason)
    await outcome
    expect(ledger).toMatchObject([{ outcome: 'aborted', costUsd: null }])
  })
})
