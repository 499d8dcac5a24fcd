import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { LedgerRow } from '../../src/domain/internal-api.ts'
import { accountOf } from '../../src/domain/spending.ts'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
import { createRedisSpending, type Spending } from '../../src/model/budget/create-redis-spending.ts'
import { unknownFlow } from '../../src/model/flow/flow-state.ts'
import { startTestApp, type TestApp, workerKey } from './start-test-app.ts'

let test: TestApp
let worker: InternalClient
let redis: Redis
let spending: Spending
const flow = { state: unknownFlow }
beforeAll(async () => {
  redis = new Redis(inject('redisUrl'))
  spending = createRedisSpending(redis, `{test-${randomUUID()}}`)
  const modelFlows = [{ model: 'gpt-6-luna', flow: { read: async () => flow.state } }]
  test = await startTestApp(inject('redisUrl'), { spending, modelFlows })
  worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
})
afterAll(async () => {
  await worker.close()
  await test.close()
  redis.disconnect()
})

const tenant = () => `tenant-${randomUUID().slice(0, 8)}`
const as = (name: string) => ({ headers: { 'hangtag-tenant': name } })
const today = () => new Date().toISOString().slice(0, 10)

async function create(name: string, headers: Record<string, string> = {}): Promise<string> {
  const body = { text: `dress ${randomUUID()}` }
  const made = await test.call('POST', '/v1/listings', { body, headers: { ...as(name).headers, ...headers } })
  expect(made.status).toBe(202)
  return made.body.listingId
}

async function spend(listingId: string, over: Partial<LedgerRow> = {}): Promise<void> {
  await worker.addLedgerRow({
    ...{ id: randomUUID(), listingId, step: 'extract-attributes', model: 'gpt-6-luna', endpoint: 'api.openai.com' },
    ...{
      prompt: 'p@1',
      usage: { input: 100, cached: 40, cacheWrite: 0, output: 20 },
      costUsd: 0.5,
      outcome: 'ok',
      ms: 9,
    },
    ...over,
  })
}

describe('usage', () => {
  it('says by day, step and model what calls came to, and what is not known', async () => {
    const name = tenant()
    const listing = await create(name)
    await spend(listing)
    await spend(listing, { costUsd: null })
    await spend(listing, {
      step: 'choose-category',
      costUsd: 0,
      outcome: 'cached',
      usage: { input: 0, cached: 0, output: 0 },
    })
    const { status, body } = await test.call('GET', '/v1/usage', as(name))
    expect(status).toBe(200)
    const tokens = { input: 200, cached: 80, cacheWrite: 0, output: 40 }
    expect(body.rows.map(({ day, step, calls }: Record<string, unknown>) => [day, step, calls])).toEqual([
      [today(), 'choose-category', 1],
      [today(), 'extract-attributes', 2],
    ])
    expect(body.total).toEqual({ calls: 3, cachedCalls: 1, unknownPriceCalls: 1, tokens, costUsd: 0.5 })
    expect(body.today).toEqual({ day: today(), budgetUsd: null, spentUsd: 0.5, reservedUsd: 0, leftUsd: null })
  })

  it('is that of the key’s own tenant', async () => {
    const [one, other] = [tenant(), tenant()]
    await spend(await create(one))
    const key = await test.makeKey(other, ['listings:read'])
    expect((await test.call('GET', '/v1/usage', { key })).body.total.calls).toBe(0)
    expect((await test.call('GET', '/v1/usage', { key, ...as(one) })).status).toBe(403)
  })

  it.each(['from=2026-11-02&to=2026-11-01', 'from=2024-01-01&to=2026-01-01', 'from=yesterday', 'to=2026-02-30'])(
    'refuses the range %s',
    async (query) => {
      expect((await test.call('GET', `/v1/usage?${query}`)).status).toBe(400)
    },
  )

  it('shows what is left as the workers count it, with what is set aside', async () => {
    const name = tenant()
    await test.call('PUT', '/v1/budget', { ...as(name), body: { dayUsd: 5 } })
    const account = accountOf({ kind: 'day', tenant: name, id: '' }, new Date())
    await spending.begin(account, 1)
    const call = { listingId: 'lst_1', step: 's', model: 'm', endpoint: 'e', prompt: 'p' }
    await spending.reserve(randomUUID(), 0.5, [{ account, maxUsd: 5 }], call)
    const { body } = await test.call('GET', '/v1/usage', as(name))
    expect(body.today).toMatchObject({ budgetUsd: 5, spentUsd: 1, reservedUsd: 0.5, leftUsd: 3.5 })
  })
})

describe('the budget of a day', () => {
  it('is set by the ops key alone, for one tenant, and reaches its work items', async () => {
    const name = tenant()
    const key = await test.makeKey(name, ['listings:read', 'listings:write', 'listings:publish'])
    expect((await test.call('PUT', '/v1/budget', { key, body: { dayUsd: 100 } })).body.code).toBe('ops-key-required')
    expect((await test.call('PUT', '/v1/budget', { ...as(name), body: { dayUsd: 2.5 } })).status).toBe(200)
    const limits = (await worker.workItem(await create(name)))?.spendingLimits
    expect(limits).toEqual([{ kind: 'day', tenant: name, id: '', maxUsd: 2.5 }])
    expect((await worker.workItem(await create(tenant())))?.spendingLimits).toMatchObject([{ maxUsd: null }])
  })

  it('is the deployment’s where nothing was set for the tenant', async () => {
    const limits = { ...test.deps.limits, tenantBudgetUsd: 0.75 }
    const limited = await startTestApp(inject('redisUrl'), { store: test.deps.store, limits })
    const client = createInternalClient({ apiUrl: limited.url, workerKey, deadlineMs: 5_000 })
    try {
      expect((await client.workItem(await create(tenant())))?.spendingLimits).toMatchObject([{ maxUsd: 0.75 }])
      expect((await limited.call('GET', '/v1/usage', as(tenant()))).body.today.budgetUsd).toBe(0.75)
    } finally {
      await client.close()
      await limited.close()
    }
  })
})

describe('a spending cap', () => {
  it('is carried by the work items of what was ordered under it, and by no others', async () => {
    const name = tenant()
    const set = await test.call('PUT', '/v1/spending-caps/batch-1', { ...as(name), body: { maxUsd: 3 } })
    expect(set.body).toEqual({ id: 'batch-1', maxUsd: 3, spentUsd: 0, reservedUsd: 0 })
    const capped = await create(name, { 'hangtag-spending-cap': 'batch-1' })
    const free = await create(name)
    const caps = async (id: string) => (await worker.workItem(id))?.spendingLimits?.filter(({ kind }) => kind === 'cap')
    expect(await caps(capped)).toEqual([{ kind: 'cap', tenant: name, id: 'batch-1', maxUsd: 3 }])
    expect(await caps(free)).toEqual([])
    await spend(capped)
    await spend(free)
    expect((await test.call('GET', '/v1/spending-caps/batch-1', as(name))).body).toMatchObject({ spentUsd: 0.5 })
    expect(await worker.bookedUsd({ kind: 'cap', tenant: name, id: 'batch-1' })).toBe(0.5)
  })

  it('of another tenant is none', async () => {
    const [one, other] = [tenant(), tenant()]
    await test.call('PUT', '/v1/spending-caps/batch-1', { ...as(one), body: { maxUsd: 3 } })
    expect((await test.call('GET', '/v1/spending-caps/batch-1', as(other))).status).toBe(404)
    const headers = { ...as(other).headers, 'hangtag-spending-cap': 'batch-1' }
    const refused = await test.call('POST', '/v1/listings', { body: { text: 'dress' }, headers })
    expect([refused.status, refused.body.code]).toEqual([400, 'spending-cap-unknown'])
  })

  it('holds for digitizing again', async () => {
    const name = tenant()
    await test.call('PUT', '/v1/spending-caps/batch-1', { ...as(name), body: { maxUsd: 3 } })
    const id = await create(name)
    const data = { listingId: id, revision: 1, run: 1 }
    await test.deps.store.work.deadLetter({ queue: 'digitize', data, code: 'x', reason: 'y', attempts: 1 })
    const headers = { ...as(name).headers, 'hangtag-spending-cap': 'batch-1' }
    expect((await test.call('POST', `/v1/listings/${id}/redigitize`, { headers })).status).toBe(202)
    expect((await worker.workItem(id))?.spendingLimits).toMatchObject([{ kind: 'day' }, { kind: 'cap', id: 'batch-1' }])
  })
})

it('a model that is not asked any more shows in readiness and in the metrics, with the reason', async () => {
  const metric = (reason: string, value: number) =>
    `hangtag_model_paused{model="gpt-6-luna",reason="${reason}"} ${value}`
  expect((await test.call('GET', '/readyz')).body.parts.model).toBe('up')
  expect((await test.call('GET', '/metrics')).body).toContain(metric('quota', 0))
  flow.state = { ...unknownFlow, openReason: 'quota', openUntil: 1, requestsPerMinute: 500 }
  try {
    expect((await test.call('GET', '/readyz')).body).toMatchObject({ status: 'degraded', parts: { model: 'down' } })
    const { body } = await test.call('GET', '/metrics')
    expect(body).toContain(metric('quota', 1))
    expect(body).toContain(metric('outage', 0))
    expect(body).toContain('hangtag_model_limit_per_minute{model="gpt-6-luna",of="requests"} 500')
  } finally {
    flow.state = unknownFlow
  }
})
