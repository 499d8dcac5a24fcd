import type { SpendingAccount } from '../domain/spending.ts'
import type { RouteContext } from './route-context.ts'

/** What is spent and set aside in an account: as the workers count it, or by the ledger where they have not begun to. */
export async function readSpending(
  account: SpendingAccount,
  { spending, store }: Pick<RouteContext, 'spending' | 'store'>,
): Promise<{ spentUsd: number; reservedUsd: number }> {
  const counted = await spending.read(account)
  return counted ?? { spentUsd: await store.spending.booked(account), reservedUsd: 0 }
}
