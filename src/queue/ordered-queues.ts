import type { QueueName } from '../domain/job.ts'

/**
 * The queues whose jobs run one at a time over all worker processes, in the order in which they came: two writers lose rows of
 * Milvus Lite, and an older version of an item, or one that was removed meanwhile, could be written last. A job of such a
 * queue that must be tried again goes back to its head, and the whole queue pauses.
 */
export const orderedQueues: ReadonlySet<QueueName> = new Set<QueueName>(['index'])
