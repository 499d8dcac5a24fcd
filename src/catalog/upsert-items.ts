import { z } from 'zod'
import type { CatalogItem } from '../domain/catalog-item.ts'
import { type CatalogRow, catalogRow } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { itemText } from './item-text.ts'
import { storedRows } from './stored-rows.ts'

/** An item as it will be stored, and the text that is embedded of it. */
export type ItemRow = { row: CatalogRow; text: string }

/** The rows of a batch; of two items with one id the later counts. */
export function itemRows(tenant: string, items: readonly CatalogItem[]): ItemRow[] {
  const rows = items.map((item) => ({ row: catalogRow(tenant, item), text: itemText(item) }))
  return [...new Map(rows.map((each) => [each.row.key, each])).values()]
}

export type Upserted = { written: number; unchanged: number }

/**
 * Writes one batch into one collection. What is stored already in the same words, trust and photo address is not written again,
 * and what is stored in the same words is not embedded again. `embed` gives a vector a row, in the collection's own space, and
 * nothing is written before `turn`; the deadline stands still meanwhile.
 */
export async function upsertRows(
  calls: CatalogCalls,
  collection: FoundCollection,
  rows: readonly ItemRow[],
  embed: (rows: readonly ItemRow[]) => Promise<number[][]>,
  turn: Promise<unknown>,
): Promise<Upserted> {
  const stored = await sameColumns(calls, collection, rows)
  const changed = rows.filter(({ row }) => !isSame(row, stored.get(row.key)))
  if (changed.length > 0) {
    const isNew = ({ row }: ItemRow) => {
      const there = stored.get(row.key)
      return there?.deleted !== false || there.contentHash !== row.contentHash
    }
    const vectors = await storedVectors(
      calls,
      collection,
      changed.filter((each) => !isNew(each)),
    )
    const added = changed.filter(isNew)
    const embedded = added.length === 0 ? [] : await calls.outside(() => embed(added))
    for (const [place, { row }] of added.entries()) vectors.set(row.key, embedded[place] ?? [])
    const data = changed.map(({ row }) => ({ ...row, deleted: false, dense: vectors.get(row.key) ?? [] }))
    await calls.outside(() => turn)
    await writeRows(calls, collection, data)
  }
  return { written: changed.length, unchanged: rows.length - changed.length }
}

/** Inserts or replaces whole rows as they are, vectors included. */
export async function writeRows(
  { call, deadlineMs }: Pick<CatalogCalls, 'call' | 'deadlineMs'>,
  { name, marksDeleted }: FoundCollection,
  rows: readonly (CatalogRow & { deleted: boolean; dense: number[] })[],
): Promise<void> {
  const data = marksDeleted ? [...rows] : rows.map(({ deleted, ...row }) => row)
  // Without a timeout this one SDK call holds its connection for a day.
  await call('upsert', (client) => client.upsert({ collection_name: name, data, timeout: deadlineMs }))
}

/** Rows a batch: with 512 numbers a row about a megabyte on the wire, 0.2 s on Milvus Lite; half as many cost it a sixth more a row. */
export const batchRows = 256

const storedSchema = z.object({
  key: z.string(),
  contentHash: z.string(),
  imageUrl: z.string(),
  trusted: z.boolean(),
  deleted: z.boolean().default(false),
})
type Stored = z.infer<typeof storedSchema>

async function sameColumns(
  calls: CatalogCalls,
  collection: FoundCollection,
  rows: readonly ItemRow[],
): Promise<Map<string, Stored>> {
  const columns = Object.keys(storedSchema.shape).filter((column) => column !== 'deleted' || collection.marksDeleted)
  const stored = await storedRows(calls, collection, keyIn(rows.map(({ row }) => row.key)), columns)
  return new Map(stored.map((row) => storedSchema.parse(row)).map((row) => [row.key, row]))
}

async function storedVectors(
  calls: CatalogCalls,
  collection: FoundCollection,
  rows: readonly ItemRow[],
): Promise<Map<string, number[]>> {
  if (rows.length === 0) return new Map()
  const stored = await storedRows(calls, collection, keyIn(rows.map(({ row }) => row.key)), ['key', 'dense'])
  return new Map(stored.map((row) => vectorSchema.parse(row)).map(({ key, dense }) => [key, dense]))
}

const vectorSchema = z.object({ key: z.string(), dense: z.array(z.number()) })

function isSame(row: CatalogRow, stored: Stored | undefined): boolean {
  return (
    stored?.deleted === false &&
    stored.contentHash === row.contentHash &&
    stored.imageUrl === row.imageUrl &&
    stored.trusted === row.trusted
  )
}
