import type { ImportRow } from '../../../catalog/import/import-row.ts'
import type { ItemReader } from '../../../catalog/import/read-items.ts'
import type { CatalogItem } from '../../../domain/catalog-item.ts'
import { catalogItemBody } from '../../../http/catalog-item-body.ts'
import type { CatalogClient } from '../../catalog-client.ts'
import type { ImportCounts, ImportProgress } from './import-progress.ts'
import type { ImportState } from './import-state.ts'
import type { RejectedRows } from './rejected-rows.ts'
import { createSeenIds } from './seen-ids.ts'
import { createBatchSender } from './send-batches.ts'

/** As many as the API takes, and a fifth of the bytes. */
const batchItemsMax = 1_000
const batchBytesMax = 4_000_000
const showEvery = 100

export type ImportDeps = {
  api: Pick<CatalogClient, 'put' | 'batch'>
  reader: ItemReader
  rejected: RejectedRows
  progress: ImportProgress
  /** How far an earlier run got: rows up to there are read and counted again, and not sent. */
  state: ImportState
  note(state: ImportState): Promise<void>
}

/** Reads the items of a file into batches and sees them through the index. Memory does not grow with the file. */
export async function runImport(deps: ImportDeps, signal: AbortSignal): Promise<ImportCounts> {
  const { reader, rejected, progress, state } = deps
  const seen = createSeenIds()
  const own = { read: 0, replaced: 0 }
  const counts = (): ImportCounts => {
    const { written, unchanged, failed } = state
    return { ...own, written, unchanged, failed, rejected: rejected.count() }
  }
  const show = () => progress.advance(reader.share(), counts())
  const sender = createBatchSender(state, { ...deps, report: progress.report, onSettled: show }, signal)
  let batch = emptyBatch()
  const send = async () => {
    const items = [...batch.items.values()]
    if (items.length > 0) await sender.send(items, { first: batch.firstRow, last: batch.lastRow })
    batch = emptyBatch()
  }

  for await (const row of reader.rows) {
    signal.throwIfAborted()
    own.read += 1
    if (own.read % showEvery === 0) show()
    const checked = checkRow(row)
    if ('problem' in checked) {
      await rejected.add(row.row, checked.problem, row.record)
      continue
    }
    const { item } = checked
    if (!seen.add(item.id)) own.replaced += 1
    if (row.row <= state.takenRow) continue
    const bytes = Buffer.byteLength(JSON.stringify(item))
    if (batch.items.size >= batchItemsMax || batch.bytes + bytes > batchBytesMax) await send()
    if (batch.items.size === 0) batch.firstRow = row.row
    batch.items.set(item.id, item)
    batch.bytes += bytes
    batch.lastRow = row.row
  }
  await send()
  await sender.finish()
  return counts()
}

function emptyBatch() {
  return { items: new Map<string, CatalogItem>(), bytes: 0, firstRow: 0, lastRow: 0 }
}

/** By the API's own rules, so that it never refuses a batch for one of its items. */
function checkRow(row: ImportRow) {
  if ('problem' in row) return row
  const parsed = catalogItemBody.safeParse(row.item)
  if (parsed.success) return { item: parsed.data as CatalogItem }
  const [issue] = parsed.error.issues
  return { problem: { column: issue?.path.join('.') || null, message: issue?.message ?? 'not an item' } }
}
