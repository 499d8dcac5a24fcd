import { HangtagError } from '../../domain/hangtag-error.ts'
import { worstCaseUsd } from '../../model/budget/worst-case-usd.ts'
import type { Budget } from '../../model/run-call.ts'

/**
 * A ceiling on what the calls of one run cost, of this process alone: the most that a call can cost is set aside before it is
 * sent, so that the ceiling holds however many are under way; a call that fits only if others cost less than their most waits
 * for them. `spentUsd`: what the run has cost before, where it is resumed. Refuses with `budget-spent`, and with
 * `price-unknown` where nothing says what a call costs.
 */
export function capSpending(maxUsd: number, spentUsd: number): Budget {
  const open = new Map<string, number>()
  let spent = spentUsd
  let settled = Promise.withResolvers<void>()
  const reserved = () => [...open.values()].reduce((sum, usd) => sum + usd, 0)
  return {
    reserve: async (id, call, { profile }, signal) => {
      const usd = worstCaseUsd(call.request, profile)
      if (usd === null) throw refused('price-unknown', priceUnknown(call.request.model))
      while (spent + reserved() + usd > maxUsd) {
        if (open.size === 0 || spent + usd > maxUsd)
          throw refused('budget-spent', `The run's ceiling of $${maxUsd} is reached`)
        await settled.promise
        signal.throwIfAborted()
      }
      open.set(id, usd)
    },
    settle: async (id, costUsd) => {
      spent += costUsd ?? open.get(id) ?? 0
      open.delete(id)
      settled.resolve()
      settled = Promise.withResolvers()
    },
  }
}

function priceUnknown(model: string): string {
  return `The price of ${model} is not known, so a ceiling cannot be held: name its price in a file (MODEL_PRICES)`
}

function refused(code: 'budget-spent' | 'price-unknown', message: string): HangtagError {
  return new HangtagError(message, { code, disposition: 'give-up', evidence: { sent: false } })
}
