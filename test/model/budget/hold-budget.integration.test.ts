import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import type { LedgerRow } from '../../../src/domain/internal-api.ts'
import { accountOf, type SpendingLimit } from '../../../src/domain/spending.ts'
import { createRedisSpending, type Spending } from '../../../src/model/budget/create-redis-spending.ts'
import { holdBudget } from '../../../src/model/budget/hold-budget.ts'
import { worstCaseUsd } from '../../../src/model/budget/worst-case-usd.ts'
import { answerOf, budgetCase, failureOf, runWith } from './budget-case.ts'

let redis: Redis
beforeAll(() => {
  redis = new Redis(inject('redisUrl'))
})
afterAll(() => redis.disconnect())

const day = (maxUsd: number | null): SpendingLimit => ({ kind: 'day', tenant: 'closet-9', id: '', maxUsd })
const cap = (maxUsd: number): SpendingLimit => ({ kind: 'cap', tenant: 'closet-9', id: 'batch-1', maxUsd })
const account = (limit: SpendingLimit) => accountOf(limit, new Date())

function bench(options: { bookedUsd?: number; waitMsMax?: number; prefix?: string; on?: Redis } = {}) {
  const { bookedUsd = 0, waitMsMax = 100, prefix = `{test-${randomUUID()}}`, on = redis } = options
  const spending = createRedisSpending(on, prefix)
  const log = { warn: () => {} }
  return { spending, budget: holdBudget(spending, { bookedUsd: async () => bookedUsd, waitMsMax, log }) }
}

const openCalls = (spending: Spending) => spending.open(-10_000, new Date())

/** An answer that comes when the test says so. */
function heldAnswer() {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  return { send: () => promise, answer: resolve }
}

describe('a ceiling that 50 workers share', () => {
  it('is never passed, and when it stops less than one worst case is left and nothing is open', async () => {
    const one = await budgetCase([day(1)])
    const worst = worstCaseUsd(one.call.request, one.input.profile) ?? Number.NaN
    const maxUsd = 200 * worst
    const under = await budgetCase([day(maxUsd)])
    const prefix = `{test-${randomUUID()}}`
    const connections = Array.from({ length: 10 }, () => new Redis(inject('redisUrl')))
    const rows: LedgerRow[] = []
    const highest = { booked: 0, open: 0 }
    const { spending } = bench({ prefix })
    // What the endpoint bills: from a fifth of the worst case to all of it.
    const tokensMax = { input: 1_000, output: under.call.request.max_completion_tokens ?? 0 }
    const send = async () => {
      const state = await spending.read(account(day(maxUsd)))
      highest.booked = Math.max(highest.booked, (state?.spentUsd ?? 0) + (state?.reservedUsd ?? 0))
      highest.open = Math.max(highest.open, (await openCalls(spending)).length)
      const share = 0.2 + 0.8 * ((rows.length * 7) % 10) * 0.1
      return answerOf(Math.floor(tokensMax.input * share), Math.floor(tokensMax.output * share))
    }
    const work = async (at: number) => {
      const { budget } = bench({ prefix, on: connections[at % 10] as Redis, waitMsMax: 40 })
      for (;;) {
        try {
          await runWith(under, { send, budget, rows })
        } catch (error) {
          // Put off: this worker's next job comes.
          if (error instanceof HangtagError && error.code === 'budget-busy') continue
          return error
        }
      }
    }
    try {
      const ends = await Promise.all(Array.from({ length: 50 }, (_, at) => work(at)))
      for (const end of ends) expect(end).toMatchObject({ code: 'budget-spent', disposition: 'give-up' })
    } finally {
      for (const connection of connections) connection.disconnect()
    }
    const state = await spending.read(account(day(maxUsd)))
    expect(highest.booked).toBeLessThanOrEqual(maxUsd)
    expect(highest.open).toBeGreaterThan(20)
    expect(rows.length).toBeGreaterThan(200)
    expect(state?.reservedUsd).toBe(0)
    expect(await openCalls(spending)).toEqual([])
    expect(state?.spentUsd).toBeLessThanOrEqual(maxUsd)
    expect(maxUsd - (state?.spentUsd ?? 0)).toBeLessThan(worst)
    // What Redis says was spent is what the ledger says, up to the rounding of each call to a billionth.
    const sum = rows.reduce((total, { costUsd }) => total + (costUsd ?? Number.NaN), 0)
    expect(Math.abs((state?.spentUsd ?? 0) - sum)).toBeLessThanOrEqual(rows.length * 1e-9)
  })
})

describe('a call that does not fit', () => {
  it('waits for an open one to come to less, and then goes', async () => {
    const { budget, spending } = bench({ waitMsMax: 5_000 })
    const worst = await worstOf()
    const under = await budgetCase([day(1.5 * worst)])
    const held = heldAnswer()
    const first = runWith(under, { send: held.send, budget })
    await expect.poll(() => openCalls(spending)).toHaveLength(1)
    const second = runWith(under, { send: async () => answerOf(100, 10), budget })
    held.answer(answerOf(100, 10))
    expect([(await first).usage?.input, (await second).usage?.input]).toEqual([100, 100])
  })

  it('is put off soon where the open ones take long, and nothing of it stays set aside', async () => {
    const { budget, spending } = bench()
    const worst = await worstOf()
    const under = await budgetCase([day(1.5 * worst)])
    const held = heldAnswer()
    const first = runWith(under, { send: held.send, budget })
    await expect.poll(() => openCalls(spending)).toHaveLength(1)
    const error = await failureOf(runWith(under, { send: async () => answerOf(1, 1), budget }))
    expect(error).toMatchObject({ code: 'budget-busy', disposition: 'rate-limited', evidence: { sent: false } })
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(500)
    expect(await openCalls(spending)).toHaveLength(1)
    held.answer(answerOf(1, 1))
    await first
  })

  it('says in plain words that the budget is spent, and has no row in the ledger', async () => {
    const rows: LedgerRow[] = []
    const { budget } = bench()
    const send = async () => expect.unreachable('it was sent')
    const error = await failureOf(runWith(await budgetCase([day(0.000001)]), { send, budget, rows }))
    expect(error.message).toBe('The budget of $0.000001 for this day (UTC) is spent, so the model was not asked.')
    expect(rows).toEqual([])
  })

  it('is refused by the cap of its batch though the day has room, and takes nothing of the day', async () => {
    const { budget, spending } = bench()
    const send = async () => expect.unreachable('it was sent')
    const error = await failureOf(runWith(await budgetCase([day(100), cap(0.000001)]), { send, budget }))
    expect(error.message).toContain('spending cap of $0.000001')
    expect(await spending.read(account(day(100)))).toEqual({ spentUsd: 0, reservedUsd: 0 })
  })
})

it('is refused where a budget is set and the price is not known, with what to do about it; without a budget it goes', async () => {
  const { budget } = bench()
  const local = { model: 'my-own', endpoint: 'localhost' }
  const send = async () => answerOf(10, 10)
  const error = await failureOf(runWith(await budgetCase([day(5)], local), { send, budget }))
  expect(error).toMatchObject({ code: 'price-unknown', disposition: 'give-up', evidence: { sent: false } })
  expect(error.message).toContain('MODEL_PRICES')
  expect((await runWith(await budgetCase([day(null)], local), { send, budget })).usage?.input).toBe(10)
})

it('begins from what the ledger says where Redis knows nothing, and only there', async () => {
  const { budget, spending } = bench({ bookedUsd: 0.75 })
  const under = await budgetCase([day(10), cap(5)])
  await runWith(under, { send: async () => answerOf(1_000_000, 0), budget })
  const afterFirst = await spending.read(account(cap(5)))
  expect(afterFirst?.spentUsd).toBeCloseTo(0.85, 6)
  await runWith(under, { send: async () => answerOf(1_000_000, 0), budget })
  expect((await spending.read(account(day(10))))?.spentUsd).toBeCloseTo(0.95, 6)
})

describe('money that may have been spent', () => {
  it('stays booked in full where no answer says how much', async () => {
    const { budget, spending } = bench()
    const timeout = async () => {
      throw new HangtagError('late', {
        code: 'model-unavailable',
        disposition: 'retry',
        evidence: { reason: 'timeout' },
      })
    }
    await runWith(await budgetCase([day(10)]), { send: timeout, budget })
    expect(await spending.read(account(day(10)))).toEqual({ spentUsd: await bookedWorst(), reservedUsd: 0 })
  })

  it('stays booked in full where the caller went away in the middle', async () => {
    const { budget, spending } = bench()
    const stopping = new AbortController()
    const rows: LedgerRow[] = []
    const send = async () => {
      stopping.abort(new Error('stopping'))
      throw stopping.signal.reason
    }
    const run = runWith(await budgetCase([day(10)]), { send, budget, rows }, stopping.signal)
    await expect(run).rejects.toThrow('stopping')
    expect(rows).toMatchObject([{ outcome: 'aborted', costUsd: null }])
    expect(await spending.read(account(day(10)))).toEqual({ spentUsd: await bookedWorst(), reservedUsd: 0 })
  })

  it.each([
    ['a rate limit', { code: 'model-rate-limited', disposition: 'rate-limited' }],
    ['a refusal with a status', { code: 'model-unavailable', disposition: 'retry', evidence: { status: 503 } }],
    ['no trust', { code: 'model-unavailable', disposition: 'retry', evidence: { detail: 'CERT_HAS_EXPIRED' } }],
    ['nobody there', { code: 'model-unavailable', disposition: 'retry', evidence: { detail: 'ECONNREFUSED' } }],
    ['a call that was not sent', { code: 'model-busy', disposition: 'rate-limited', evidence: { sent: false } }],
  ] as const)('is given back after %s', async (_name, options) => {
    const { budget, spending } = bench()
    const send = async () => {
      throw new HangtagError('no', options)
    }
    await runWith(await budgetCase([day(10)]), { send, budget }).catch(() => {})
    expect(await spending.read(account(day(10)))).toEqual({ spentUsd: 0, reservedUsd: 0 })
  })

  it('is settled once, however often that is asked', async () => {
    const { spending } = bench()
    const limits = [{ account: account(day(10)), maxUsd: 10 }]
    const call = { listingId: 'lst_1', step: 's', model: 'm', endpoint: 'e', prompt: 'p' }
    await spending.begin(account(day(10)), 0)
    await spending.reserve('call-1', 2, limits, call)
    await spending.reserve('call-1', 2, limits, call)
    expect(await spending.read(account(day(10)))).toEqual({ spentUsd: 0, reservedUsd: 2 })
    expect(await openCalls(spending)).toEqual([{ id: 'call-1', call }])
    await spending.settle('call-1', 0.5)
    await spending.settle('call-1', 0.5)
    expect(await spending.read(account(day(10)))).toEqual({ spentUsd: 0.5, reservedUsd: 0 })
  })

  it('keeps its account for as long as calls are made, and forgets it when none are', async () => {
    const prefix = `{test-${randomUUID()}}`
    const { spending } = bench({ prefix })
    const limits = [{ account: account(day(10)), maxUsd: 10 }]
    const call = { listingId: 'lst_1', step: 's', model: 'm', endpoint: 'e', prompt: 'p' }
    await spending.begin(account(day(10)), 0)
    const [key = ''] = await redis.keys(`${prefix}:spending:day:*`)
    await redis.expire(key, 60)
    await spending.reserve('call-1', 2, limits, call)
    expect(await redis.ttl(key)).toBeGreaterThan(30 * 24 * 60 * 60)
  })

  it('holds to a ceiling of tenths of dollars exactly', async () => {
    const { spending } = bench()
    const limits = [{ account: account(day(0.3)), maxUsd: 0.3 }]
    const call = { listingId: 'lst_1', step: 's', model: 'm', endpoint: 'e', prompt: 'p' }
    await spending.begin(account(day(0.3)), 0)
    for (const id of ['1', '2', '3']) expect((await spending.reserve(id, 0.1, limits, call)).outcome).toBe('reserved')
    for (const id of ['1', '2', '3']) await spending.settle(id, 0.1)
    expect((await spending.reserve('4', 1e-9, limits, call)).outcome).toBe('spent')
  })
})

it('says in our own words that Redis is away before anything is sent', async () => {
  const gone = new Redis('redis://127.0.0.1:1', { maxRetriesPerRequest: 0, retryStrategy: () => null })
  gone.on('error', () => {})
  const { budget } = bench({ on: gone })
  const send = async () => expect.unreachable('it was sent')
  const error = await failureOf(runWith(await budgetCase([day(5)]), { send, budget }))
  expect(error).toMatchObject({ code: 'redis-unavailable', disposition: 'retry' })
  gone.disconnect()
})

async function worstOf(): Promise<number> {
  const { call, input } = await budgetCase([day(1)])
  return worstCaseUsd(call.request, input.profile) ?? Number.NaN
}

async function bookedWorst(): Promise<number> {
  return Math.ceil(Number(((await worstOf()) * 1e9).toFixed(3))) / 1e9
}
