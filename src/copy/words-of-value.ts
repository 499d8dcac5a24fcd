import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/**
 * Every word that the taxonomy knows for a value of an attribute, in all languages: of "t-shirts" its label, "tee", "camiseta".
 * Ends of compounds are left out. Of a brand its aliases; of a size, a count or a measurement the label alone.
 */
export function wordsOfValue(taxonomy: Taxonomy, attribute: string, value: unknown): string[] {
  if (value === null || value === undefined) return []
  const definition = taxonomy.attributes.find(({ id }) => id === attribute)
  // "Yes" says nothing: of a flag the name is the word.
  if (typeof value === 'boolean') return definition === undefined ? [] : [definition.label]
  const items = attribute === 'category' ? taxonomy.categories : (definition?.values ?? [])
  const parts = (Array.isArray(value) ? value : [value]).flatMap((part: unknown) => {
    const id = typeof part === 'object' && part !== null && 'id' in part ? part.id : part
    const item = items.find((candidate) => candidate.id === id)
    if (item !== undefined)
      return [
        item.label,
        ...Object.values(item.words).flatMap((words) => words.filter((word) => !word.startsWith('-'))),
      ]
    const brand = attribute === 'brand' ? taxonomy.brands.find(({ name }) => name === id) : undefined
    return brand === undefined ? [] : [brand.name, ...brand.aliases]
  })
  const label = labelValue(taxonomy, attribute, value)
  return [...new Set([...(label === null || label === 'None' ? [] : [label]), ...parts])]
}
