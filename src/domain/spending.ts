import { z } from 'zod'

/**
 * A ceiling on what model calls may cost: of a tenant's day (UTC), or of a cap that listings were ordered under (a batch). Null
 * dollars: there is no ceiling, and what is spent is counted all the same, so that one that comes later holds too.
 */
export const spendingLimitSchema = z.object({
  kind: z.enum(['day', 'cap']),
  tenant: z.string(),
  /** Of a cap: its id. Of a day: empty, since the day is the one of the call. */
  id: z.string(),
  maxUsd: z.number().min(0).nullable(),
})
export type SpendingLimit = z.infer<typeof spendingLimitSchema>

/** Where spending is added up: a tenant's day, or a cap. */
export const spendingAccountSchema = z.object({ kind: z.enum(['day', 'cap']), tenant: z.string(), id: z.string() })
export type SpendingAccount = z.infer<typeof spendingAccountSchema>

/** The account of a limit for a call at this moment. */
export function accountOf({ kind, tenant, id }: Omit<SpendingLimit, 'maxUsd'>, at: Date): SpendingAccount {
  return { kind, tenant, id: kind === 'day' ? at.toISOString().slice(0, 10) : id }
}

/** What is needed to tell of a call that died: all that a ledger row says before the answer. */
export const reservedCallSchema = z.object({
  listingId: z.string(),
  step: z.string(),
  model: z.string(),
  endpoint: z.string(),
  prompt: z.string(),
})
export type ReservedCall = z.infer<typeof reservedCallSchema>

/** Ids of caps: chosen by whoever sets them. */
export const spendingCapIdSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/, 'lower-case letters, digits, - and _')
