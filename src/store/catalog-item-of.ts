import type { CatalogItem } from '../domain/catalog-item.ts'
import { valuedStatuses } from '../domain/record.ts'
import { isTrusted } from './is-trusted.ts'
import type { StoredListing } from './tables.ts'

/**
 * An accepted listing as a trusted catalog item; null where it is not accepted, or no longer. Its description is the
 * seller's own text where there is one: that is what the next seller's words will look like.
 */
export function catalogItemOf(row: StoredListing): CatalogItem | null {
  if (row.draft === null || !isTrusted(row)) return null
  const { fields, copy } = row.draft
  const known = Object.entries(fields).filter(([, field]) => valuedStatuses.includes(field.status))
  const word = (name: string) => {
    const value = fields[name]?.value
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined
  }
  const description = firstOf(row.input.text, copy.description?.text)
  const category = word('category')
  const brand = word('brand')
  return {
    id: row.id,
    title: firstOf(copy.title?.text, row.input.text, fields.category?.label, row.id).slice(0, 1_000),
    ...(description === '' ? {} : { description: description.slice(0, 10_000) }),
    ...(category === undefined ? {} : { category }),
    ...(brand === undefined ? {} : { brand }),
    attributes: Object.fromEntries(known.map(([name, field]) => [name, field.value])),
    trusted: true,
  }
}

function firstOf(...texts: (string | null | undefined)[]): string {
  return texts.map((text) => text?.trim() ?? '').find((text) => text !== '') ?? ''
}
