import { type Field, fieldSchema } from '../domain/record.ts'
import { fieldRule } from './field-rule.ts'
import { goldOfValue } from './gold-of-value.ts'
import type { Drafted } from './read-drafts.ts'

/**
 * The machine's fields of an accepted record, and whether they were right: a corrected one by what the person put in its place,
 * any other because the person let it stand. Blanks that were left say nothing: no one looks for what is missing. Nothing
 * where the record is not accepted.
 */
export function acceptedFields(draft: Drafted): { field: string; decided: Field; right: boolean }[] {
  if (draft.state !== 'accepted' && draft.state !== 'published') return []
  return Object.entries(draft.fields).flatMap(([field, standing]) => {
    const corrections = draft.corrections.filter((correction) => correction.field === field)
    const last = corrections.at(-1)
    if (last === undefined) return standing.value === null ? [] : [{ field, decided: standing, right: true }]
    // The first correction kept what the machine had; one that was made before evidence was kept beside it cannot be used.
    const decided = fieldSchema.safeParse(corrections[0]?.before).data
    if (decided === undefined || decided.value === null) return []
    const rule = fieldRule(field)
    const gold = rule.gold.safeParse(goldOfValue(last.after)).data
    return gold === undefined ? [] : [{ field, decided, right: rule.judge(decided.value, gold) === 'right-value' }]
  })
}
