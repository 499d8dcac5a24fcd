import type { LedgerRow } from '../domain/internal-api.ts'
import type { ReservedCall } from '../domain/spending.ts'

export type ReconcileDeps = {
  open(olderThanMs: number, now: Date): Promise<{ id: string; call: ReservedCall }[]>
  /** Dollars (null: not known) of those calls that have a row in the ledger. */
  costs(callIds: readonly string[]): Promise<Map<string, number | null>>
  addLedgerRow(row: LedgerRow): Promise<unknown>
  settle(id: string, usd: number | null): Promise<unknown>
}

/**
 * What calls left set aside that died under way: a row in the ledger says what they cost; without one nobody knows, so they
 * stay booked in full, and the ledger says that a call was lost.
 */
export async function reconcileSpending(
  deps: ReconcileDeps,
  { olderThanMs, now }: { olderThanMs: number; now: Date },
): Promise<void> {
  const open = await deps.open(olderThanMs, now)
  if (open.length === 0) return
  const costs = await deps.costs(open.map(({ id }) => id))
  for (const { id, call } of open) {
    const known = costs.get(id)
    if (known === undefined) await deps.addLedgerRow(lostRow(id, call))
    await deps.settle(id, known ?? null)
  }
}

function lostRow(id: string, call: ReservedCall): LedgerRow {
  const usage = { input: 0, cached: 0, cacheWrite: 0, output: 0 }
  return { id, ...call, usage, costUsd: null, outcome: 'lost', ms: 0 }
}
