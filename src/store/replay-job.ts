import { and, eq, isNull } from 'drizzle-orm'
import type { JobOrder } from '../domain/job.ts'
import { type Decision, lockListing, verbsOf, wrongState } from './change-listing.ts'
import { commitStep } from './commit-step.ts'
import type { Queries } from './database.ts'
import { deliveryOrder } from './delivery-store.ts'
import { isStep } from './listing-step.ts'
import { orderPublication } from './order-publication.ts'
import { replayReindex } from './reindex-store.ts'
import { rowOfOrder } from './row-of-order.ts'
import { startDigitizing } from './start-digitizing.ts'
import type { Refusal } from './store.ts'
import { deletions, deliveries, imports, type StoredListing, webhooks } from './tables.ts'

/**
 * Puts the work of a dead job back: a new run of the listing, the publish order, one more attempt of the delivery, the
 * indexing. No orders where the listing has moved on since, or what it was for is gone.
 */
export async function replayJob(queries: Queries, at: Date, order: JobOrder): Promise<JobOrder[] | Refusal> {
  if (order.queue === 'webhooks') return replayDelivery(queries, at, order.data.deliveryId)
  if (order.queue === 'index' && order.data.kind === 'reindex') return replayReindex(queries, at, order.data)
  const { table, id } = rowOfOrder(order)
  if (table === 'deletions' || table === 'imports') return replayIndexing(queries, at, order, { table, id })
  const row = await lockListing(queries, id)
  if (row === null) return []
  const decision = await decide(row, at, queries, order)
  if (decision === null) return []
  return isStep(decision) ? (await commitStep(queries, at, row, decision)).orders : decision
}

async function decide(
  row: StoredListing,
  at: Date,
  queries: Queries,
  order: Exclude<JobOrder, { queue: 'webhooks' }>,
): Promise<Decision> {
  switch (order.queue) {
    case 'photos':
    case 'photos-bulk': {
      const photo = row.photos[order.data.index]
      if (photo?.state !== 'rejected' || !photo.retriable) return null
      return verbsOf(row).includes('redigitize') ? startDigitizing(row, { retryPhotos: true }) : wrongState(row)
    }
    case 'digitize':
    case 'digitize-bulk': {
      const { revision, run } = order.data
      const isStillFailed = row.state === 'failed' && row.revision === revision && row.run === run
      return isStillFailed ? startDigitizing(row, { retryPhotos: true }) : null
    }
    case 'publish': {
      const isOver = row.publishing !== null || (row.publishedVersion ?? 0) >= order.data.version
      return isOver ? null : orderPublication(row, at, queries)
    }
    case 'index':
      return row.indexFailedVersion === null ? null : { row: { ...row, indexFailedVersion: null }, events: [] }
  }
}

// Attempts go on counting: each job keeps an id of its own. A webhook that was turned off stays so.
async function replayDelivery(queries: Queries, at: Date, id: string): Promise<JobOrder[]> {
  const [found] = await queries
    .select({ delivery: deliveries })
    .from(deliveries)
    .innerJoin(webhooks, and(eq(webhooks.id, deliveries.webhookId), isNull(webhooks.disabledAt)))
    .where(eq(deliveries.id, id))
    .for('update', { of: deliveries })
  if (found === undefined || found.delivery.state !== 'dead') return []
  const next = { attempt: found.delivery.attempt + 1, nextAt: at }
  await queries
    .update(deliveries)
    .set({ ...next, state: 'pending', hintedAt: at, lost: 0 })
    .where(eq(deliveries.id, id))
  return [deliveryOrder({ id, ...next }, at)]
}

async function replayIndexing(
  queries: Queries,
  at: Date,
  order: JobOrder,
  { table, id }: { table: 'deletions' | 'imports'; id: string },
): Promise<JobOrder[]> {
  const set = { hintedAt: at, lost: 0 }
  const again =
    table === 'deletions'
      ? await queries.update(deletions).set(set).where(eq(deletions.id, id)).returning({ id: deletions.id })
      : await queries
          .update(imports)
          .set({ ...set, problem: null })
          .where(and(eq(imports.id, id), isNull(imports.finishedAt)))
          .returning({ id: imports.id })
  return again.length > 0 ? [order] : []
}
