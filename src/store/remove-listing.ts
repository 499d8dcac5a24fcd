import { and, eq } from 'drizzle-orm'
import { type JobOrder, jobId } from '../domain/job.ts'
import { lockListing } from './change-listing.ts'
import type { Database, Queries } from './database.ts'
import { deliveryOrder } from './delivery-store.ts'
import { isTrusted } from './is-trusted.ts'
import { newId } from './new-id.ts'
import { digitizeOrder, indexOrder, ordersOf, photoOrder } from './orders-of.ts'
import { readOrder } from './put-dead-letter.ts'
import type { ListingStore } from './store.ts'
import { deadLetters, deletions, deliveries, events, listings, type StoredListing } from './tables.ts'

/**
 * Deletes a listing and all rows that hang on it. A row with nothing but ids stays until the index worker has confirmed that
 * the vector index and the photo store are rid of it too. `obsolete`: every job that may still wait for it in the queue.
 */
export function removeListing(database: Database, tenant: string, id: string): ReturnType<ListingStore['remove']> {
  return database.transaction(async (queries) => {
    const row = await lockListing(queries, id, tenant)
    if (row === null) return { refused: 'not-found' }
    const at = database.now()
    const obsolete = await obsoleteOrders(queries, row, at)
    const deletionId = newId('del')
    await queries.delete(listings).where(eq(listings.id, id))
    await queries.insert(deletions).values({
      id: deletionId,
      tenant,
      listingId: id,
      indexed: mayBeIndexed(row),
      createdAt: at,
      hintedAt: at,
      lost: 0,
    })
    return { refused: null, orders: [{ queue: 'index', data: { kind: 'remove', deletionId } }], obsolete }
  })
}

// Jobs of earlier runs and versions may wait behind a backlog: the events know them all.
async function obsoleteOrders(queries: Queries, row: StoredListing, at: Date): Promise<JobOrder[]> {
  const told = await queries.select({ data: events.data }).from(events).where(eq(events.listingId, row.id))
  const pending = await queries
    .select({ id: deliveries.id, attempt: deliveries.attempt, nextAt: deliveries.nextAt })
    .from(deliveries)
    .where(and(eq(deliveries.listingId, row.id), eq(deliveries.state, 'pending')))
  const dead = await queries
    .select({ queue: deadLetters.queue, data: deadLetters.data })
    .from(deadLetters)
    .where(eq(deadLetters.listingId, row.id))
  const all = [
    ...ordersOf(row),
    ...row.photos.map((photo) => photoOrder(row, photo.index)),
    ...told.flatMap(({ data }) => ordersAt({ ...row, ...(data as Pick<StoredListing, 'state' | 'version'>) })),
    ...pending.map((delivery) => deliveryOrder(delivery, at)),
    ...dead.map(readOrder).filter((order) => order !== null),
  ]
  return [...new Map(all.map((order) => [jobId(order), order])).values()]
}

// A listing in any state may have been on its way into the index, or out of it.
function ordersAt(row: StoredListing): JobOrder[] {
  return [indexOrder(row), ...(isTrusted(row) ? [] : [digitizeOrder(row)])]
}

function mayBeIndexed(row: StoredListing): boolean {
  return row.indexedVersion !== null || (isTrusted(row) && !row.indexWaiting)
}
