import { z } from 'zod'
import type { CatalogEmbeddings } from './catalog-embeddings.ts'
import { catalogRow, itemColumns, itemOfRow } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { itemText } from './item-text.ts'
import { storedRows } from './stored-rows.ts'
import { writeRows } from './upsert-items.ts'

export type Copy = {
  from: FoundCollection
  to: FoundCollection
  embeddings: CatalogEmbeddings
  /** Asked before each write; throws where another worker writes by now. */
  hold(): Promise<void>
  /**
   * Whether the new collection is made equal to the old one. Otherwise a row that is there already stays as it is, a tombstone
   * too: whoever wrote it came later.
   */
  mending: boolean
}

/** Rows that are read whole, embedded and written at once; whole rows may be a hundred kilobytes each. */
export const copiedAtOnce = 128

/**
 * Copies the rows of these keys and resolves to how many were written; one that is gone by now is nothing to copy. What was
 * embedded is made again from the columns, and the hash is taken over: it tells items apart that columns do not. Within one
 * space the vectors of the same words are taken over too, and never embedded twice.
 */
export async function copyRows(
  calls: Pick<CatalogCalls, 'call' | 'outside' | 'signal' | 'deadlineMs'>,
  { from, to, embeddings, hold, mending }: Copy,
  keys: readonly string[],
): Promise<number> {
  const wanted = mending ? keys : await keysNotIn(calls, to, keys)
  if (wanted.length === 0) return 0
  const isSameSpace = from.space !== null && from.space === to.space
  const columns = [...itemColumns, 'tenant', 'contentHash', 'text', ...(isSameSpace ? ['dense'] : [])]
  const rows = (await storedRows(calls, from, keyIn(wanted), columns)).map((stored) => {
    const { tenant, contentHash, text, dense } = sourceSchema.parse(stored)
    const item = itemOfRow(stored)
    const row = { ...catalogRow(tenant, item), contentHash }
    // An earlier version may have chosen other words of the item.
    return { row, text: itemText(item), dense: row.text === text ? dense : undefined }
  })
  if (rows.length === 0) return 0
  const texts = rows.filter(({ dense }) => dense === undefined).map(({ text }) => text)
  const vectors = texts.length === 0 ? [] : await calls.outside(() => embeddings.embedDocuments(texts, calls.signal))
  const embedded = vectors.values()
  const data = rows.map(({ row, dense }) => ({ ...row, deleted: false, dense: dense ?? embedded.next().value ?? [] }))
  await hold()
  await writeRows(calls, to, data)
  return data.length
}

const sourceSchema = z.object({
  tenant: z.string(),
  contentHash: z.string(),
  text: z.string(),
  dense: z.array(z.number()).optional(),
})

async function keysNotIn(
  calls: Pick<CatalogCalls, 'call'>,
  to: FoundCollection,
  keys: readonly string[],
): Promise<string[]> {
  const there = new Set((await storedRows(calls, to, keyIn(keys), ['key'])).map(({ key }) => String(key)))
  return keys.filter((key) => !there.has(key))
}
