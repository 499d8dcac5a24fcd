import { correctionOf } from '../domain/corrected-field.ts'
import type { Correction, Field } from '../domain/record.ts'
import { type Decision, verbsOf, wrongState } from './change-listing.ts'
import type { StoredListing } from './tables.ts'

/**
 * Puts a person's fields in place and keeps what was there before, whole: confidence is calibrated by what it was sure of, and why.
 * The state stays: what was published shows as changed since.
 */
export function correctFields(
  row: StoredListing,
  correction: { fields: Record<string, Field>; by: string; consent: boolean; ifVersion: number },
  at: Date,
): Decision {
  if (row.draft === null || !verbsOf(row).includes('correct')) return wrongState(row)
  if (correction.ifVersion !== row.version) return { refused: 'wrong-version', version: row.version }
  const names = Object.keys(correction.fields)
  if (names.length === 0) return null
  const { fields } = row.draft
  const made = Object.entries(correction.fields).map(
    ([field, after]): Correction => ({
      field,
      before: fields[field] ?? null,
      after: correctionOf(after) as Correction['after'],
      by: correction.by,
      at: at.toISOString(),
      revision: row.revision,
      consent: correction.consent,
    }),
  )
  return {
    row: {
      ...row,
      draft: { ...row.draft, fields: { ...fields, ...correction.fields } },
      corrections: [...row.corrections, ...made],
      version: row.version + 1,
    },
    events: [{ type: 'listing.corrected', more: { fields: names } }],
  }
}
