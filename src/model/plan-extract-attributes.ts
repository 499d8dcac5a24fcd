import type { Attribute } from '../taxonomy/taxonomy.ts'
import { chooseCandidates, wordsOf } from './choose-candidates.ts'
import { chooseDemonstrations } from './choose-demonstrations.ts'
import { createWireSchemas } from './create-wire-schemas.ts'
import { askedFields, describeFields, describeNamedFields } from './describe-fields.ts'
import { fenceData } from './fence-data.ts'
import { fenceListing, shownListing } from './fence-listing.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { planRequest } from './plan-request.ts'
import type { Route } from './plan-routes.ts'

/** The prompt that goes field by field. */
export const extractPrompt = 'extract-attributes'

/**
 * Asks for the fields of one category and no others: definitions and values of small vocabularies in the constant part,
 * candidates in slots and neighbors as demonstrations with the listing. Category null: nobody can tell; then only the fields
 * that every record has. `route`: for a model that is asked for some of the fields; what the schema allows stays the same.
 */
export async function planExtractAttributes(
  input: ModelInput,
  category: string | null,
  route: Route = { model: null, fields: null },
): Promise<ModelCall> {
  const { taxonomy, listing, photos } = input
  const { groups, always } = createWireSchemas(taxonomy)
  const group = groups.find(({ categories }) => category !== null && categories.includes(category)) ?? always
  const guide = describeFields(taxonomy, category, group, route.fields)
  const shown = { ...input, listing: { ...listing, ...shownListing(listing) } }
  const asked = askedFields(taxonomy, category, route.fields)
  const slotted = asked.filter(({ id }) => group.sections[id] === 'slotted')
  const slots = Object.fromEntries(slotted.map((attribute) => [attribute.id, chooseCandidates(attribute, shown)]))
  const offered = slotted.filter(({ id }) => Object.keys(slots[id] ?? {}).length > 0)
  const label = taxonomy.categories.find(({ id }) => id === category)?.label
  const demonstrations = chooseDemonstrations(input, category, new Set(asked.map(({ id }) => id)))
  const values = {
    alwaysFields: guide.always,
    ownFields: guide.own,
    inWords: guide.inWords,
    namedFields: describeNamedFields(taxonomy, category, group, wordsOf(shown.listing), route.fields),
    category: category === null ? '(not known)' : `${category}: ${label}`,
    candidates: offered.map((attribute) => showCandidates(attribute, slots[attribute.id] ?? {})).join('\n') || '(none)',
    neighbors: demonstrations.text,
    listing: fenceListing(listing),
  }
  return planRequest(
    extractPrompt,
    values,
    { form: 'fields', wireSchema: group.schema, slots, category, photos, neighbors: demonstrations.shown, route },
    input,
  )
}

/** The slots of a field by the labels of their values: an id such as "shirt" means a shirt dress only where it stands. */
function showCandidates({ id, values }: Attribute, slots: Readonly<Record<string, string>>): string {
  const labels = new Map(values.map((value) => [value.id, value.label.toLowerCase()]))
  const shown = Object.entries(slots).map(([slot, value]) => [slot, labels.get(value) ?? value])
  return `${id}: ${fenceData(Object.fromEntries(shown))}`
}
