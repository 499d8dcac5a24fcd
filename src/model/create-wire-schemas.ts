import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { findSchemaProblems } from './find-schema-problems.ts'
import { type CategoryGroup, groupCategories } from './group-categories.ts'
import { jsonSchemaOf } from './json-schema-of.ts'
import { toWireSchema, type WireSchema } from './to-wire-schema.ts'
import { type FieldsTold, slotChoices, slotsMax, wireForms } from './wire-forms.ts'

/** In which list of the answer a field is written: its ids one by one, by slots of candidates, or as words. */
export type Section = 'chosen' | 'slotted' | 'written'

/** One group of categories with its schema, and where each of its fields is written. */
export type FieldsSchema = CategoryGroup & { schema: WireSchema; sections: Readonly<Record<string, Section>> }

export type WireSchemas = {
  category: WireSchema
  /** Where the taxonomy has more categories than a schema may list: they are chosen by slots. */
  categoryBySlots: boolean
  groups: readonly FieldsSchema[]
  /** For an item whose category nobody can tell: the fields that every record lists. */
  always: FieldsSchema
  statements: WireSchema
  verdicts: WireSchema
}

/**
 * All schemas that the product asks with, made from the taxonomy alone and made once: the same for every listing. Throws
 * `HangtagError` code `wire-schema-invalid`; called at the start, so that a taxonomy that fits no server stops there.
 */
export function createWireSchemas(taxonomy: Taxonomy): WireSchemas {
  const known = made.get(taxonomy)
  if (known !== undefined) return known
  const categories = taxonomy.categories.map(({ id }) => id)
  const categoryBySlots = categories.length > listedCategoriesMax || categories.join('').length > charactersMax
  const choices = categoryBySlots ? slotChoices : [...categories, 'other', 'none']
  const always = taxonomy.attributes.filter((attribute) => attribute.always).map(({ id }) => id)
  const schemas: WireSchemas = {
    category: toWireSchema('category', wireForms.category(choices)),
    categoryBySlots,
    groups: groupCategories(taxonomy, groupsMax).map((group) => fieldsSchema(group, taxonomy)),
    always: fieldsSchema(
      { name: 'always', categories: [], fields: always.filter((id) => id !== 'category') },
      taxonomy,
    ),
    statements: toWireSchema('statements', wireForms.statements()),
    verdicts: toWireSchema('verdicts', wireForms.verdicts(true)),
  }
  made.set(taxonomy, schemas)
  return schemas
}

const made = new WeakMap<Taxonomy, WireSchemas>()
/**
 * Of the shipped taxonomy: tops and dresses, bottoms, suits, underwear, shoes, bags, jewelry, and accessories with the rest. With
 * six, trousers fall to the dresses; with more, groups of one category come off.
 */
const groupsMax = 8
/** Beyond this many categories, or characters of their ids, a schema could break the limits of enums. */
const listedCategoriesMax = 240
const charactersMax = 10_000

/**
 * The schema of a group. A field of few values is chosen by its ids; one of many gets slots; where all ids together would break
 * a limit, so many fields as it takes move to slots, those with the most values first.
 */
function fieldsSchema(group: CategoryGroup, taxonomy: Taxonomy): FieldsSchema {
  const attributes = group.fields.flatMap((id) => taxonomy.attributes.find((attribute) => attribute.id === id) ?? [])
  const largest = attributes
    .filter((attribute) => sectionOf(attribute) === 'chosen')
    .sort((a, b) => b.values.length - a.values.length)
    .map(({ id }) => id)
  const withMoved = (count: number) => {
    const moved = new Set(largest.slice(0, count))
    const sections = Object.fromEntries(
      attributes.map((one) => [one.id, moved.has(one.id) ? 'slotted' : sectionOf(one)]),
    )
    return { sections, form: wireForms.fields(fieldsTold(attributes, sections)) }
  }
  const fits = (count: number) => findSchemaProblems(jsonSchemaOf(withMoved(count).form), 'portable').length === 0
  // Moving more never breaks a limit that moving fewer kept.
  let [fewest, most] = [0, largest.length]
  while (fewest < most) {
    const middle = Math.floor((fewest + most) / 2)
    if (fits(middle)) most = middle
    else fewest = middle + 1
  }
  const { sections, form } = withMoved(fewest)
  return { ...group, sections, schema: toWireSchema(`fields_${group.name}`, form) }
}

function sectionOf({ id, kind, values }: Attribute): Section {
  if (kind === 'flag') return 'chosen'
  // Parts with a percentage, and brands: thousands of them.
  if (kind === 'composition' || id === 'brand') return 'slotted'
  if (kind === 'one' || kind === 'many') return values.length > slotsMax ? 'slotted' : 'chosen'
  return 'written'
}

function fieldsTold(attributes: readonly Attribute[], sections: Readonly<Record<string, Section>>): FieldsTold {
  const those = (section: Section) => attributes.filter(({ id }) => sections[id] === section)
  const ids = (section: Section) => those(section).map(({ id }) => id)
  const values = those('chosen').flatMap(({ kind, values: listed }) =>
    kind === 'flag' ? ['true', 'false'] : listed.map(({ id }) => id),
  )
  return {
    chosen: ids('chosen'),
    chosenValues: [...new Set(values)],
    slotted: ids('slotted'),
    written: ids('written'),
  }
}
