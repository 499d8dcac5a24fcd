import { and, eq } from 'drizzle-orm'
import type { SpendingLimit } from '../domain/spending.ts'
import type { Queries } from './database.ts'
import { policies, type StoredListing, spendingCaps } from './tables.ts'

/**
 * What a listing's model calls are booked under: its tenant's day, always, with the tenant's own budget where it has one (the
 * API adds the deployment's), and the cap that it was ordered under.
 */
export async function spendingLimits(
  queries: Queries,
  { tenant, spendingCap }: Pick<StoredListing, 'tenant' | 'spendingCap'>,
): Promise<SpendingLimit[]> {
  const [policy] = await queries.select().from(policies).where(eq(policies.tenant, tenant))
  const day: SpendingLimit = { kind: 'day', tenant, id: '', maxUsd: policy?.dayBudgetUsd ?? null }
  if (spendingCap === null) return [day]
  const [cap] = await queries
    .select()
    .from(spendingCaps)
    .where(and(eq(spendingCaps.tenant, tenant), eq(spendingCaps.id, spendingCap)))
  return [day, { kind: 'cap', tenant, id: spendingCap, maxUsd: cap?.maxUsd ?? null }]
}
