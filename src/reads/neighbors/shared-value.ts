import type { Neighbor } from '../../domain/catalog-item.ts'
import { checkValue } from '../../taxonomy/check-value.ts'
import type { Attribute, Taxonomy } from '../../taxonomy/taxonomy.ts'
import { valueLexicon } from '../../taxonomy/value-lexicon.ts'

/** The attributes that similar items say something about: category, brand, and the kinds of choices that are not of the one piece. */
export function sharedAttributes({ attributes }: Taxonomy): Attribute[] {
  const isShared = ({ id, kind, values, ofOnePiece, evidenceEach }: Attribute) =>
    id === 'category' ||
    id === 'brand' ||
    (!ofOnePiece && !evidenceEach && values.length > 0 && ['one', 'many', 'composition'].includes(kind))
  return attributes.filter(isShared)
}

/**
 * What a neighbor says of an attribute, in the record's form; null where it says nothing, or nothing that the taxonomy takes.
 * Imported items may say a material as a slug or a list of slugs; percentages are the one piece's own.
 */
export function sharedValue({ id, kind }: Attribute, neighbor: Neighbor, taxonomy: Taxonomy): unknown {
  const value = id === 'brand' ? brandOf(neighbor, taxonomy) : inForm(kind, said(id, neighbor))
  return value === null || checkValue(taxonomy, id, value) !== null ? null : value
}

/** By its own name where the taxonomy knows it: "LEVIS" and "Levi's" are one vote. */
function brandOf(neighbor: Neighbor, taxonomy: Taxonomy): unknown {
  const brand = said('brand', neighbor)
  return typeof brand === 'string' ? (valueLexicon(taxonomy).exact('brand', brand) ?? brand) : null
}

function said(attribute: string, { category, brand, attributes }: Neighbor): unknown {
  if (attribute === 'category') return category ?? attributes.category ?? null
  if (attribute === 'brand') return brand ?? attributes.brand ?? null
  return attributes[attribute] ?? null
}

function inForm(kind: Attribute['kind'], value: unknown): unknown {
  if (value === null || (kind !== 'many' && kind !== 'composition')) return value
  const parts: unknown[] = Array.isArray(value) ? value : [value]
  if (parts.length === 0) return null
  if (kind === 'many') return parts
  const ids = parts.map((part) => (typeof part === 'object' && part !== null && 'id' in part ? part.id : part))
  return ids.map((each) => ({ id: each, percent: null }))
}
