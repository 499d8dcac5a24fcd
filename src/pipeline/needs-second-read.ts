import type { Field } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/**
 * Whether a second, different model read is worth its price after the first. `auto`: where reads disagree on a field, or where a
 * field that buyers of such items need is blank or unsure and there are photos to look at again. Words alone were read twice
 * already, by rules and by a model.
 */
export function needsSecondRead(
  fields: Readonly<Record<string, Field>>,
  listing: { photos: readonly unknown[] },
  taxonomy: Taxonomy,
  settings: Settings,
): boolean {
  const { model } = settings.reads
  if (model !== 'auto') return model === 'double'
  const category = fields.category?.value
  return taxonomy.attributes.some((attribute) => {
    const field = fields[attribute.id]
    if (field === undefined || field.status === 'corrected' || isPersons(field)) return false
    if (field.conflicts.length > 0) return true
    const isNeeded = attribute.id === 'category' || attribute.expectedFor.some((id) => id === category)
    const isUnsure = field.status === 'unknown' || field.confidence < settings.thresholds.review
    return isNeeded && isUnsure && field.status !== 'not-applicable' && listing.photos.length > 0
  })
}

/** A person said that it is blank: there is nothing left to find. */
function isPersons({ evidence }: Field): boolean {
  return evidence.some(({ kind, read }) => kind === 'person' && read === 'person')
}
