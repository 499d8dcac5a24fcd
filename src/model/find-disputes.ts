import type { Claim } from '../domain/claim.ts'
import type { Evidence } from '../domain/record.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import { fenceData } from './fence-data.ts'
import type { SlotTable } from './model-call.ts'
import type { ModelInput } from './model-input.ts'
import { disputeIds, slotNames } from './wire-forms.ts'

type Option = { value: unknown; label: string; evidence: readonly Evidence[] }

/**
 * The fields on which there is more than one value, as lines to show and as slots to choose from. The values stand in the order
 * of their labels with their evidence in words: nothing tells which read believes what, or which is on the draft now.
 */
export function findDisputes(
  { fields, taxonomy }: Pick<ModelInput, 'fields' | 'taxonomy'>,
  described: readonly Claim[],
): { text: string; slots: SlotTable } {
  const disputed = taxonomy.attributes.flatMap((attribute) => {
    const field = fields[attribute.id]
    if (field === undefined || field.conflicts.length === 0) return []
    const said = described.filter((claim) => claim.attribute === attribute.id && claim.value !== null)
    const sides = [field, ...field.conflicts, ...said].filter(({ value }) => value !== null)
    const options = distinct(
      sides.map(({ value, label = null, evidence }) => ({
        value,
        label: label ?? labelValue(taxonomy, attribute.id, value) ?? JSON.stringify(value),
        evidence,
      })),
    )
    return options.length < 2 ? [] : [{ attribute, options }]
  })
  const shown = disputed.slice(0, disputeIds.length).map((dispute, place) => ({
    id: disputeIds[place] as string,
    field: dispute.attribute.id,
    definition: dispute.attribute.definition,
    options: dispute.options
      .slice(0, slotNames.length)
      .map((option, slot) => ({ ...option, slot: slotNames[slot] as string })),
  }))
  const lines = shown.map(({ id, field, definition, options }) =>
    fenceData({
      dispute: id,
      field,
      definition,
      values: Object.fromEntries(
        options.map(({ slot, label, evidence }) => [slot, { value: label, seen: evidence.map(inWords) }]),
      ),
    }),
  )
  const slots = shown.map(({ id, field, options }) => [
    id,
    { field, ...Object.fromEntries(options.map(({ slot, value }) => [slot, value])) },
  ])
  return { text: lines.join('\n'), slots: Object.fromEntries(slots) }
}

/** One option a value; those who say the same are put together. */
function distinct(options: readonly Option[]): Option[] {
  const known = new Map<string, Option>()
  for (const option of options) {
    const key = option.label.toLowerCase()
    const same = known.get(key)
    known.set(key, same === undefined ? option : { ...same, evidence: [...same.evidence, ...option.evidence] })
  }
  return [...known.values()].sort((a, b) => (a.label < b.label ? -1 : 1))
}

/** Where it was seen, without who saw it. */
function inWords({ kind, quote, photo }: Evidence): string {
  if (kind === 'text') return `the seller's text: "${quote}"`
  if (kind === 'label') return `print in photo ${photo}: "${quote}"`
  if (kind === 'photo') return `seen in photo ${photo}`
  return kind === 'neighbor' ? 'a similar item has it' : 'the seller filled it in'
}
