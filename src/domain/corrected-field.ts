import { z } from 'zod'
import { type Field, fieldSchema } from './record.ts'

/** How a person says "blank": it is not known, or it does not apply. Null is short for not known. */
export const blankSchema = z.strictObject({ status: z.enum(['unknown', 'not-applicable']) })

/**
 * A person's correction as the field it makes: sure, with a person as its evidence, nothing in conflict. `after` is the value
 * in the shape of the record, or a blank (`null`, `{ status: 'unknown' }`, `{ status: 'not-applicable' }`). `label` is the
 * taxonomy's words for it.
 */
export function correctedField(after: unknown, label: string | null): Field {
  const blank = after === null ? { status: 'unknown' as const } : blankSchema.safeParse(after).data
  return fieldSchema.parse({
    value: blank === undefined ? after : null,
    label: blank === undefined ? label : null,
    status: blank?.status ?? 'corrected',
    confidence: 1,
    evidence: [{ read: 'person', kind: 'person' }],
    conflicts: [],
  })
}

/** What a correction keeps as `after`, so that `correctedField` makes the same field again: the value, or the blank. */
export function correctionOf(field: Field): unknown {
  return field.status === 'unknown' || field.status === 'not-applicable' ? { status: field.status } : field.value
}
