import type { Attribute, AttributeKind, Taxonomy } from '../taxonomy/taxonomy.ts'
import type { FieldsSchema, Section } from './create-wire-schemas.ts'

/**
 * The fields of a category as a model reads them: one line a field with its list, form, definition and values. What every item
 * has comes first and apart from what this category has, so that listings of different categories still share a prefix.
 * It depends on the taxonomy alone.
 */
export function describeFields(
  taxonomy: Taxonomy,
  category: string | null,
  { sections }: Pick<FieldsSchema, 'sections'>,
): { always: string; own: string } {
  const lines = (attributes: readonly Attribute[]) =>
    attributes.map((attribute) => describeField(attribute, sections[attribute.id] ?? 'written')).join('\n')
  const asked = askedFields(taxonomy, category)
  const own = lines(asked.filter(({ always }) => !always))
  return { always: lines(asked.filter(({ always }) => always)), own: own === '' ? '(none)' : own }
}

/** The fields that are asked for: those of every record, also where the category takes them not, and those of the category. */
export function askedFields({ attributes }: Taxonomy, category: string | null): Attribute[] {
  return attributes.filter(
    ({ id, always, categories }) =>
      id !== 'category' && (always || (category !== null && categories.includes(category))),
  )
}

/** How a value of each kind is written; `parseValue` reads exactly these. */
const forms: Readonly<Record<AttributeKind, string>> = {
  one: 'one id',
  many: 'one or more ids',
  text: 'the words as written there',
  size: 'system, a space, the size as on the tag, such as "alpha M" or "waist-inseam W32 L34"',
  composition: 'one value a fiber',
  measurement: 'name, number and unit, such as "chest 50 cm"',
  flag: '"true" or "false"',
  count: 'a whole number',
}
const slotForms: Readonly<Partial<Record<AttributeKind, string>>> = {
  one: 'one candidate',
  many: 'one or more candidates',
  text: 'one candidate',
  composition: 'one candidate a fiber, with its percentage where it is given',
}

function describeField(attribute: Attribute, section: Section): string {
  const { id, kind, values } = attribute
  const form = (section === 'slotted' ? slotForms[kind] : undefined) ?? forms[kind]
  const words = attribute.inPhotos ? '' : ' Not judged by looks.'
  const named = values.map((value) => (value.definition === null ? value.id : `${value.id} (${value.definition})`))
  // A flag's yes and no hold the words that sellers use; candidates come with the listing.
  const isListed = values.length > 0 && kind !== 'flag' && section !== 'slotted'
  const listed = isListed ? ` ${kind === 'size' ? 'Systems' : 'Ids'}: ${named.join(', ')}.` : ''
  const examples = section === 'slotted' && values.length > 0 ? ` Such as ${exampleValues(attribute)}.` : ''
  return `- ${id} (${attribute.always ? 'always, ' : ''}in "${section}"), ${form}. ${attribute.definition}${words}${listed}${examples}`
}

function exampleValues({ values }: Attribute): string {
  return values
    .slice(0, 3)
    .map(({ label }) => label.toLowerCase())
    .join(', ')
}
