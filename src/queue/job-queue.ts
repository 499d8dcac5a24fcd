import type { Queue } from 'bullmq'
import type { JobOrder, QueueName } from '../domain/job.ts'

/** The sending side of the queues. Failures are `HangtagError` with code `queue-unavailable` and disposition `retry`. */
export type JobQueue = {
  /** Adds each order under its `jobId`; one that is there already is left as it is. Never waits past its deadline. */
  enqueue(orders: readonly JobOrder[]): Promise<void>
  /** The orders whose job is not in the queue in any state. */
  missing(orders: readonly JobOrder[]): Promise<JobOrder[]>
  /** Takes out jobs that have not started; one that runs finds its row gone and stops by itself. */
  remove(orders: readonly JobOrder[]): Promise<void>
  /** Empties BullMQ's event streams: nothing reads them, and the ids in them would outlive a deleted listing. */
  clearEvents(): Promise<void>
  /** Jobs by queue and state. */
  counts(): Promise<Record<QueueName, Record<string, number>>>
  /** For the queue page. */
  queues: readonly Queue[]
  check(): Promise<void>
  close(): Promise<void>
}
