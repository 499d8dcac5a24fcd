import type { Attribute, AttributeKind, Taxonomy } from '../taxonomy/taxonomy.ts'

/**
 * The taxonomy as a model reads it: one line a category, one line a field with its form, definition and values. It depends
 * on nothing but the taxonomy, so that every listing's prompt starts with the same words and the prefix is cached.
 */
export function describeTaxonomy(taxonomy: Taxonomy): { categories: string; fields: string } {
  return {
    categories: taxonomy.categories.map(({ id, label }) => `${id}: ${label}`).join('\n'),
    fields: taxonomy.attributes
      .filter(({ id }) => id !== 'category')
      .map((attribute) => describeField(attribute, lenderOf(attribute, taxonomy)))
      .join('\n'),
  }
}

/** How a value of each kind is written; `parseValue` reads exactly these. */
const forms: Readonly<Record<AttributeKind, string>> = {
  one: 'one id',
  many: 'one or more ids',
  text: 'the words as written there',
  size: 'system, a space, the size as on the tag, such as "alpha M" or "waist-inseam W32 L34"',
  composition: 'one string a fiber, with its percentage where it is given, such as "60% cotton" or "cotton"',
  measurement: 'name, number and unit, such as "chest 50 cm"',
  flag: '"true" or "false"',
  count: 'a whole number',
}

/** The attribute of every record whose values this one borrows (a lining those of material): they are told once, since tokens are paid for. */
function lenderOf({ always, values }: Attribute, { attributes }: Taxonomy): Attribute | undefined {
  return always || values.length === 0 ? undefined : attributes.find((other) => other.always && other.values === values)
}

function describeField(attribute: Attribute, lender: Attribute | undefined): string {
  const always = attribute.always ? ' (always)' : ''
  const words = attribute.inPhotos ? '' : ' Not judged by looks.'
  const values = attribute.values.map(({ id, definition }) => (definition === null ? id : `${id} (${definition})`))
  // A flag's yes and no hold the words that sellers use; a model answers true or false.
  const isListed = values.length > 0 && attribute.kind !== 'flag'
  const listed = lender === undefined ? values.join(', ') : `those of ${lender.id}`
  const ids = isListed ? ` ${attribute.kind === 'size' ? 'Systems' : 'Ids'}: ${listed}.` : ''
  return `- ${attribute.id}${always}, ${forms[attribute.kind]}. ${attribute.definition}${words}${ids}`
}
