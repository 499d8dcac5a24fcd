import { and, eq } from 'drizzle-orm'
import type { DeliveryAttempt } from '../domain/internal-api.ts'
import type { JobOrder } from '../domain/job.ts'
import type { Database, Queries } from './database.ts'
import { plainText } from './plain-text.ts'
import { putDeadLetter } from './put-dead-letter.ts'
import type { WorkStore } from './store.ts'
import { deliveries, webhooks } from './tables.ts'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** How long after the attempt before it each attempt is made (Standard Webhooks 1.0.0, "Retries"). */
const scheduleMs = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

type StoredDelivery = typeof deliveries.$inferSelect

/** Webhook deliveries as the webhook worker sees them. */
export function createDeliveryStore(database: Database): Pick<WorkStore, 'delivery' | 'deliveryAttempt'> {
  return {
    delivery: (id) =>
      database.read(async (queries) => {
        const [row] = await queries
          .select({ delivery: deliveries, url: webhooks.url, secret: webhooks.secret })
          .from(deliveries)
          .innerJoin(webhooks, eq(webhooks.id, deliveries.webhookId))
          .where(eq(deliveries.id, id))
        if (row === undefined) return null
        const { body, attempt, state } = row.delivery
        return { id, url: row.url, secret: row.secret, body, attempt, done: state !== 'pending' }
      }),
    deliveryAttempt: (id, attempt) =>
      database.transaction(async (queries) => ({
        orders: await takeAttempt(queries, database.now(), id, attempt),
      })),
  }
}

/** The job of a delivery's next attempt. */
export function deliveryOrder(row: Pick<StoredDelivery, 'id' | 'attempt' | 'nextAt'>, at: Date): JobOrder {
  const delayMs = Math.max(0, row.nextAt.getTime() - at.getTime())
  return {
    queue: 'webhooks',
    data: { deliveryId: row.id, attempt: row.attempt },
    ...(delayMs === 0 ? {} : { delayMs }),
  }
}

async function takeAttempt(queries: Queries, at: Date, id: string, report: DeliveryAttempt): Promise<JobOrder[]> {
  // Webhook before delivery, always: two receivers' last words at once must not wait for each other.
  if (report.status === 410) await lockWebhookOf(queries, id)
  const [row] = await queries.select().from(deliveries).where(eq(deliveries.id, id)).for('update')
  if (row === undefined || row.state !== 'pending') return []
  // Told twice: the next attempt is ordered already, and ordering it again is once.
  if (report.attempt !== row.attempt) return [deliveryOrder(row, at)]

  const { status, error } = report
  const settle = (set: Partial<StoredDelivery>) =>
    queries
      .update(deliveries)
      .set({ status, error: error === null ? null : plainText(error), ...set })
      .where(eq(deliveries.id, id))
  if (status !== null && status >= 200 && status < 300) {
    await settle({ state: 'done', hintedAt: null })
    return []
  }
  if (status === 410) {
    await turnOff(queries, row.webhookId, at)
    return []
  }
  const delayMs = scheduleMs[row.attempt]
  if (delayMs === undefined) {
    await settle({ state: 'dead', hintedAt: null })
    await putDeadLetter(queries, at, {
      queue: 'webhooks',
      data: { deliveryId: id, attempt: row.attempt },
      listingId: row.listingId,
      code: 'webhook-undeliverable',
      reason: `${row.attempt} attempts failed; the last one ${status === null ? `got no answer: ${error}` : `was answered ${status}`}`,
      attempts: row.attempt,
    })
    return []
  }
  const next = { attempt: row.attempt + 1, nextAt: new Date(at.getTime() + delayMs) }
  // The sweep looks for it once it is due.
  await settle({ ...next, hintedAt: next.nextAt, lost: 0 })
  return [deliveryOrder({ id, ...next }, at)]
}

async function lockWebhookOf(queries: Queries, deliveryId: string): Promise<void> {
  const [found] = await queries
    .select({ webhookId: deliveries.webhookId })
    .from(deliveries)
    .where(eq(deliveries.id, deliveryId))
  if (found === undefined) return
  await queries.select({ id: webhooks.id }).from(webhooks).where(eq(webhooks.id, found.webhookId)).for('no key update')
}

// The receiver wants no more of it: neither new deliveries nor those that wait.
async function turnOff(queries: Queries, webhookId: string, at: Date): Promise<void> {
  await queries.update(webhooks).set({ disabledAt: at }).where(eq(webhooks.id, webhookId))
  await queries
    .update(deliveries)
    .set({ state: 'canceled', hintedAt: null })
    .where(and(eq(deliveries.webhookId, webhookId), eq(deliveries.state, 'pending')))
}
