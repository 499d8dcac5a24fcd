import { digitizeQueue, type JobOrder, jobId, photoQueue } from '../domain/job.ts'
import { isTrusted } from './is-trusted.ts'
import type { StoredListing } from './tables.ts'

/**
 * All jobs that a row asks for as it stands. The one place that says so: verbs return what a change adds to it, the sweep
 * offers it again, a deletion takes it out of the queue.
 */
export function ordersOf(row: StoredListing): JobOrder[] {
  const orders = inputOrders(row)
  if (row.publishing !== null) {
    orders.push({ queue: 'publish', data: { listingId: row.id, version: row.publishing } })
  }
  if (asksIndex(row)) orders.push(indexOrder(row))
  return orders
}

/** The orders of `after` that `before` did not have. */
export function newOrders(before: StoredListing | null, after: StoredListing): JobOrder[] {
  const known = new Set(before === null ? [] : ordersOf(before).map(jobId))
  return ordersOf(after).filter((order) => !known.has(jobId(order)))
}

/** The job of one photo. */
export function photoOrder(row: StoredListing, index: number): JobOrder {
  return { queue: photoQueue(row.lane), data: { listingId: row.id, index } }
}

/** The job of the listing's current revision and run. */
export function digitizeOrder(row: StoredListing): JobOrder {
  return { queue: digitizeQueue(row.lane), data: { listingId: row.id, revision: row.revision, run: row.run } }
}

/** The job that brings the index to what the row is: the listing is put, or taken out where it is no longer accepted. */
export function indexOrder(row: Pick<StoredListing, 'id' | 'version'>): JobOrder {
  return { queue: 'index', data: { kind: 'put', listingId: row.id, version: row.version } }
}

function asksIndex(row: StoredListing): boolean {
  if (row.indexWaiting || row.indexFailedVersion === row.version) return false
  return isTrusted(row) ? row.indexedVersion !== row.version : row.indexedVersion !== null
}

// Digitizing waits for the last photo to settle.
function inputOrders(row: StoredListing): JobOrder[] {
  if (row.state !== 'received' && row.state !== 'digitizing') return []
  const waiting = row.photos.filter((photo) => photo.state === 'received')
  return waiting.length > 0 ? waiting.map((photo) => photoOrder(row, photo.index)) : [digitizeOrder(row)]
}
