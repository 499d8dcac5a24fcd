import type { Claim } from '../domain/claim.ts'
import type { Evidence } from '../domain/record.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { locateQuote } from './locate-quote.ts'
import type { Seen } from './model-call.ts'
import { parseValue } from './parse-value.ts'
import type { WireAnswer, WireEvidence, WireField } from './wire-schema.ts'

/** A part of the answer that became no claim, and why: for the person who works on the prompt. */
export type Dropped = { attribute: string; reason: string }

/**
 * The read's confidence by the kind of claim, before calibration. A model's own figure is not asked for: it is off by 0.21 to
 * 0.26. Anchors: zero-shot models are right on about 71 % of the values that can be told, and reach 34 % F1 on saying that a
 * field does not apply.
 */
const confidences = { label: 0.75, photo: 0.7, text: 0.7, neighbor: 0.4, blank: 0.35 } as const
/** Where some of the evidence that it names is not in the input, the rest of what it says counts less too. */
const inventedShare = 0.6

/**
 * The model's answer as claims. Every piece of evidence is looked for in the input: one that is not there lowers the claim,
 * and a value with no evidence left is dropped. Values that the taxonomy does not know are dropped.
 *
 * Status: `observed` where a photo or a label shows it; `stated` only where the value's own words stand in the seller's text,
 * at the place that the model quotes (a quote that needs an interpretation is the model's inference, not the seller's
 * statement); else `inferred`. Nothing is overwritten here: these are claims beside those of the other reads.
 */
export function answerToClaims(
  answer: WireAnswer,
  seen: Seen,
  taxonomy: Taxonomy,
): { claims: Claim[]; dropped: Dropped[] } {
  const claims: Claim[] = []
  const dropped: Dropped[] = []
  const { category } = answer
  const first: WireField = {
    field: 'category',
    applies: category.value === null ? 'cannot-tell' : 'yes',
    evidence: category.evidence,
    values: category.value === null ? [] : [category.value],
  }
  for (const field of mergeRepeated([first, ...answer.fields], taxonomy)) {
    const result = claimOf(field, seen, taxonomy)
    if ('reason' in result) dropped.push({ attribute: field.field, reason: result.reason })
    else claims.push(result)
  }
  return { claims, dropped }
}

/** A field that comes twice: flaws are put together, each with where it was seen; of others the first counts. */
function mergeRepeated(fields: readonly WireField[], taxonomy: Taxonomy): WireField[] {
  const first = new Map<string, WireField>()
  for (const field of fields) {
    const known = first.get(field.field)
    if (known === undefined) first.set(field.field, field)
    else if (taxonomy.attributes.some(({ id, evidenceEach }) => evidenceEach && id === field.field))
      first.set(field.field, {
        ...known,
        applies: known.applies === 'yes' ? 'yes' : field.applies,
        evidence: [...known.evidence, ...field.evidence],
        values: [...new Set([...known.values, ...field.values])],
      })
  }
  return [...first.values()]
}

function claimOf(field: WireField, seen: Seen, taxonomy: Taxonomy): Claim | { reason: string } {
  const attribute = taxonomy.attributes.find(({ id }) => id === field.field)
  if (attribute === undefined) return { reason: 'the taxonomy has no such field' }
  const found = findEvidence(field.evidence, seen)
  if (field.applies === 'no' || field.applies === 'cannot-tell' || field.values.length === 0)
    return {
      attribute: attribute.id,
      value: null,
      label: null,
      status: field.applies === 'no' ? 'not-applicable' : 'unknown',
      confidence: confidences.blank,
      evidence: found.evidence,
    }
  const parsed = parseValue(taxonomy, attribute, field.values)
  if (parsed.problem !== null) return { reason: parsed.problem }

  const evidence = found.evidence.length > 0 ? found.evidence : neighborEvidence(attribute, parsed.value, seen)
  if (evidence.length === 0) return { reason: 'no evidence that is in the input' }
  const confidence = Math.max(...evidence.map(({ kind }) => confidences[kind as keyof typeof confidences]))
  return {
    attribute: attribute.id,
    value: attribute.evidenceEach
      ? (parsed.value as { id: string }[]).map(({ id }) => ({ id, evidence }))
      : parsed.value,
    label: parsed.label,
    status: statusOf(evidence, parsed.label),
    confidence: found.invented ? confidence * inventedShare : confidence,
    evidence,
  }
}

function findEvidence(pieces: readonly WireEvidence[], seen: Seen): { evidence: Evidence[]; invented: boolean } {
  const evidence: Evidence[] = []
  let invented = false
  for (const { photo, quote } of pieces) {
    const words = quote?.trim() ?? ''
    const span = photo === null && words !== '' ? locateQuote(seen.text, words) : null
    if (span !== null) evidence.push({ read: 'model', kind: 'text', ...span })
    else if (photo === null || !seen.photos.includes(photo)) invented = true
    else if (words === '') evidence.push({ read: 'model', kind: 'photo', photo })
    else evidence.push({ read: 'model', kind: 'label', photo, quote: words.slice(0, 200) })
  }
  return { evidence, invented }
}

/** A value for which nothing was shown may still be one that a similar item has; that is weak, and it is something. */
function neighborEvidence(attribute: Attribute, value: unknown, seen: Seen): Evidence[] {
  return seen.neighbors
    .filter(({ values }) => JSON.stringify(values[attribute.id]) === JSON.stringify(value))
    .map(({ id, score }) => ({ read: 'model', kind: 'neighbor', neighbor: id, score }))
}

function statusOf(evidence: readonly Evidence[], label: string | null): 'stated' | 'observed' | 'inferred' {
  const stated = evidence.some(
    ({ kind, quote }) => kind === 'text' && label !== null && locateQuote(quote ?? '', label) !== null,
  )
  if (stated) return 'stated'
  return evidence.some(({ kind }) => kind === 'photo' || kind === 'label') ? 'observed' : 'inferred'
}
