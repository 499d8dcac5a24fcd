import { z } from 'zod'
import type { CatalogEmbeddings } from './catalog-embeddings.ts'
import { bucketCount, catalogRow, itemColumns, itemOfRow } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { itemText } from './item-text.ts'
import { type BucketPlace, bucketRows, storedRows } from './stored-rows.ts'
import { writeRows } from './upsert-items.ts'

export type Copy = {
  from: FoundCollection
  to: FoundCollection
  embeddings: CatalogEmbeddings
  /** Asked before each write; throws where another worker writes by now. */
  hold(): Promise<void>
  /**
   * Whether the new collection is made equal to the old one: what differs is written and what is too much goes. Otherwise a
   * row that is there already stays as it is, a tombstone too: whoever wrote it came later.
   */
  mending: boolean
  /** Keys that one range aims at. */
  rowsAimed: number
}

/** Copies one range of buckets; resolves to the rows that it wrote and where to go on, null at the end. May be begun twice. */
export async function copyBuckets(
  calls: Pick<CatalogCalls, 'call' | 'outside' | 'signal' | 'deadlineMs'>,
  copy: Copy,
  place: BucketPlace,
): Promise<{ copied: number; next: BucketPlace | null }> {
  const { from, to, mending, rowsAimed } = copy
  const filter = from.marksDeleted ? 'deleted == false' : null
  const found = await bucketRows(calls, from, { place, filter, columns: contentColumns, rowsAimed })
  const wanted = contentSchema.array().parse(found.rows)
  const present = mending ? await rowsInRange(calls, copy, place, found.next) : await rowsWithKeys(calls, to, wanted)
  const missing = wanted.filter((row) => {
    const there = present.get(row.key)
    return there === undefined || (mending && !isSame(row, there))
  })
  for (const batch of batches(missing)) await copyRows(calls, copy, batch)
  if (mending) {
    const kept = new Set(wanted.map(({ key }) => key))
    const surplus = [...present.values()].filter(({ key, deleted }) => !kept.has(key) && !deleted)
    for (const batch of batches(surplus)) await removeRows(calls, copy, batch)
  }
  return { copied: missing.length, next: found.next }
}

/** Rows that are read whole, embedded and written at once; whole rows may be a hundred kilobytes each. */
const batchRows = 128

const contentSchema = z.object({
  key: z.string(),
  contentHash: z.string(),
  imageUrl: z.string(),
  trusted: z.boolean(),
  deleted: z.boolean().default(false),
})
type Content = z.infer<typeof contentSchema>
const contentColumns = ['key', 'contentHash', 'imageUrl', 'trusted']

function isSame(row: Content, there: Content): boolean {
  const { contentHash, imageUrl, trusted } = there
  return !there.deleted && row.contentHash === contentHash && row.imageUrl === imageUrl && row.trusted === trusted
}

type Calls = Parameters<typeof copyBuckets>[0]

async function rowsWithKeys(calls: Calls, to: FoundCollection, wanted: readonly Content[]) {
  const found: unknown[] = []
  for (const batch of batches(wanted)) found.push(...(await storedRows(calls, to, keysOf(batch), columnsOf(to))))
  return byKey(found)
}

/** Mostly one query: the same range of both collections holds nearly the same rows. */
async function rowsInRange(calls: Calls, { to, rowsAimed }: Copy, { first }: BucketPlace, next: BucketPlace | null) {
  const end = next?.first ?? bucketCount
  const found: unknown[] = []
  for (let place: BucketPlace | null = { first, width: end - first }; place !== null && place.first < end; ) {
    const part = await bucketRows(calls, to, { place, filter: null, columns: columnsOf(to), rowsAimed })
    found.push(...part.rows)
    place = part.next && { first: part.next.first, width: Math.min(part.next.width, end - part.next.first) }
  }
  return byKey(found)
}

function byKey(rows: readonly unknown[]): Map<string, Content> {
  return new Map(rows.map((row) => contentSchema.parse(row)).map((row) => [row.key, row]))
}

function columnsOf({ marksDeleted }: FoundCollection): string[] {
  return marksDeleted ? [...contentColumns, 'deleted'] : contentColumns
}

/**
 * What was embedded is made again from the columns, and the hash is taken over: it tells items apart that columns do not. Within
 * one space the vectors of the same words are taken over too, and never embedded twice.
 */
async function copyRows(calls: Calls, { from, to, embeddings, hold }: Copy, batch: readonly Content[]): Promise<void> {
  const isSameSpace = from.space !== null && from.space === to.space
  const columns = [...itemColumns, 'tenant', 'contentHash', 'text', ...(isSameSpace ? ['dense'] : [])]
  const rows = (await storedRows(calls, from, keysOf(batch), columns)).map((stored) => {
    const { tenant, contentHash, text, dense } = sourceSchema.parse(stored)
    const item = itemOfRow(stored)
    const row = { ...catalogRow(tenant, item), contentHash }
    // An earlier version may have chosen other words of the item.
    return { row, text: itemText(item), dense: row.text === text ? dense : undefined }
  })
  const texts = rows.filter(({ dense }) => dense === undefined).map(({ text }) => text)
  const vectors = texts.length === 0 ? [] : await calls.outside(() => embeddings.embedDocuments(texts, calls.signal))
  const embedded = vectors.values()
  const data = rows.map(({ row, dense }) => ({ ...row, deleted: false, dense: dense ?? embedded.next().value ?? [] }))
  if (data.length === 0) return
  await hold()
  await writeRows(calls, to, data)
}

const sourceSchema = z.object({
  tenant: z.string(),
  contentHash: z.string(),
  text: z.string(),
  dense: z.array(z.number()).optional(),
})

async function removeRows(calls: Calls, { to, hold }: Copy, batch: readonly Content[]): Promise<void> {
  await hold()
  await calls.call('delete', (client) => client.delete({ collection_name: to.name, filter: keysOf(batch) }))
}

function keysOf(rows: readonly Content[]): string {
  return keyIn(rows.map(({ key }) => key))
}

function batches(rows: readonly Content[]): Content[][] {
  return Array.from({ length: Math.ceil(rows.length / batchRows) }, (_, at) =>
    rows.slice(at * batchRows, (at + 1) * batchRows),
  )
}
