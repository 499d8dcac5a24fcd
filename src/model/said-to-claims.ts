import type { Claim } from '../domain/claim.ts'
import type { Evidence } from '../domain/record.ts'
import { checkValue } from '../taxonomy/check-value.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import { locateQuote } from './locate-quote.ts'
import type { ModelReadName, Seen } from './model-call.ts'
import { type ParsedValue, parseValue } from './parse-value.ts'
import type { Dropped, Said } from './said.ts'

/**
 * The read's confidence by the kind of claim, before calibration. A model's own figure is not asked for: it is off by 0.21 to
 * 0.26. Anchors: zero-shot models are right on about 71 % of the values that can be told, and reach 34 % F1 on saying that a
 * field does not apply.
 */
const confidences = { label: 0.75, photo: 0.7, text: 0.7, person: 0.7, neighbor: 0.4, blank: 0.35 } as const
/** Where some of the evidence that it names is not in the input, the rest of what it says counts less too. */
const inventedShare = 0.6

/**
 * What a model said as claims. Every piece of evidence is looked for in the input: one that is not there lowers the claim, and a
 * value with no evidence left is dropped. Values that the taxonomy does not know are dropped.
 *
 * Status: `observed` where a photo or a label shows it; `stated` only where the value's own words, or the taxonomy's words
 * for it, stand in the seller's text at the place that the model quotes (a quote that needs an interpretation is the model's
 * inference, not the seller's statement); else `inferred`. Nothing is overwritten here: these are claims beside those of the other reads.
 */
export function saidToClaims(
  said: readonly Said[],
  seen: Seen,
  taxonomy: Taxonomy,
  read: ModelReadName,
): { claims: Claim[]; dropped: Dropped[] } {
  const claims: Claim[] = []
  const dropped: Dropped[] = []
  for (const saying of said) {
    const attribute = taxonomy.attributes.find(({ id }) => id === saying.field)
    if (attribute === undefined)
      dropped.push({
        attribute: saying.field.slice(0, 60),
        code: 'field-unknown',
        reason: 'the taxonomy has no such field',
      })
    else {
      const result = claimOf(saying, attribute, seen, taxonomy, read)
      dropped.push(...result.dropped.map((fault) => ({ ...fault, attribute: attribute.id })))
      if (result.claim !== null) claims.push(result.claim)
    }
  }
  return { claims, dropped }
}

type Fault = Omit<Dropped, 'attribute'>

function claimOf(
  said: Said,
  attribute: Attribute,
  seen: Seen,
  taxonomy: Taxonomy,
  read: ModelReadName,
): { claim: Claim | null; dropped: Fault[] } {
  const found = findEvidence(said.evidence, seen, read)
  const isBlank = said.applies !== 'yes' || (said.values.length === 0 && said.whole === undefined)
  if (isBlank) {
    const status = said.applies === 'no' ? 'not-applicable' : 'unknown'
    const claim = { attribute: attribute.id, value: null, label: null, status, confidence: confidences.blank } as const
    return { claim: { ...claim, evidence: found.evidence }, dropped: found.faults }
  }
  const parsed =
    said.whole === undefined ? parseValue(taxonomy, attribute, said.values) : wholeValue(said, attribute, taxonomy)
  if (parsed.problem !== null) return { claim: null, dropped: [{ code: 'value-unknown', reason: parsed.problem }] }

  const evidence = found.evidence.length > 0 ? found.evidence : neighborEvidence(attribute, parsed.value, seen, read)
  if (evidence.length === 0)
    return {
      claim: null,
      dropped: [...found.faults, { code: 'no-evidence', reason: 'no evidence that is in the input' }],
    }
  const confidence = Math.max(...evidence.map(({ kind }) => confidences[kind as keyof typeof confidences]))
  const claim: Claim = {
    attribute: attribute.id,
    value: attribute.evidenceEach
      ? (parsed.value as { id: string }[]).map(({ id }) => ({ id, evidence }))
      : parsed.value,
    label: parsed.label,
    status: statusOf(evidence, parsed, attribute, taxonomy),
    confidence: found.faults.length > 0 ? confidence * inventedShare : confidence,
    evidence,
  }
  return { claim, dropped: found.faults }
}

function wholeValue({ whole }: Said, { id }: Attribute, taxonomy: Taxonomy): ParsedValue {
  const problem = checkValue(taxonomy, id, whole)
  return problem === null
    ? { value: whole, label: labelValue(taxonomy, id, whole), problem: null }
    : { value: null, problem }
}

function findEvidence(
  pieces: Said['evidence'],
  seen: Seen,
  read: ModelReadName,
): { evidence: Evidence[]; faults: Fault[] } {
  const evidence: Evidence[] = []
  const faults: Fault[] = []
  for (const { photo, quote } of pieces) {
    const words = quote?.trim() ?? ''
    const span = photo === null && words !== '' ? locateQuote(seen.text, words) : null
    if (span !== null) evidence.push({ read, kind: 'text', ...span })
    // What the seller filled in has no place in the text; it is on the record as a person's word.
    else if (photo === null && words !== '' && seen.hints.some((hint) => locateQuote(hint, words) !== null))
      evidence.push({ read: 'hint', kind: 'person' })
    else if (photo === null)
      faults.push({ code: 'quote-not-in-text', reason: `"${words.slice(0, 80)}" is not in the text` })
    else if (!seen.photos.includes(photo))
      faults.push({ code: 'photo-not-shown', reason: `no photo ${photo} was shown` })
    else if (words === '') evidence.push({ read, kind: 'photo', photo })
    else evidence.push({ read, kind: 'label', photo, quote: words.slice(0, 200) })
  }
  return { evidence, faults }
}

/** A value for which nothing was shown may still be one that a similar item has; that is weak, and it is something. */
function neighborEvidence(attribute: Attribute, value: unknown, seen: Seen, read: ModelReadName): Evidence[] {
  return seen.neighbors
    .filter(({ values }) => JSON.stringify(values[attribute.id]) === JSON.stringify(value))
    .map(({ id, score }) => ({ read, kind: 'neighbor', neighbor: id, score }))
}

function statusOf(
  evidence: readonly Evidence[],
  { value, label }: { value: unknown; label: string | null },
  attribute: Attribute,
  taxonomy: Taxonomy,
): 'stated' | 'observed' | 'inferred' {
  const quotes = evidence.flatMap(({ kind, quote = '' }) => (kind === 'text' ? [quote] : []))
  const named = new Set(quotes.flatMap((quote) => valueLexicon(taxonomy).find(attribute.id, quote)))
  const ids = idsOf(value)
  const isNamed = ids.length > 0 && ids.every((id) => named.has(id))
  if (isNamed || quotes.some((quote) => label !== null && locateQuote(quote, label) !== null)) return 'stated'
  return evidence.some(({ kind }) => kind === 'photo' || kind === 'label') ? 'observed' : 'inferred'
}

function idsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!Array.isArray(value)) return []
  return value.flatMap((part: unknown) => {
    if (typeof part === 'string') return [part]
    return typeof part === 'object' && part !== null && 'id' in part ? [String(part.id)] : []
  })
}
