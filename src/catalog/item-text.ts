import type { CatalogItem } from '../domain/catalog-item.ts'

/**
 * What of an item is embedded and indexed for BM25: title, category, brand, the values of its attributes, then as much of
 * the description as fits. Attribute names stay out: every item has them, so they would only make all items alike.
 */
export function itemText(item: CatalogItem): string {
  const parts = [item.title, item.category ?? '', item.brand ?? '', ...leaves(item.attributes), item.description ?? '']
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('. ')
    .slice(0, searchCharactersMax)
}

/** Longest text that is embedded, indexed or searched for; the tail of a long description only dilutes the words. */
export const searchCharactersMax = 4_000

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves)
  return []
}
