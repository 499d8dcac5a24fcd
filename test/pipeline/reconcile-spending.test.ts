import { expect, test } from 'vitest'
import type { LedgerRow } from '../../src/domain/internal-api.ts'
import { reconcileSpending } from '../../src/pipeline/reconcile-spending.ts'

const call = {
  listingId: 'lst_1',
  step: 'extract-attributes',
  model: 'gpt-6-luna',
  endpoint: 'api.openai.com',
  prompt: 'p@1',
}
const options = { olderThanMs: 120_000, now: new Date('2026-11-21T10:00:00Z') }

async function reconcile(open: string[], costs: Map<string, number | null>) {
  const rows: LedgerRow[] = []
  const settled = new Map<string, number | null>()
  await reconcileSpending(
    {
      open: async (olderThanMs, now) => {
        expect({ olderThanMs, now }).toEqual(options)
        return open.map((id) => ({ id, call }))
      },
      costs: async () => costs,
      addLedgerRow: async (row) => rows.push(row),
      settle: async (id, usd) => settled.set(id, usd),
    },
    options,
  )
  return { rows, settled }
}

test('a call that died after its row was written is booked with what the row says', async () => {
  const { rows, settled } = await reconcile(
    ['a', 'b'],
    new Map([
      ['a', 0.25],
      ['b', null],
    ]),
  )
  expect(rows).toEqual([])
  expect(settled).toEqual(
    new Map([
      ['a', 0.25],
      ['b', null],
    ]),
  )
})

test('a call that died before that stays booked in full, and the ledger says that it was lost', async () => {
  const { rows, settled } = await reconcile(['a'], new Map())
  expect(rows).toMatchObject([{ id: 'a', ...call, outcome: 'lost', costUsd: null }])
  expect(settled).toEqual(new Map([['a', null]]))
})
