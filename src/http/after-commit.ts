import type { JobOrder } from '../domain/job.ts'
import type { AppDeps } from './app-deps.ts'
import type { ListingSignals } from './listing-signals.ts'

/**
 * What follows a committed change: its orders go to the queue, and open event streams are woken. Both are hints. A queue
 * that is away is logged and no error: the rows are the truth, and the sweeper puts the orders in later.
 */
export type AfterCommit = (change: { listingId: string | null; orders: readonly JobOrder[] }) => Promise<void>

export function createAfterCommit(deps: Pick<AppDeps, 'queue' | 'log'>, signals: ListingSignals): AfterCommit {
  return async ({ listingId, orders }) => {
    if (listingId !== null) signals.notify(listingId)
    if (orders.length === 0) return
    try {
      await deps.queue.enqueue(orders)
    } catch (error) {
      deps.log.warn({ err: error, listingId, orders: orders.length }, 'orders not enqueued; the sweeper will do it')
    }
  }
}
