import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import type { ModelInput } from './model-input.ts'
import { slotNames } from './wire-forms.ts'

/**
 * Candidates for one field: slot → value (an id, or a brand's name). Chosen from the seller's words, what the free reads found
 * and doubted, the neighbors, and the taxonomy, in this order; shown in the taxonomy's or the alphabet's order, so that nothing
 * tells the model which of them a read believes: a model that is told is no second opinion any more.
 */
export function chooseCandidates(
  attribute: Attribute,
  input: Pick<ModelInput, 'listing' | 'neighbors' | 'fields' | 'taxonomy'>,
): Record<string, string> {
  const { listing, neighbors, taxonomy } = input
  const known = new Set(attribute.values.map(({ id }) => id))
  const field = input.fields[attribute.id]
  const likely = [
    ...valueLexicon(taxonomy).find(attribute.id, wordsOf(listing)),
    ...[field?.value, ...(field?.conflicts ?? []).map(({ value }) => value)].flatMap(idsOf),
    ...[...neighbors]
      .sort((a, b) => b.relevance - a.relevance)
      .flatMap((neighbor) => idsOf(neighborValue(neighbor, attribute.id, taxonomy))),
    ...(isFilledUp(attribute, taxonomy) ? known : []),
  ]
  const fitting = likely.filter((id) => (known.size > 0 ? known.has(id) : id.trim() !== '' && id.length <= 200))
  return inSlots([...new Set(fitting)].slice(0, slotNames.length), attribute, taxonomy)
}

/**
 * Whether the list is filled up from the taxonomy. Not for what needs words: words are looked up, and what they name is in the
 * list already. Not for fibers, which everybody calls by their names. Not for values borrowed from a field that every item has,
 * which are in that field's list; tokens are paid for.
 */
function isFilledUp({ id, kind, inPhotos, always, values }: Attribute, { attributes }: Taxonomy): boolean {
  if (kind === 'composition') return false
  if (always) return true
  return inPhotos && !attributes.some((other) => other.id !== id && other.always && other.values === values)
}

/** All that the seller wrote: the text and the hints. */
export function wordsOf({ text, hints }: ModelInput['listing']): string {
  return [text, ...Object.values(hints).flatMap((hint) => (typeof hint === 'string' ? [hint] : idsOf(hint)))].join(
    ' \n ',
  )
}

function inSlots(ids: readonly string[], attribute: Attribute, { categories }: Taxonomy): Record<string, string> {
  const listed = attribute.id === 'category' ? categories : attribute.values
  const places = new Map(listed.map(({ id }, place) => [id, place]))
  const ordered = [...ids].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0) || (a < b ? -1 : 1))
  return Object.fromEntries(ordered.map((id, place) => [slotNames[place] as string, id]))
}

/** A brand by its own name where the taxonomy knows it: "LEVIS" and "Levi's" are one candidate. */
function neighborValue(neighbor: ModelInput['neighbors'][number], attribute: string, taxonomy: Taxonomy): unknown {
  if (attribute === 'brand')
    return neighbor.brand === null ? null : (valueLexicon(taxonomy).exact('brand', neighbor.brand) ?? neighbor.brand)
  return attribute === 'category' ? neighbor.category : neighbor.attributes[attribute]
}

/** The ids in a value of any shape of the record: a slug, a list of slugs, of `{ id }`. */
function idsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.flatMap((part: unknown) => {
    if (typeof part === 'string') return [part]
    const id = typeof part === 'object' && part !== null && 'id' in part ? part.id : null
    return typeof id === 'string' ? [id] : []
  })
}
