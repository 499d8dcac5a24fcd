import { createHash } from 'node:crypto'
import type { CatalogItem } from '../domain/catalog-item.ts'

/**
 * SHA-256 (hex) of what an item says, whatever the order of its keys: the same content is not embedded again, and two items
 * of one content count as one neighbor. Its id, address of a photo and trust are no content.
 */
export function contentHash(item: CatalogItem): string {
  const { title, description, category, brand, attributes } = item
  return createHash('sha256')
    .update(JSON.stringify(sorted({ title, description, category, brand, attributes })))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)])
}
