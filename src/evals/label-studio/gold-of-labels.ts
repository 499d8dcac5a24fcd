import { fieldRule } from '../field-rule.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import { blankChoices, type Control, partName } from './labeling-controls.ts'
import type { LabeledTask, LabelResultRead } from './read-labels.ts'

type FieldAgreement = {
  /** Cases with a label of anyone. */
  labeled: number
  /** Pairs of labelers who both said something of the same case, and how many of them said the same. */
  pairs: number
  agreeing: number
}

export type LabeledGold = {
  rows: EvalCase[]
  /** Tasks that nobody has labeled, or of which nothing could be used. */
  unlabeled: string[]
  labelers: string[]
  agreement: Record<string, FieldAgreement>
  disagreements: { id: string; field: string; said: { labeler: string; value: unknown }[] }[]
  /** Labels that are no value of their field: of another interface, or half a size. */
  unusable: { id: string; field: string; labeler: string }[]
}

/** Labels as golden rows. Where labelers differ, the field is null, which is never scored; whoever left it alone said nothing. */
export function goldOfLabels(tasks: readonly LabeledTask[], controls: readonly Control[]): LabeledGold {
  const agreement: Record<string, FieldAgreement> = {}
  const gold: LabeledGold = { rows: [], unlabeled: [], labelers: [], agreement, disagreements: [], unusable: [] }
  const names = new Set<string>()
  for (const { case: labeled, labelers } of tasks) {
    const { id } = labeled
    const fields: Record<string, unknown> = {}
    for (const control of controls) {
      const { field } = control
      const said: { labeler: string; value: unknown }[] = []
      for (const { name: labeler, results } of labelers) {
        names.add(labeler)
        const value = saidOf(control, results)
        if (value === undefined) continue
        const checked = fieldRule(field).gold.safeParse(value)
        if (checked.success) said.push({ labeler, value: checked.data })
        else gold.unusable.push({ id, field, labeler })
      }
      const [first] = said
      if (first === undefined) continue
      const sum = agreement[field] ?? { labeled: 0, pairs: 0, agreeing: 0 }
      agreement[field] = sum
      sum.labeled += 1
      for (const [index, one] of said.entries())
        for (const other of said.slice(index + 1)) {
          sum.pairs += 1
          if (isSame(one.value, other.value)) sum.agreeing += 1
        }
      const isAgreed = said.every(({ value }) => isSame(value, first.value))
      fields[field] = isAgreed ? first.value : null
      if (!isAgreed) gold.disagreements.push({ id, field, said })
    }
    if (Object.keys(fields).length === 0) gold.unlabeled.push(id)
    else gold.rows.push({ ...labeled, gold: fields })
  }
  return { ...gold, labelers: [...names].sort() }
}

/** What one labeler's results say of a field, in the words of gold; undefined: nothing. Null: half a value. */
function saidOf({ field, kind, choices }: Control, results: readonly LabelResultRead[]): unknown {
  const of = (name: string) => results.find(({ from_name }) => from_name === name)?.value
  const known = [...choices, ...blankChoices]
  // The alias is what is exported; an interface that was edited may have lost it and say the label.
  const picked = (of(field)?.choices ?? []).map(
    (said) => known.find(({ id, label }) => id === said || label === said)?.id ?? null,
  )
  const blank = blankChoices.find(({ id, label }) => {
    const [said] = of(partName.blank(field))?.choices ?? picked
    return said === id || said === label
  })?.id
  if (picked.includes(null)) return null
  if (kind === 'many')
    return picked.length === 0 ? undefined : picked.length === 1 && blank !== undefined ? blank : picked
  if (blank !== undefined) return blank
  if (kind === 'one') return picked[0]
  if (kind === 'count') return of(field)?.number ?? undefined
  const words = textOf(of(kind === 'size' ? partName.sizeLabel(field) : field))
  if (kind === 'words') return words
  if (words === undefined && picked.length === 0) return undefined
  return words === undefined || picked[0] === undefined ? null : { system: picked[0], label: words }
}

function textOf(value: LabelResultRead['value'] | undefined): string | undefined {
  const text = [value?.text ?? []].flat().join(' ').trim()
  return text === '' ? undefined : text
}

/** Several picked values are a set: the order of clicks says nothing. */
function isSame(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(Array.isArray(value) ? [...value].sort() : value)
  return plain(one) === plain(other)
}
