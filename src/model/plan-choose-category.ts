import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { categoryCandidates } from './category-candidates.ts'
import { chooseDemonstrations } from './choose-demonstrations.ts'
import { createWireSchemas } from './create-wire-schemas.ts'
import { fenceListing } from './fence-listing.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { planRequest } from './plan-request.ts'

/** The prompt that asks which category an item is of. */
export const chooseCategoryPrompt = 'choose-category'

/** What an item is shows in any photo of it; the others are for its details. */
const photosMax = 2

/**
 * Asks for the category: out of all, which are in the constant part of the prompt, or, where there are too many to list, out
 * of candidates in slots. `under`: those below a category that was chosen before.
 */
export async function planChooseCategory(input: ModelInput, under: string | null): Promise<ModelCall> {
  const { taxonomy, listing } = input
  const { category: wireSchema, categoryBySlots } = createWireSchemas(taxonomy)
  const candidates = categoryBySlots ? categoryCandidates(input, under) : {}
  const labels = new Map(taxonomy.categories.map(({ id, label, shopify }) => [id, { label, path: shopify.path }]))
  const slots = Object.entries(candidates).map(([slot, id]) => `${slot}: ${labels.get(id)?.path ?? id}`)
  // Which neighbors come first must not tell what the other reads think of it.
  const demonstrations = chooseDemonstrations(input, null, new Set())
  const values = {
    categories: categoryBySlots
      ? 'The candidates come with the listing, each in a slot (c1, c2, …). Answer with a slot.'
      : taxonomy.categories.map(lineOf).join('\n'),
    candidates: categoryBySlots ? slots.join('\n') : '(all categories above)',
    neighbors: demonstrations.text,
    listing: fenceListing(listing),
  }
  const photos = input.photos.filter(({ kind }) => kind === 'photo').slice(0, photosMax)
  return planRequest(
    chooseCategoryPrompt,
    values,
    {
      form: 'category',
      wireSchema,
      slots: categoryBySlots ? { category: candidates } : {},
      photos,
      neighbors: demonstrations.shown,
      route: { model: input.settings.model?.routes.category ?? null, fields: null },
    },
    input,
  )
}

/** Most labels are the id in other letters, and say nothing that it does not. */
function lineOf({ id, label }: Taxonomy['categories'][number]): string {
  return label.toLowerCase().replaceAll(' ', '-') === id ? id : `${id}: ${label}`
}
