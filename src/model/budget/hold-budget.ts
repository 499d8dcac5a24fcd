import { setTimeout as delay } from 'node:timers/promises'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { accountOf, type SpendingAccount, type SpendingLimit } from '../../domain/spending.ts'
import type { ModelCall } from '../model-call.ts'
import type { ModelInput } from '../model-input.ts'
import type { Budget } from '../run-call.ts'
import type { Spending } from './create-redis-spending.ts'
import { worstCaseUsd } from './worst-case-usd.ts'

export type BudgetOptions = {
  /** What the ledger says was spent in an account that Redis does not know (of a new day, or of a Redis that was emptied). */
  bookedUsd(account: SpendingAccount): Promise<number>
  /** A call that does not fit while others are open waits here for so long; then its job is put off. */
  waitMsMax: number
  log: Record<'warn', (facts: object, message: string) => void>
}

const lookAgainMs = 40
/** A call takes seconds; what it leaves shows when it ends. */
const comeBackMs = { least: 1_000, most: 5_000 }

/**
 * The ceilings that a listing was ordered under, held exactly: the most that a call can cost is set aside in one step before it
 * is sent. What does not fit throws, with `sent: false`: `budget-spent` and `price-unknown` (give up: the free draft), and
 * `budget-busy` (rate-limited) where open calls may leave something.
 */
export function holdBudget(spending: Spending, options: BudgetOptions): Budget {
  return {
    reserve: async (id, call, input, signal) => {
      const limits = input.listing.spendingLimits ?? []
      if (limits.length === 0) return
      const usd = worstCaseUsd(call.request, input.profile)
      if (usd === null) {
        const limited = limits.find(({ maxUsd }) => maxUsd !== null)
        if (limited === undefined) return
        throw priceUnknown(limited, call, input)
      }
      await reserve(id, usd, limits, call, input, signal)
    },
    settle: async (id, costUsd) => {
      try {
        await spending.settle(id, costUsd)
      } catch (error) {
        // The answer is there, and is not lost for this: what is not settled stays booked until the sweep compares it.
        options.log.warn({ reason: error instanceof Error ? error.message : String(error) }, 'a call was not settled')
      }
    },
  }

  async function reserve(
    id: string,
    usd: number,
    limits: readonly SpendingLimit[],
    call: ModelCall,
    input: ModelInput,
    signal: AbortSignal,
  ): Promise<void> {
    const giveUpAt = performance.now() + options.waitMsMax
    const held = limits.map((limit) => ({ account: accountOf(limit, new Date()), maxUsd: limit.maxUsd }))
    for (;;) {
      signal.throwIfAborted()
      const answer = await spending.reserve(id, usd, held, reservedCall(call, input))
      if (answer.outcome === 'reserved') return
      const limit = limits[answer.place] as SpendingLimit
      if (answer.outcome === 'spent') throw spent(limit, usd)
      if (answer.outcome === 'unknown') {
        const { account } = held[answer.place] as (typeof held)[number]
        await spending.begin(account, await options.bookedUsd(account))
      } else if (performance.now() + lookAgainMs > giveUpAt) throw busy(limit)
      else await delay(lookAgainMs, undefined, { signal })
    }
  }
}

function reservedCall(call: ModelCall, { listing, settings }: ModelInput) {
  const { step, prompt, request } = call
  const endpoint = settings.model?.endpoint ?? ''
  return { listingId: listing.listingId, step, prompt, model: request.model, endpoint }
}

function spent({ kind, maxUsd }: SpendingLimit, neededUsd: number): HangtagError {
  const budget = kind === 'day' ? `budget of $${maxUsd} for this day (UTC)` : `spending cap of $${maxUsd}`
  return new HangtagError(`The ${budget} is spent, so the model was not asked.`, {
    code: 'budget-spent',
    disposition: 'give-up',
    evidence: { sent: false, kind, maxUsd, neededUsd },
  })
}

function busy({ kind, maxUsd }: SpendingLimit): HangtagError {
  // Spread, because all that wait see the same call end.
  const retryAfterMs = Math.round(comeBackMs.least + Math.random() * (comeBackMs.most - comeBackMs.least))
  return new HangtagError('What is left of the budget is set aside for calls that are under way.', {
    code: 'budget-busy',
    disposition: 'rate-limited',
    retryAfterMs,
    evidence: { sent: false, kind, maxUsd },
  })
}

function priceUnknown({ kind, maxUsd }: SpendingLimit, call: ModelCall, { settings }: ModelInput): HangtagError {
  const model = call.request.model
  const endpoint = settings.model?.endpoint ?? 'the endpoint'
  return new HangtagError(
    `The price of ${model} at ${endpoint} is not known, so no budget can be held and the model was not asked. Name its price in a file (MODEL_PRICES), or take the budget of $${maxUsd} off.`,
    { code: 'price-unknown', disposition: 'give-up', evidence: { sent: false, kind, model, endpoint } },
  )
}
