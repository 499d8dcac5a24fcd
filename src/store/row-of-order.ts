import type { JobOrder } from '../domain/job.ts'

/** The row that an order comes from, and that says whether it still stands. */
export function rowOfOrder(order: JobOrder): {
  table: 'listings' | 'deliveries' | 'deletions' | 'imports' | 'reindexes'
  id: string
} {
  if (order.queue === 'webhooks') return { table: 'deliveries', id: order.data.deliveryId }
  if (order.queue !== 'index') return { table: 'listings', id: order.data.listingId }
  const job = order.data
  if (job.kind === 'remove') return { table: 'deletions', id: job.deletionId }
  if (job.kind === 'reindex') return { table: 'reindexes', id: job.reindexId }
  return job.kind === 'import' ? { table: 'imports', id: job.importId } : { table: 'listings', id: job.listingId }
}
