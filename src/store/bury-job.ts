import { and, eq, isNull } from 'drizzle-orm'
import type { DeadLetterReport } from '../domain/internal-api.ts'
import type { JobOrder } from '../domain/job.ts'
import { problem } from '../domain/problem.ts'
import { lockListing } from './change-listing.ts'
import { commitStep } from './commit-step.ts'
import type { Database, Queries } from './database.ts'
import type { ListingStep } from './listing-step.ts'
import { plainText } from './plain-text.ts'
import { deadLetterId, putDeadLetter, readOrder } from './put-dead-letter.ts'
import { haltReindex } from './reindex-store.ts'
import { rowOfOrder } from './row-of-order.ts'
import { settlePhoto } from './settle-photo.ts'
import { deletions, deliveries, imports, type StoredListing } from './tables.ts'
import { takePublicationResult } from './take-publication-result.ts'

type Buried = { id: string; orders: JobOrder[] }

/**
 * Writes the entry of a job that can give no result, and fails what it was for: a photo is rejected and its listing goes on
 * without it; a listing fails; a publication fails, and the listing is accepted with the problem; a delivery is given up;
 * what was to be indexed is no longer offered by the sweep. A job of an older run or version fails nothing. What is deleted
 * meanwhile has no entry.
 */
export function buryJob(database: Database, report: DeadLetterReport): Promise<Buried> {
  return database.transaction(async (queries) => {
    const at = database.now()
    const order = readOrder(report)
    if (order === null) return { id: await putDeadLetter(queries, at, report), orders: [] }
    const { table, id: rowId } = rowOfOrder(order)
    if (order.queue === 'webhooks') return buryDelivery(queries, at, report, order.data)
    if (order.queue === 'index' && order.data.kind === 'reindex') {
      await haltReindex(queries, at, order.data, { code: report.code, reason: report.reason })
      return { id: await putDeadLetter(queries, at, report), orders: [] }
    }
    if (table === 'deletions' || table === 'imports') return buryIndexing(queries, at, report, { table, id: rowId })
    const row = await lockListing(queries, rowId)
    if (row === null) return { id: deadLetterId(report), orders: [] }
    const id = await putDeadLetter(queries, at, { ...report, listingId: row.id, tenant: row.tenant })
    const step = failureOf(row, order, report)
    return { id, orders: step === null ? [] : (await commitStep(queries, at, row, step)).orders }
  })
}

type ListingOrder = Exclude<JobOrder, { queue: 'webhooks' }>

function failureOf(row: StoredListing, order: ListingOrder, report: DeadLetterReport): ListingStep | null {
  const { code, reason } = report
  switch (order.queue) {
    case 'photos':
    case 'photos-bulk':
      return settlePhoto(row, order.data.index, { state: 'rejected', code, sha256: null }, { dead: true })
    case 'digitize':
    case 'digitize-bulk':
      return order.data.revision === row.revision && order.data.run === row.run ? failDigitizing(row, report) : null
    case 'publish':
      return takePublicationResult(row, { outcome: 'failed', version: order.data.version, code, detail: reason })
    case 'index': {
      const isCurrent = order.data.kind === 'put' && order.data.version === row.version
      return isCurrent ? { row: { ...row, indexFailedVersion: row.version }, events: [] } : null
    }
  }
}

function failDigitizing(row: StoredListing, { code, reason }: DeadLetterReport): ListingStep | null {
  if (row.state !== 'digitizing') return null
  const failure = problem(500, code, 'Digitizing failed', reason)
  return {
    row: { ...row, state: 'failed', problem: failure, version: row.version + 1 },
    events: [{ type: 'listing.failed', more: { problem: failure } }],
  }
}

async function buryDelivery(
  queries: Queries,
  at: Date,
  report: DeadLetterReport,
  job: { deliveryId: string; attempt: number },
): Promise<Buried> {
  const [row] = await queries.select().from(deliveries).where(eq(deliveries.id, job.deliveryId)).for('update')
  if (row === undefined) return { id: deadLetterId(report), orders: [] }
  if (row.state === 'pending' && row.attempt === job.attempt) {
    await queries.update(deliveries).set({ state: 'dead', hintedAt: null }).where(eq(deliveries.id, row.id))
  }
  return { id: await putDeadLetter(queries, at, { ...report, listingId: row.listingId }), orders: [] }
}

async function buryIndexing(
  queries: Queries,
  at: Date,
  report: DeadLetterReport,
  { table, id }: { table: 'deletions' | 'imports'; id: string },
): Promise<Buried> {
  const problem = { code: report.code, detail: plainText(report.reason) }
  const [row] =
    table === 'deletions'
      ? await queries
          .update(deletions)
          .set({ hintedAt: null })
          .where(eq(deletions.id, id))
          .returning({ tenant: deletions.tenant })
      : await queries
          .update(imports)
          .set({ hintedAt: null, problem })
          .where(and(eq(imports.id, id), isNull(imports.finishedAt)))
          .returning({ tenant: imports.tenant })
  if (row === undefined) return { id: deadLetterId(report), orders: [] }
  return { id: await putDeadLetter(queries, at, { ...report, tenant: row.tenant }), orders: [] }
}
