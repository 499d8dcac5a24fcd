import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { CatalogItem } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { contentHash } from './content-hash.ts'
import { foldPlurals } from './fold-plurals.ts'
import { foldText } from './fold-text.ts'
import { itemText } from './item-text.ts'

export type CatalogRow = ReturnType<typeof catalogRow>

/**
 * An item as a whole row, blanks included: Milvus Lite merges an upsert into the old row, so a column that is left out would
 * keep what a correction took away. An item that does not say otherwise is trusted: imports and accepted listings are.
 */
export function catalogRow(tenant: string, item: CatalogItem) {
  const key = catalogKey(tenant, item.id)
  const attributes = item.attributes ?? {}
  const attributeBytes = Buffer.byteLength(JSON.stringify(attributes))
  if (attributeBytes > attributeBytesMax)
    throw new HangtagError(
      `The attributes of catalog item ${item.id} take ${attributeBytes} bytes; ${attributeBytesMax} fit`,
      { code: 'catalog-item-too-large', disposition: 'give-up', evidence: { id: item.id, attributeBytes } },
    )
  return {
    pk: key,
    tenant,
    key,
    bucket: createHash('sha256').update(key).digest().readUInt32BE() % bucketCount,
    contentHash: contentHash(item),
    title: item.title.toWellFormed(),
    text: foldPlurals(foldText(itemText(item))).slice(0, textCharactersMax),
    description: item.description?.toWellFormed() ?? '',
    category: item.category?.toWellFormed() ?? '',
    brand: item.brand?.toWellFormed() ?? '',
    imageUrl: item.imageUrl ?? '',
    attributes: wellFormed(attributes),
    trusted: item.trusted ?? true,
  }
}

/** The primary key. Tenants hold no slash, so no two pairs give one key. */
export function catalogKey(tenant: string, id: string): string {
  return `${tenant}/${id.toWellFormed()}`
}

/** Pages of a walk over a whole collection are ranges of buckets; one bucket holds a few hundred rows at a million items. */
export const bucketCount = 4_096

/** Milvus' limit for a JSON value is 65,536 bytes. */
const attributeBytesMax = 65_000

/** Folding may lengthen a text ("ß" is "ss"); 8,000 characters fit the column at three bytes each. */
const textCharactersMax = 8_000

/** The columns of a stored row that make an item again. */
export const itemColumns = ['key', 'title', 'description', 'category', 'brand', 'imageUrl', 'attributes', 'trusted']

const storedItemSchema = z.object({
  key: z.string(),
  title: z.string(),
  description: z.string(),
  category: z.string(),
  brand: z.string(),
  imageUrl: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  trusted: z.boolean(),
})

/** A stored row as the item that it was made of; blank columns are left out. */
export function itemOfRow(row: unknown): CatalogItem {
  const { key, title, attributes, trusted, ...texts } = storedItemSchema.parse(row)
  const said = Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''))
  return { id: key.slice(key.indexOf('/') + 1), title, ...said, attributes, trusted }
}

/** A copy without lone surrogates: they cannot be stored, and one of them would fail the whole batch. */
function wellFormed(value: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(value), (_key, inner: unknown) => {
    if (typeof inner === 'string') return inner.toWellFormed()
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).map(([name, each]) => [name.toWellFormed(), each]))
  })
}
