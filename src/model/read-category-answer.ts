import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { ModelCall } from './model-call.ts'
import { resolveChoice } from './resolve-choice.ts'
import type { Dropped, Said } from './said.ts'
import type { WireCategory } from './wire-forms.ts'
import { wordsToValues } from './words-to-values.ts'

/** The category that an answer chose, by id, by slot, or in words that the taxonomy knows; null: none, or none that is known. */
export function readCategoryAnswer(
  answer: WireCategory,
  { slots }: Pick<ModelCall, 'slots'>,
  taxonomy: Taxonomy,
): { said: Said[]; dropped: Dropped[]; chosen: string | null } {
  const offered = slots.category ?? Object.fromEntries(taxonomy.categories.map(({ id }) => [id, id]))
  const resolved = resolveChoice(answer, offered)
  const saying = (id: string | null): Said => ({
    field: 'category',
    applies: id === null ? 'cannot-tell' : 'yes',
    evidence: answer.evidence,
    values: id === null ? [] : [id],
  })
  if (resolved.kind === 'none') return { said: [saying(null)], dropped: [], chosen: null }
  if (resolved.kind === 'value') {
    const id = String(resolved.value)
    return { said: [saying(id)], dropped: [], chosen: id }
  }
  if (resolved.kind === 'out-of-range') {
    const reason = `there is no choice "${resolved.choice}" among those that were offered, nor is it "other" or "none"`
    return { said: [], dropped: [{ attribute: 'category', code: 'slot-out-of-range', reason }], chosen: null }
  }
  const attribute = taxonomy.attributes.find(({ id }) => id === 'category')
  const id = attribute === undefined ? undefined : wordsToValues(taxonomy, attribute, resolved.words)[0]
  if (id !== undefined) return { said: [saying(id)], dropped: [], chosen: id }
  const reason = `the taxonomy has no "${resolved.words.slice(0, 60)}"`
  return { said: [], dropped: [{ attribute: 'category', code: 'value-unknown', reason }], chosen: null }
}
