import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { askedFields } from './describe-fields.ts'
import type { ModelCall } from './model-call.ts'
import { parseValue } from './parse-value.ts'
import { resolveChoice } from './resolve-choice.ts'
import type { Dropped, Said } from './said.ts'
import type { WireFields } from './wire-forms.ts'
import { wordsToValues } from './words-to-values.ts'

/**
 * The three lists of a fields answer as sayings in one form: slots are resolved by the call's table, words that were given for
 * `other` are looked up in the taxonomy. A field counts in whichever list it stands: servers that hold to no schema mix them up.
 */
export function readFieldsAnswer(
  answer: WireFields,
  call: Pick<ModelCall, 'category' | 'slots' | 'fields'>,
  taxonomy: Taxonomy,
): { said: Said[]; dropped: Dropped[] } {
  const asked = new Map(askedFields(taxonomy, call.category, call.fields).map((attribute) => [attribute.id, attribute]))
  const dropped: Dropped[] = []
  const drop = (attribute: string, code: Dropped['code'], reason: string) => {
    dropped.push({ attribute, code, reason })
    return []
  }
  const known = (field: string): Attribute[] => {
    const attribute = asked.get(field)
    if (attribute !== undefined) return [attribute]
    return taxonomy.attributes.some(({ id }) => id === field)
      ? drop(
          field,
          'field-not-asked',
          call.fields === undefined ? 'items of this category have no such field' : 'this call did not ask for it',
        )
      : drop(field.slice(0, 60), 'field-unknown', 'the taxonomy has no such field')
  }
  const plain = [...answer.chosen, ...answer.written].flatMap((entry) =>
    known(entry.field).map(
      (attribute): Said => ({ ...entry, values: entry.values.flatMap((value) => valuesOf(attribute, value)) }),
    ),
  )
  const slotted = answer.slotted.flatMap((entry) =>
    known(entry.field).flatMap((attribute): Said[] => {
      const values = entry.values.flatMap(({ percent, ...value }) => {
        const resolved = resolveChoice(value, call.slots[attribute.id])
        if (resolved.kind === 'none') return []
        if (resolved.kind === 'value') return [withPercent(String(resolved.value), percent)]
        if (resolved.kind === 'out-of-range')
          return drop(attribute.id, 'slot-out-of-range', outOfRange(resolved.choice, call.slots[attribute.id]))
        const named = wordsToValues(taxonomy, attribute, resolved.words)
        if (named.length === 0)
          return drop(attribute.id, 'value-unknown', `the taxonomy has no "${resolved.words.slice(0, 60)}"`)
        return named.map((id) => withPercent(id, percent))
      })
      // Values that are left out for a fault do not turn what was said into "cannot tell".
      const isLost = values.length === 0 && dropped.some(({ attribute: id }) => id === attribute.id)
      return isLost ? [] : [{ ...entry, values }]
    }),
  )
  return { said: [...plain, ...slotted], dropped }

  /** A value as it was asked for, or its words: a label in place of the id ("V-neck"), or a field that was only named. */
  function valuesOf(attribute: Attribute, value: string): string[] {
    if (parseValue(taxonomy, attribute, [value]).problem === null) return [value]
    const named = wordsToValues(taxonomy, attribute, value)
    return named.length > 0 ? named : [value]
  }
}

function withPercent(id: string, percent: number | null): string {
  return percent === null || /^\d/.test(id) ? id : `${percent}% ${id}`
}

function outOfRange(choice: string, slots: Readonly<Record<string, unknown>> | undefined): string {
  const offered = Object.keys(slots ?? {})
  const range = offered.length === 0 ? 'none was offered' : `only ${offered[0]} to ${offered.at(-1)} were offered`
  return `there is no slot "${choice}": ${range}, beside "other" and "none"`
}
