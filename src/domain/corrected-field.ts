import { z } from 'zod'
import { type Field, fieldSchema } from './record.ts'

/** How a person says "blank": it is not known, or it does not apply. Null is short for not known. */
export const blankSchema = z.strictObject({ status: z.enum(['unknown', 'not-applicable']) })

/**
 * A person's correction as the field it makes: sure, with a person as its evidence, nothing in conflict. `after` is the value
 * in the shape of the record, or a blank (`null`, `{ status: 'unknown' }`, `{ status: 'not-applicable' }`). `label` is the
 * words to show; where none is given they are taken from the value.
 */
export function correctedField(after: unknown, label?: string | null): Field {
  const blank = after === null ? { status: 'unknown' as const } : blankSchema.safeParse(after).data
  return fieldSchema.parse({
    value: blank === undefined ? after : null,
    label: blank === undefined ? (label ?? labelOf(after)) : null,
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

function labelOf(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    const labels = value.map(labelOf).filter((label) => label !== null)
    return labels.length === 0 ? null : labels.join(', ')
  }
  if (typeof value === 'object' && value !== null) {
    const named = value as { label?: unknown; id?: unknown; name?: unknown }
    return labelOf(named.label ?? named.id ?? named.name ?? null)
  }
  return null
}
