import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { type CategoryGroup, groupCategories } from './group-categories.ts'
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

function fieldsSchema(group: CategoryGroup, taxonomy: Taxonomy): FieldsSchema {
  const attributes = group.fields.flatMap((id) => taxonomy.attributes.find((attribute) => attribute.id === id) ?? [])
  const sections = Object.fromEntries(attributes.map((one) => [one.id, sectionOf(one)]))
  return { ...group, sections, schema: toWireSchema(`fields_${group.name}`, wireForms.fields(fieldsTold(sections))) }
}

/**
 * What a look at the item tells is named in plain words up to this many values, and looked up by the taxonomy's: definition and
 * examples are in the constant part, where they can be cached and cost 25 tokens; 20 slots would come with each listing and cost
 * 120 (measured). What needs words is the other way round: slots are offered for the few values that the words name.
 */
const plainlyNamedMax = 32

function sectionOf({ id, kind, inPhotos, values }: Attribute): Section {
  if (kind === 'flag') return 'chosen'
  // Parts with a percentage, and brands: thousands of them.
  if (kind === 'composition' || id === 'brand') return 'slotted'
  if (kind === 'one' || kind === 'many')
    return values.length > (inPhotos ? plainlyNamedMax : slotsMax) ? 'slotted' : 'chosen'
  return 'written'
}

/**
 * The fields of each list. Not their values: one enum of all of them would hold no field to its own, leads a model from a value
 * that is not in it to another field's that begins with the same letters, and is paid for twice, since each line lists its ids.
 */
function fieldsTold(sections: Readonly<Record<string, Section>>): FieldsTold {
  const those = (section: Section) => Object.keys(sections).filter((id) => sections[id] === section)
  return { chosen: those('chosen'), slotted: those('slotted'), written: those('written') }
}
