import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Attribute, Taxonomy } from '../../taxonomy/taxonomy.ts'

/** How a field is labeled: one or several of `choices`, words, a whole number, or a size as a system and what the tag says. */
export type Control = {
  field: string
  label: string
  kind: 'one' | 'many' | 'words' | 'count' | 'size'
  choices: { id: string; label: string }[]
}

/** What a labeler says of a field that has no value. A field that is left alone is not scored: two people could differ. */
export const blankChoices = [
  { id: 'unknown', label: 'Cannot be told' },
  { id: 'not-applicable', label: 'Does not apply' },
] as const

/** The second control of a size, and the one of blanks for words and numbers. */
export const partName = { sizeLabel: (field: string) => `${field}__label`, blank: (field: string) => `${field}__blank` }

const kinds: Partial<Record<Attribute['kind'], Control['kind']>> = {
  one: 'one',
  many: 'many',
  composition: 'many',
  text: 'words',
  size: 'size',
  count: 'count',
}

/**
 * The controls for fields, in the taxonomy's order; without names those that every item has. Throws `HangtagError` code `input-unusable` for
 * a field that there is none of, or whose gold cannot be clicked (measurements, yes and no).
 */
export function labelingControls(taxonomy: Taxonomy, fields: readonly string[] | null): Control[] {
  const controls = taxonomy.attributes.flatMap((attribute): (Control & { always: boolean })[] => {
    const kind = kinds[attribute.kind]
    if (kind === undefined) return []
    const values = attribute.id === 'category' ? taxonomy.categories : attribute.values
    const choices = values.map(({ id, label }) => ({ id, label }))
    return [{ field: attribute.id, label: attribute.label, kind, choices, always: attribute.always }]
  })
  const unknown = (fields ?? []).filter((name) => !controls.some(({ field }) => field === name))
  if (unknown.length > 0)
    throw new HangtagError(
      `No field that can be labeled so: ${unknown.join(', ')}. There are ${controls.map(({ field }) => field).join(', ')}`,
      { code: 'input-unusable', disposition: 'give-up' },
    )
  return controls
    .filter(({ field, always }) => fields?.includes(field) ?? always)
    .map(({ always: _, ...control }) => control)
}
