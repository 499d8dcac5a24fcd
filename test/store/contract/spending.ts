import { expect, test } from 'vitest'
import type { LedgerRow } from '../../../src/domain/internal-api.ts'
import { create, newListing, newTenant, type Subject } from '../fixtures.ts'

export function spendingContract(subject: Subject) {
  const spend = async (tenant: string, row: Partial<LedgerRow> = {}, spendingCap: string | null = null) => {
    const listing = newListing(tenant, { spendingCap })
    await create(subject.store, listing)
    const id = `${listing.id}-call`
    await subject.store.work.addLedgerRow({ ...ledgerRow(id, listing.id), ...row })
    return { id, listingId: listing.id }
  }

  test('usage is summed by day, step and model, and says how many calls have no known price', async () => {
    const tenant = newTenant()
    const day = subject.clock.at.toISOString().slice(0, 10)
    await spend(tenant, { costUsd: 0.25 })
    await spend(tenant, { costUsd: 0.5 })
    await spend(tenant, { costUsd: null })
    await spend(tenant, { step: 'choose-category', costUsd: 0.125, outcome: 'cached' })
    await spend(newTenant(), { costUsd: 99 })
    const tokens = { input: 100, cached: 60, cacheWrite: 10, output: 20 }
    expect(await subject.store.spending.usage(tenant, day, day)).toEqual([
      {
        day,
        step: 'choose-category',
        model: 'small',
        calls: 1,
        cachedCalls: 1,
        unknownPriceCalls: 0,
        tokens,
        costUsd: 0.125,
      },
      {
        ...{ day, step: 'extract-attributes', model: 'small', calls: 3, cachedCalls: 0, unknownPriceCalls: 1 },
        tokens: { input: 300, cached: 180, cacheWrite: 30, output: 60 },
        costUsd: 0.75,
      },
    ])
  })

  test('days are those of UTC, both ends included', async () => {
    const tenant = newTenant()
    const at = subject.clock.at
    try {
      for (const moment of [
        '2026-12-01T23:59:59.999Z',
        '2026-12-02T00:00:00Z',
        '2026-12-03T23:59:59Z',
        '2026-12-04T00:00:00Z',
      ]) {
        subject.clock.at = new Date(moment)
        await spend(tenant, { costUsd: 1 })
      }
      const rows = await subject.store.spending.usage(tenant, '2026-12-02', '2026-12-03')
      expect(rows.map(({ day, calls }) => [day, calls])).toEqual([
        ['2026-12-02', 1],
        ['2026-12-03', 1],
      ])
      expect(await subject.store.spending.booked({ kind: 'day', tenant, id: '2026-12-03' })).toBe(1)
    } finally {
      subject.clock.at = at
    }
  })

  test('what a cap was spent on is known, also after the listing is gone', async () => {
    const tenant = newTenant()
    await subject.store.spending.putCap(tenant, { id: 'batch-1', maxUsd: 5 })
    const { listingId } = await spend(tenant, { costUsd: 0.5 }, 'batch-1')
    await spend(tenant, { costUsd: 8 })
    await subject.store.listings.remove(tenant, listingId)
    expect(await subject.store.spending.booked({ kind: 'cap', tenant, id: 'batch-1' })).toBe(0.5)
    expect(await subject.store.spending.booked({ kind: 'cap', tenant: newTenant(), id: 'batch-1' })).toBe(0)
  })

  test('a work item carries the ceilings of the tenant’s day and of the cap as they are now', async () => {
    const { spending, work } = subject.store
    const tenant = newTenant()
    await spending.putCap(tenant, { id: 'batch-1', maxUsd: 5 })
    const { listingId } = await create(subject.store, newListing(tenant, { spendingCap: 'batch-1' }))
    const cap = { kind: 'cap', tenant, id: 'batch-1', maxUsd: 5 }
    expect((await work.workItem(listingId))?.spendingLimits).toEqual([
      { kind: 'day', tenant, id: '', maxUsd: null },
      cap,
    ])
    await spending.putDayBudget(tenant, 2.5)
    await spending.putCap(tenant, { id: 'batch-1', maxUsd: 7 })
    expect((await work.workItem(listingId))?.spendingLimits).toEqual([
      { kind: 'day', tenant, id: '', maxUsd: 2.5 },
      { ...cap, maxUsd: 7 },
    ])
  })

  test('a budget changes nothing of the policy, and the policy nothing of the budget', async () => {
    const { spending, policies } = subject.store
    const tenant = newTenant()
    await policies.put(tenant, { acceptAt: 0.9 })
    await spending.putDayBudget(tenant, 3)
    await policies.put(tenant, { acceptAt: 0.8 })
    expect([await policies.get(tenant), await spending.dayBudget(tenant)]).toEqual([{ acceptAt: 0.8 }, 3])
    await spending.putDayBudget(tenant, null)
    expect([await policies.get(tenant), await spending.dayBudget(tenant)]).toEqual([{ acceptAt: 0.8 }, null])
  })

  test('digitizing again is under the cap of that order, and what a person changes is under none', async () => {
    const { spending, listings, work } = subject.store
    const tenant = newTenant()
    await spending.putCap(tenant, { id: 'batch-2', maxUsd: 1 })
    const listing = newListing(tenant)
    await create(subject.store, listing)
    const caps = async () => (await work.workItem(listing.id))?.spendingLimits?.filter(({ kind }) => kind === 'cap')
    const fail = () =>
      work.deadLetter({
        queue: 'digitize',
        data: { listingId: listing.id, revision: 1, run: 1 },
        code: 'x',
        reason: 'x',
        attempts: 1,
      })
    await fail()
    await listings.redigitize(tenant, listing.id, { spendingCap: 'batch-2' })
    expect(await caps()).toMatchObject([{ id: 'batch-2' }])
    await listings.change(tenant, listing.id, { text: 'size L cotton t-shirt' })
    expect(await caps()).toEqual([])
  })

  test('the dollars of calls are found by the ids of the calls', async () => {
    const tenant = newTenant()
    const known = await spend(tenant, { costUsd: 0.5 })
    const unknown = await spend(tenant, { costUsd: null })
    expect(await subject.store.spending.costs([known.id, unknown.id, 'never'])).toEqual(
      new Map([
        [known.id, 0.5],
        [unknown.id, null],
      ]),
    )
    expect(await subject.store.spending.costs([])).toEqual(new Map())
  })
}

function ledgerRow(id: string, listingId: string): LedgerRow {
  return {
    id,
    listingId,
    step: 'extract-attributes',
    model: 'small',
    endpoint: 'api.openai.com',
    prompt: 'extract-attributes@1',
    usage: { input: 100, cached: 60, cacheWrite: 10, output: 20 },
    costUsd: null,
    outcome: 'ok',
    ms: 12.5,
  }
}
