import { createHash } from 'node:crypto'
import { eq, isNotNull } from 'drizzle-orm'
import type { DeadLetterReport } from '../domain/internal-api.ts'
import { type JobOrder, jobId, jobSchemas } from '../domain/job.ts'
import type { Queries } from './database.ts'
import { plainText } from './plain-text.ts'
import { deadLetters, listings } from './tables.ts'

/**
 * Writes the entry of a dead job, once: the same job has the same id. One that was replayed and died again is open again.
 * `listingId` or `tenant` says whose it is; neither: a job that cannot be read, which the ops key alone sees.
 */
export async function putDeadLetter(
  queries: Queries,
  at: Date,
  entry: DeadLetterReport & { listingId?: string; tenant?: string },
): Promise<string> {
  const { queue, data, code, attempts } = entry
  const id = deadLetterId(entry)
  const listingId = entry.listingId ?? null
  const tenant = entry.tenant ?? (listingId === null ? null : await tenantOf(queries, listingId))
  const values = {
    tenant,
    listingId,
    queue,
    data,
    code,
    reason: plainText(entry.reason),
    attempts,
    at,
    replayedAt: null,
  }
  await queries
    .insert(deadLetters)
    .values({ id, ...values })
    .onConflictDoUpdate({ target: deadLetters.id, set: values, setWhere: isNotNull(deadLetters.replayedAt) })
  return id
}

/** The id of a dead job's entry: made from the job's own id, or from its data where that cannot be read. */
export function deadLetterId(report: Pick<DeadLetterReport, 'queue' | 'data'>): string {
  const order = readOrder(report)
  const name = order === null ? `${report.queue} ${JSON.stringify(report.data)}` : jobId(order)
  return `dl_${createHash('sha256').update(name).digest('hex').slice(0, 26)}`
}

/** The order that a dead job was; null where its data is not one. */
export function readOrder({ queue, data }: { queue: string; data: unknown }): JobOrder | null {
  if (!Object.hasOwn(jobSchemas, queue)) return null
  const parsed = jobSchemas[queue as keyof typeof jobSchemas].safeParse(data)
  return parsed.success ? ({ queue, data: parsed.data } as JobOrder) : null
}

async function tenantOf(queries: Queries, listingId: string): Promise<string | null> {
  const [row] = await queries.select({ tenant: listings.tenant }).from(listings).where(eq(listings.id, listingId))
  return row?.tenant ?? null
}
