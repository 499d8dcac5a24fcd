import type { Claim } from '../domain/claim.ts'
import type { Evidence, Field } from '../domain/record.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { cleanText } from './clean-text.ts'
import { findDisclaimers } from './find-disclaimers.ts'
import { wordsOfValue } from './words-of-value.ts'

/** One field that may be said, in words. `value` as on the record. */
type Fact = { field: string; name: string; words: string; value: unknown }

/** All that copy may say, and what it must not. */
export type Told = {
  facts: readonly Fact[]
  /** The seller's words without what is withheld. */
  words: string
  /** The seller's words on the sale, kept word for word. */
  disclaimers: readonly string[]
  /** Words of values that are unsure or disputed: not one of them may be said. */
  withheld: readonly string[]
}

/**
 * What buyers may be told. A field that is less sure than the threshold, or that reads disagree on, is for a person to look at,
 * and no source of copy: neither its values nor the words that they were read from. What a person decided is told, and what
 * `claims` say against it is not. `text`: the seller's, with orders to computers left out.
 */
export function tellFacts(
  {
    fields,
    text,
    claims = [],
    confidenceMin,
  }: { fields: Readonly<Record<string, Field>>; text: string; claims?: readonly Claim[]; confidenceMin: number },
  taxonomy: Taxonomy,
): Told {
  const facts: Fact[] = []
  const withheld: string[] = []
  let words = text
  for (const { id, label: name } of taxonomy.attributes) {
    const field = fields[id]
    if (field === undefined) continue
    const label = field.value === null ? null : (field.label ?? labelValue(taxonomy, id, field.value))
    const said =
      label === null ? '' : cleanText(id === 'size' ? sizeWords(field.value, label) : label).replaceAll(/\n+/g, ' ')
    const decided = isPersons(field)
    const told = decided || isSure(field, confidenceMin)
    if (told && said !== '') facts.push({ field: id, name, words: said, value: field.value })
    if (told && !decided) continue
    const rivals = decided
      ? claims.filter((claim) => claim.attribute === id && !isSame(claim.value, field.value))
      : [field, ...field.conflicts, ...claims.filter(({ attribute }) => attribute === id)]
    const spans = rivals.flatMap(({ evidence }) => spansIn(text, evidence))
    for (const { label: rival, value } of rivals) withheld.push(rival ?? '', ...wordsOfValue(taxonomy, id, value))
    withheld.push(...spans.map(({ quote }) => quote))
    for (const { start, end } of spans) words = words.slice(0, start) + '\n'.repeat(end - start) + words.slice(end)
  }
  const readable = cleanText(words)
  return {
    facts,
    words: readable,
    disclaimers: findDisclaimers(readable),
    withheld: [...new Set(withheld)].filter((phrase) => phrase.trim() !== ''),
  }
}

/** Nobody claims anything: there is nothing to say and nothing to withhold. */
function isSure({ value, confidence, conflicts }: Field, confidenceMin: number): boolean {
  if (conflicts.length > 0) return false
  return value === null || confidence >= confidenceMin
}

function isPersons({ status, evidence }: Field): boolean {
  return status === 'corrected' || evidence.some(({ kind, read }) => kind === 'person' && read === 'person')
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Spans of the text as it is: evidence of another text is none. */
function spansIn(text: string, evidence: readonly Evidence[]): { start: number; end: number; quote: string }[] {
  return evidence.flatMap(({ kind, start, end }) => {
    if (kind !== 'text' || start === undefined || end === undefined || end > text.length || start >= end) return []
    return [{ start, end, quote: text.slice(start, end) }]
  })
}

/** Systems that a buyer must see beside the number: "EU 38". Letters speak for themselves. */
function sizeWords(value: unknown, label: string): string {
  const system = typeof value === 'object' && value !== null && 'system' in value ? value.system : null
  const shown = ['us', 'uk', 'eu', 'fr', 'it', 'de', 'au', 'jp']
  if (system === 'one-size') return 'One Size'
  return typeof system === 'string' && shown.includes(system) ? `${system.toUpperCase()} ${label}` : label
}
