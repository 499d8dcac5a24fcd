import type { z } from 'zod'
import type { Calibration } from '../domain/calibration.ts'
import type { Claim } from '../domain/claim.ts'
import { correctedField } from '../domain/corrected-field.ts'
import type { degradedParts, Field, reviewSchema } from '../domain/record.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { calibrateField } from './calibrate-field.ts'
import { decideField } from './decide-field.ts'
import { deriveSizes } from './derive-sizes.ts'
import { groupClaims, type KeptClaim } from './group-claims.ts'
import { hintClaims } from './hint-claims.ts'
import { reviewFields } from './review-fields.ts'

export type ReconcileInput = {
  /** What each read brought; `run.read` is the read's name, `extra.orders` and `extra.photoOrders` true where orders to a computer were left out. */
  results: readonly { claims: readonly Claim[]; run: { read: string }; extra?: unknown }[]
  /** The latest correction of each field. */
  corrections: readonly { field: string; after: unknown }[]
  /** The input that evidence is looked for in. `photos` are those that reads could see. */
  listing: {
    text: string
    hints: Readonly<Record<string, unknown>>
    photos: readonly { index: number; notes: readonly string[] }[]
  }
  taxonomy: Taxonomy
  thresholds: { review: number }
  /** Null or left out: confidence stays what the reads say. */
  calibration?: Calibration | null
  degraded: readonly (typeof degradedParts)[number][]
}

/**
 * Claims into fields, and what a person should look at. Pure, and the order of claims makes no difference. A person's
 * correction always wins; then the seller's words, the label, what is seen, what is inferred. What the seller stated is
 * never replaced in silence: it is the value, or it is shown as a conflict. The category decides which fields apply.
 */
export function reconcile(input: ReconcileInput): {
  fields: Record<string, Field>
  review: z.infer<typeof reviewSchema>
} {
  const { taxonomy, listing } = input
  const hints = hintClaims(listing.hints, listing.text, taxonomy)
  const groups = groupClaims([...input.results, { ...hints, run: { read: 'hint' } }], taxonomy, listing)
  const corrected = new Map(input.corrections.map(({ field, after }) => [field, correct(field, after, taxonomy)]))

  const category = corrected.get('category') ?? decide('category', groups, taxonomy)
  const fields: Record<string, Field> = {}
  for (const attribute of taxonomy.attributes) {
    const claims = groups.get(attribute.id) ?? []
    const field = corrected.get(attribute.id) ?? decideApplicable(attribute, claims, category, taxonomy)
    if (field !== null) fields[attribute.id] = calibrateField(attribute, field, input.calibration ?? null, listing)
  }
  for (const [id, field] of corrected) fields[id] = field
  const options = {
    threshold: input.thresholds.review,
    photoCount: listing.photos.length,
    degraded: input.degraded,
    lostHints: hints.lost,
    ordersLeftOut: { text: isFlagged('orders', input), photos: isFlagged('photoOrders', input) },
  }
  return { fields: deriveSizes(fields, taxonomy), review: reviewFields(fields, taxonomy, options) }
}

function isFlagged(flag: 'orders' | 'photoOrders', { results }: ReconcileInput): boolean {
  return results.some(({ extra }) => (extra as Record<string, unknown> | undefined)?.[flag] === true)
}

function correct(field: string, after: unknown, taxonomy: Taxonomy): Field {
  return correctedField(after, labelValue(taxonomy, field, after))
}

function decide(id: string, groups: ReadonlyMap<string, KeptClaim[]>, taxonomy: Taxonomy): Field | undefined {
  const attribute = taxonomy.attributes.find((candidate) => candidate.id === id)
  return attribute === undefined ? undefined : decideField(attribute, groups.get(id) ?? [], taxonomy)
}

/** The field, or null where it is not listed: the category does not take it, or is not known and nobody speaks of it. */
function decideApplicable(
  attribute: Attribute,
  claims: readonly KeptClaim[],
  category: Field | undefined,
  taxonomy: Taxonomy,
): Field | null {
  const known = typeof category?.value === 'string' ? category.value : null
  if (known === null) return attribute.always || claims.length > 0 ? decideField(attribute, claims, taxonomy) : null
  if (attribute.categories.includes(known)) return decideField(attribute, claims, taxonomy)
  const stated = claims.filter(({ status }) => status === 'stated')
  if (!attribute.always && stated.length === 0) return null
  const said = decideField(attribute, stated, taxonomy)
  return {
    value: null,
    label: null,
    status: 'not-applicable',
    confidence: category?.confidence ?? 1,
    evidence: [],
    conflicts:
      said.value === null ? [] : [{ value: said.value, label: said.label, evidence: said.evidence }, ...said.conflicts],
  }
}
