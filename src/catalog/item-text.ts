import type { CatalogItem } from '../domain/catalog-item.ts'

/**
 * What of an item is embedded and indexed for BM25: title, category, brand, the values of its attributes, then as much of
 * the description as fits. Attribute names stay out: every item has them, so they would only make all items alike. So does
 * what differs from piece to piece of one kind: items are no more alike for being of one size.
 */
export function itemText(item: CatalogItem): string {
  const shared = Object.entries(item.attributes ?? {}).filter(([name]) => !ofOnePiece.has(name))
  const values = shared.flatMap(([, value]) => leaves(value))
  const parts = [item.title, item.category ?? '', item.brand ?? '', ...values, item.description ?? '']
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join('. ')
    .slice(0, searchCharactersMax)
}

export const ofOnePiece: ReadonlySet<string> = new Set(['size', 'condition', 'flaws', 'quantity', 'measurements'])

/** Longest text that is embedded, indexed or searched for; the tail of a long description only dilutes the words. */
export const searchCharactersMax = 4_000

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'number') return [String(value)]
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves)
  return []
}
