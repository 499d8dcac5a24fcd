import { describe, expect, it } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { LedgerRow } from '../../src/domain/internal-api.ts'
import type { AnswerStore, Budget } from '../../src/model/run-call.ts'
import { answerLikeAModel, type ChatRequest } from '../stubs/answer-like-a-model.ts'
import { budgetCase, failureOf, runWith } from './budget/budget-case.ts'

/** Notes what happens in which order. */
async function bench() {
  const one = await budgetCase([])
  const content = JSON.stringify(answerLikeAModel(one.call.request as unknown as ChatRequest))
  const body = {
    choices: [{ message: { content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 9, completion_tokens: 3 },
  }
  const order: string[] = []
  const rows: LedgerRow[] = []
  const note = (name: string) => async () => void order.push(name)
  const budget: Budget = { reserve: note('reserve'), settle: async (_id, usd) => void order.push(`settle ${usd}`) }
  const kept: unknown[] = []
  const answers: AnswerStore = {
    get: async () => kept[0] ?? null,
    put: async (_call, _input, answer) => {
      order.push('keep')
      kept.push(answer)
    },
  }
  const addLedgerRow = async (row: LedgerRow) => {
    order.push('ledger')
    rows.push(row)
  }
  const send = async () => {
    order.push('send')
    return body
  }
  return { one, order, rows, kept, send, budget, more: { answers, addLedgerRow } }
}

describe('one call', () => {
  it('is reserved before it is sent, and settled after its row is written', async () => {
    const { one, order, send, budget, more } = await bench()
    const reading = await runWith(one, { send, budget, more })
    expect(reading.outcome).toMatchObject({ kind: 'claims' })
    expect(order.filter((name) => name !== 'keep')).toEqual(['reserve', 'send', 'ledger', 'settle 0.0000024'])
  })

  it('that is in the store is neither reserved nor sent, and its row says so', async () => {
    const { one, order, rows, send, budget, more } = await bench()
    await runWith(one, { send, budget, more })
    order.length = 0
    await runWith(one, { send, budget, more })
    expect(order).toEqual(['ledger'])
    expect(rows[1]).toMatchObject({ outcome: 'cached', costUsd: 0, usage: { input: 0, output: 0 } })
  })

  it('is kept although the ledger cannot be written: the job that comes again pays nothing', async () => {
    const { one, order, kept, send, budget, more } = await bench()
    const away = async () => {
      throw new HangtagError('the API is away', { code: 'api-unavailable', disposition: 'retry' })
    }
    const error = await failureOf(runWith(one, { send, budget, more: { ...more, addLedgerRow: away } }))
    expect(error.code).toBe('api-unavailable')
    expect(kept).toHaveLength(1)
    // Not settled: what was set aside stays until the sweep has looked.
    expect(order).toEqual(['reserve', 'send', 'keep'])
    await runWith(one, { send, budget, more })
    expect(order.filter((name) => name === 'send')).toHaveLength(1)
  })

  it('that was not sent gives everything back, writes nothing and throws why', async () => {
    const { one, order, rows, budget, more } = await bench()
    const busy = {
      code: 'model-busy',
      disposition: 'rate-limited',
      retryAfterMs: 70,
      evidence: { sent: false },
    } as const
    const send = async () => {
      throw new HangtagError('later', busy)
    }
    expect(await failureOf(runWith(one, { send, budget, more }))).toMatchObject({
      code: 'model-busy',
      retryAfterMs: 70,
    })
    expect(order).toEqual(['reserve', 'settle 0'])
    expect(rows).toEqual([])
  })

  it('that failed on the way is in the ledger, and its answer is not kept', async () => {
    const { one, order, rows, budget, more } = await bench()
    const send = async () => {
      throw new HangtagError('late', {
        code: 'model-unavailable',
        disposition: 'retry',
        evidence: { reason: 'timeout' },
      })
    }
    expect((await runWith(one, { send, budget, more })).outcome).toMatchObject({ kind: 'failed' })
    expect(rows).toMatchObject([{ outcome: 'model-unavailable', costUsd: null }])
    expect(order).toEqual(['reserve', 'ledger', 'settle null'])
  })
})
