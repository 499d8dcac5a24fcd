import type { DeadLetterReport } from '../domain/internal-api.ts'
import type { JobOrder } from '../domain/job.ts'
import type { PendingOrder } from '../store/store.ts'

/** A job that the queue lost this often is not put back again: something loses it each time. */
const lostMax = 5
const pageSize = 500
/** One sweep looks at this many pages, so that a large backlog cannot keep the process busy. */
const pagesMax = 20
/** Rows that waited for an index are offered in these many pages a sweep: 1,000 rows each few seconds, about what an index takes. */
const waitingPagesMax = 2

export type SweepDeps = {
  pendingOrders(olderThan: Date, limit: number): Promise<PendingOrder[]>
  hinted(orders: { order: JobOrder; lost: boolean }[]): Promise<void>
  missing(orders: readonly JobOrder[]): Promise<JobOrder[]>
  enqueue(orders: readonly JobOrder[]): Promise<void>
  deadLetter(report: DeadLetterReport): Promise<{ orders: JobOrder[] }>
  /** Work that no index could take. */
  waiting: { some(): Promise<boolean>; offer(limit: number): Promise<JobOrder[]> }
  /** Whether there is an index that would take it now. */
  isCatalogUsable(): Promise<boolean>
  clearEvents(): Promise<void>
  removeAbandonedUploads(now: Date): Promise<void>
  reconcileSpending(now: Date): Promise<void>
}

/**
 * The row is the truth, the queue is a hint: looks at every row that waits for a job and was not looked at for `afterMs`, and
 * puts back the jobs that the queue does not have. Resolves to how many it put back and gave up.
 */
export async function sweep(deps: SweepDeps, options: { afterMs: number; now: Date }): Promise<SweepResult> {
  const result = { restored: 0, givenUp: 0 }
  const olderThan = new Date(options.now.getTime() - options.afterMs)
  for (let page = 0; page < pagesMax; page += 1) {
    const pending = await deps.pendingOrders(olderThan, pageSize)
    if (pending.length === 0) break
    const missing = new Set(await deps.missing(pending.map(({ order }) => order)))
    const lost = pending.filter(({ order }) => missing.has(order))
    const hopeless = lost.filter((entry) => entry.lost >= lostMax)
    const restorable = lost.filter((entry) => entry.lost < lostMax)

    await deps.enqueue(restorable.map(({ order }) => order))
    await deps.hinted(
      pending.filter((entry) => !hopeless.includes(entry)).map(({ order }) => ({ order, lost: missing.has(order) })),
    )
    for (const entry of hopeless) {
      const { orders } = await deps.deadLetter(reportLost(entry))
      await deps.enqueue(orders)
    }
    result.restored += restorable.length
    result.givenUp += hopeless.length
    if (pending.length < pageSize) break
  }
  await offerWaiting(deps)
  await deps.clearEvents()
  await deps.removeAbandonedUploads(options.now)
  await deps.reconcileSpending(options.now)
  return result
}

async function offerWaiting({ waiting, isCatalogUsable, enqueue }: SweepDeps): Promise<void> {
  if (!(await waiting.some()) || !(await isCatalogUsable())) return
  for (let page = 0; page < waitingPagesMax; page += 1) {
    const orders = await waiting.offer(pageSize)
    if (orders.length === 0) return
    await enqueue(orders)
  }
}

export type SweepResult = { restored: number; givenUp: number }

function reportLost({ order, lost }: PendingOrder): DeadLetterReport {
  return {
    queue: order.queue,
    data: order.data,
    code: 'job-lost',
    reason: `The queue lost this job ${lost} times. Its worker may fail before it can say why.`,
    attempts: lost,
  }
}
