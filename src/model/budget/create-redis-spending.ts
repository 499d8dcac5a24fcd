import type { Redis } from 'ioredis'
import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type ReservedCall, reservedCallSchema, type SpendingAccount } from '../../domain/spending.ts'
import { spendingScript } from './spending-script.ts'

/** What is spent and set aside, shared by all workers. Failures are `HangtagError` code `redis-unavailable`, `retry`. */
export type Spending = {
  /**
   * Sets the amount aside in all accounts or in none. Otherwise says which one it did not fit: `unknown` until `begin` has said
   * what was spent, `spent` where it never fits, `wait` where it may fit when what is open is settled.
   */
  reserve(
    id: string,
    usd: number,
    limits: readonly { account: SpendingAccount; maxUsd: number | null }[],
    call: ReservedCall,
  ): Promise<{ outcome: 'reserved' } | { outcome: 'unknown' | 'spent' | 'wait'; place: number }>
  /** What was spent in this account so far, by the ledger; an account that is known already stays as it is. */
  begin(account: SpendingAccount, usd: number): Promise<void>
  /** Books the dollars (null: all that was set aside) and frees the rest. Settling twice is settling once. */
  settle(id: string, usd: number | null): Promise<void>
  /** Null: nothing was spent there, or nobody knows. */
  read(account: SpendingAccount): Promise<{ spentUsd: number; reservedUsd: number } | null>
  /** Reservations that are older than this. */
  open(olderThanMs: number, now: Date): Promise<{ id: string; call: ReservedCall }[]>
}

/** Keys are `{prefix}:spending:…`: with a `{hash tag}` in the prefix all are on one node of a cluster. */
export function createRedisSpending(redis: Redis, prefix: string): Spending {
  const openKey = `${prefix}:spending:open`
  const keyOf = ({ kind, tenant, id }: SpendingAccount) => `${prefix}:spending:${kind}:${tenant}:${id}`
  const run = (keys: string[], ...given: string[]): Promise<string[]> =>
    answered(redis.eval(spendingScript, keys.length + 1, openKey, ...keys, ...given) as Promise<string[]>)
  return {
    reserve: async (id, usd, limits, call) => {
      const keys = limits.map(({ account }) => keyOf(account))
      const ceilings = limits.map(({ maxUsd }) => (maxUsd === null ? '-1' : String(Math.floor(billionths(maxUsd)))))
      const [outcome, place] = await run(keys, 'reserve', id, wholeBillionths(usd), JSON.stringify(call), ...ceilings)
      if (outcome === 'reserved') return { outcome }
      return { outcome: outcomeSchema.parse(outcome), place: Number(place) }
    },
    begin: async (account, usd) => {
      await run([keyOf(account)], 'begin', wholeBillionths(usd))
    },
    settle: async (id, usd) => {
      await run([], 'settle', id, usd === null ? '-1' : wholeBillionths(usd))
    },
    read: async (account) => {
      const [spent, reserved] = await answered(redis.hmget(keyOf(account), 'spent', 'reserved'))
      if (!spent) return null
      return { spentUsd: Number(spent) / 1e9, reservedUsd: Number(reserved) / 1e9 }
    },
    open: async (olderThanMs, now) => {
      const stored = await answered(redis.hgetall(openKey))
      return Object.entries(stored).flatMap(([id, text]) => {
        const { at, call } = recordSchema.parse(JSON.parse(text))
        return at * 1_000 < now.getTime() - olderThanMs ? [{ id, call }] : []
      })
    },
  }
}

const outcomeSchema = z.enum(['unknown', 'spent', 'wait'])
const recordSchema = z.object({
  at: z.coerce.number(),
  call: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(reservedCallSchema),
})

/** Whole numbers, so that sums in Redis are exact: what is booked is rounded up, a ceiling down. */
function billionths(usd: number): number {
  // A product such as 0.3 × 1e9 may come out a hair off the whole number that is meant.
  return Number((usd * 1e9).toFixed(3))
}
function wholeBillionths(usd: number): string {
  return String(Math.ceil(billionths(usd)))
}

async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    throw new HangtagError('Redis, which budgets are kept in, does not answer.', {
      code: 'redis-unavailable',
      disposition: 'retry',
      cause,
    })
  }
}
