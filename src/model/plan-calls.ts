import { hasLevelBelow } from './category-candidates.ts'
import { certainCategory } from './certain-category.ts'
import { createWireSchemas } from './create-wire-schemas.ts'
import { isSpared, lastWords } from './last-words.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { planChooseCategory } from './plan-choose-category.ts'
import { planExtractAttributes } from './plan-extract-attributes.ts'
import { planFollowUp } from './plan-follow-up.ts'
import { planRoutes } from './plan-routes.ts'
import type { Reading } from './read-answers.ts'

/**
 * What is still to be asked of the model about one listing, after what was answered so far; nothing is sent. Category first,
 * where it is not certain already, then its fields; an answer that does not fit is followed up once. Rounds end with an empty
 * plan: everything is answered, there is nothing to read, or an answer failed for good.
 */
export async function planCalls(input: ModelInput, readings: readonly Reading[] = []): Promise<ModelCall[]> {
  if (!isAskable(input)) return []
  const last = readings.at(-1)
  const failed = lastWords(readings).filter(({ outcome }) => outcome.kind !== 'claims')
  const followUps = (await Promise.all(failed.map((reading) => planFollowUp(reading, input)))).flat()
  if (followUps.length > 0 || failed.some((reading) => !isSpared(reading, readings))) return followUps
  const answered = readings.filter(({ outcome }) => outcome.kind === 'claims')
  const chosen = answered.filter(({ call }) => call.form === 'category')
  const extracted = answered.filter(({ call }) => call.form === 'fields').at(-1)

  if (last === undefined) {
    const certain = certainCategory(input)
    return certain === null ? [await planChooseCategory(input, null)] : await planExtract(input, certain, [])
  }
  if (last.call.form === 'category') {
    const category = chosen.map(chosenBy).findLast((id) => id !== null) ?? null
    const level = levelToAsk(chosenBy(last), chosen, input)
    if (level !== null) return [await planChooseCategory(input, level)]
    // Asked because the item was said to be of another category: only that other one asks for other fields.
    if (extracted !== undefined && (category === null || category === extracted.call.category)) return []
    return await planExtract(input, category, [])
  }
  const asked = readings.filter(({ call }) => call.form === 'fields' && call.category === last.call.category)
  const left = await planExtract(input, last.call.category, asked)
  if (left.length > 0) return left
  const fits = asked.map(fitsOf)
  const isRejected = fits.includes('no') && !fits.includes('yes')
  return isRejected && chosen.length === 0 ? [await planChooseCategory(input, null)] : []
}

/** Whether there is a model to ask and something to ask it about. */
export function isAskable({ settings, photos, listing }: ModelInput): boolean {
  if (settings.model === null || settings.reads.model === 'off') return false
  return photos.length > 0 || listing.text.trim() !== ''
}

/** A call for each model that is asked for fields of this category and has not been. */
async function planExtract(
  input: ModelInput,
  category: string | null,
  asked: readonly Reading[],
): Promise<ModelCall[]> {
  const calls = await Promise.all(
    planRoutes(input, category).map((route) => planExtractAttributes(input, category, route)),
  )
  return calls.filter(({ request }) => !asked.some(({ call }) => call.request.model === request.model))
}

function chosenBy({ outcome }: Reading): string | null {
  return outcome.kind === 'claims' ? outcome.chosen : null
}

function fitsOf({ outcome }: Reading): 'yes' | 'no' | 'cannot-tell' | null {
  return outcome.kind === 'claims' ? outcome.fits : null
}

/** So many levels of a large taxonomy are gone down at most: each is a call. */
const levelsMax = 4

/** The category below which to choose next; null where the choice is made. */
function levelToAsk(category: string | null, chosen: readonly Reading[], { taxonomy }: ModelInput): string | null {
  if (category === null || !createWireSchemas(taxonomy).categoryBySlots || chosen.length >= levelsMax) return null
  // Chosen a second time from among what lies below it: the item is that, and nothing more exact.
  if (chosen.slice(0, -1).some((reading) => chosenBy(reading) === category)) return null
  return hasLevelBelow(taxonomy, category) ? category : null
}
