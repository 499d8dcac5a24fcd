import { z } from 'zod'

// Jobs carry ids only: what they work on is in the row, and the tenant comes from the row. Data in Redis is clear text.

const lanes = ['seller', 'bulk'] as const
export const laneSchema = z.enum(lanes)
/** Sellers wait for theirs; `bulk` is for batches, with queues of its own, so that a backfill cannot starve a seller. */
export type Lane = z.infer<typeof laneSchema>

const photoJobSchema = z.object({
  listingId: z.string(),
  index: z.int().min(0).max(15),
})
export type PhotoJob = z.infer<typeof photoJobSchema>

const digitizeJobSchema = z.object({
  listingId: z.string(),
  revision: z.int().min(1),
  run: z.int().min(1),
})

/**
 * put: index an accepted listing; remove: take a deleted one out; import: index a stored batch of catalog items; reindex: one
 * step of filling a new collection.
 */
const indexJobSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('put'), listingId: z.string(), version: z.int().min(1) }),
  z.object({ kind: z.literal('remove'), deletionId: z.string() }),
  z.object({ kind: z.literal('import'), importId: z.string() }),
  z.object({ kind: z.literal('reindex'), reindexId: z.string(), step: z.int().min(1) }),
])
export type IndexJob = z.infer<typeof indexJobSchema>

const webhookJobSchema = z.object({ deliveryId: z.string(), attempt: z.int().min(1) })
export type WebhookJob = z.infer<typeof webhookJobSchema>

const publishJobSchema = z.object({ listingId: z.string(), version: z.int().min(1) })
export type PublishJob = z.infer<typeof publishJobSchema>

export const jobSchemas = {
  photos: photoJobSchema,
  'photos-bulk': photoJobSchema,
  digitize: digitizeJobSchema,
  'digitize-bulk': digitizeJobSchema,
  index: indexJobSchema,
  webhooks: webhookJobSchema,
  publish: publishJobSchema,
} as const
export type QueueName = keyof typeof jobSchemas
export const queueNames = Object.keys(jobSchemas) as QueueName[]
export type JobData<Q extends QueueName> = z.infer<(typeof jobSchemas)[Q]>

/** A job to enqueue: where, its data, and an optional delay. One value for every kind, so that a list can hold them all. */
export type JobOrder = { [Q in QueueName]: { queue: Q; data: JobData<Q>; delayMs?: number } }[QueueName]

/** The queue of a lane: sellers' jobs and bulk jobs never share one. */
export function photoQueue(lane: Lane): 'photos' | 'photos-bulk' {
  return lane === 'bulk' ? 'photos-bulk' : 'photos'
}
export function digitizeQueue(lane: Lane): 'digitize' | 'digitize-bulk' {
  return lane === 'bulk' ? 'digitize-bulk' : 'digitize'
}

/**
 * The id under which an order is enqueued. The same order has the same id, so that enqueueing twice is once. BullMQ forbids
 * `:` and digits-only ids.
 */
export function jobId(order: JobOrder): string {
  switch (order.queue) {
    case 'photos':
    case 'photos-bulk':
      return `photo-${order.data.listingId}-${order.data.index}`
    case 'digitize':
    case 'digitize-bulk':
      return `digitize-${order.data.listingId}-${order.data.revision}-${order.data.run}`
    case 'index':
      if (order.data.kind === 'put') return `put-${order.data.listingId}-${order.data.version}`
      if (order.data.kind === 'remove') return `remove-${order.data.deletionId}`
      if (order.data.kind === 'reindex') return `reindex-${order.data.reindexId}-${order.data.step}`
      return `import-${order.data.importId}`
    case 'webhooks':
      return `webhook-${order.data.deliveryId}-${order.data.attempt}`
    case 'publish':
      return `publish-${order.data.listingId}-${order.data.version}`
  }
}
