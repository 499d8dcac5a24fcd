import { eq, inArray, sql } from 'drizzle-orm'
import type { JobOrder } from '../domain/job.ts'
import { commitStep } from './commit-step.ts'
import type { Database } from './database.ts'
import { deletions, listings } from './tables.ts'

/**
 * What waited for an index that can be used: asks by partial indexes, so a million rows that wait for nothing cost nothing.
 * `offer` gives at most `limit` rows of each kind back to the queue.
 */
export function createWaitingWork(database: Database): {
  some(): Promise<boolean>
  offer(limit: number): Promise<JobOrder[]>
} {
  return {
    some: () =>
      database.read(async (queries) => {
        const isListing = queries.select({ id: listings.id }).from(listings).where(waiting(listings)).limit(1)
        const isDeletion = queries.select({ id: deletions.id }).from(deletions).where(waiting(deletions)).limit(1)
        return (await isListing).length > 0 || (await isDeletion).length > 0
      }),
    offer: (limit) =>
      database.transaction(async (queries) => {
        const at = database.now()
        const orders: JobOrder[] = []
        const rows = await queries.select().from(listings).where(waiting(listings)).limit(limit).for('update')
        for (const row of rows) {
          const step = { row: { ...row, indexWaiting: false }, events: [] }
          orders.push(...(await commitStep(queries, at, row, step)).orders)
        }
        const gone = await queries.select({ id: deletions.id }).from(deletions).where(waiting(deletions)).limit(limit)
        const ids = gone.map(({ id }) => id)
        if (ids.length > 0)
          await queries
            .update(deletions)
            .set({ indexWaiting: false, hintedAt: at, lost: 0 })
            .where(inArray(deletions.id, ids))
        orders.push(...ids.map((id): JobOrder => ({ queue: 'index', data: { kind: 'remove', deletionId: id } })))
        return orders
      }),
  }
}

function waiting(table: typeof listings | typeof deletions) {
  return eq(table.indexWaiting, sql`true`)
}
