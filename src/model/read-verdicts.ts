import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { ModelCall } from './model-call.ts'
import { resolveChoice } from './resolve-choice.ts'
import type { Dropped, Said } from './said.ts'
import type { WireVerdicts } from './wire-forms.ts'
import { wordsToValues } from './words-to-values.ts'

/**
 * Verdicts on disputes as sayings. The call's slots hold, for each dispute, its field (under `field`) and what each slot stands
 * for. A dispute that was left open (`none`) says nothing: the disagreement stays on the record for a person.
 */
export function readVerdicts(
  { verdicts }: WireVerdicts,
  { slots }: Pick<ModelCall, 'slots'>,
  taxonomy: Taxonomy,
): { said: Said[]; dropped: Dropped[] } {
  const said: Said[] = []
  const dropped: Dropped[] = []
  for (const { dispute, evidence, ...choice } of verdicts) {
    const { field, ...offered } = slots[dispute] ?? {}
    const attribute = taxonomy.attributes.find(({ id }) => id === field)
    if (attribute === undefined) {
      dropped.push({
        attribute: dispute.slice(0, 60),
        code: 'slot-out-of-range',
        reason: `there is no dispute "${dispute.slice(0, 40)}"`,
      })
      continue
    }
    const resolved = resolveChoice(choice, offered)
    const saying = { field: attribute.id, applies: 'yes' as const, evidence }
    if (resolved.kind === 'value') said.push({ ...saying, values: [], whole: resolved.value })
    else if (resolved.kind === 'out-of-range') {
      const reason = `${dispute}: there is no slot "${resolved.choice}" among those that were offered, beside "other" and "none"`
      dropped.push({ attribute: attribute.id, code: 'slot-out-of-range', reason })
    } else if (resolved.kind === 'words') {
      const values = wordsToValues(taxonomy, attribute, resolved.words)
      if (values.length > 0) said.push({ ...saying, values })
      else
        dropped.push({
          attribute: attribute.id,
          code: 'value-unknown',
          reason: `the taxonomy has no "${resolved.words.slice(0, 60)}"`,
        })
    }
  }
  return { said, dropped }
}
