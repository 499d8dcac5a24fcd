import type { z } from 'zod'
import type { degradedParts, Evidence, Field, reviewSchema } from '../domain/record.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { chooseMissingShot } from './choose-missing-shot.ts'

type Review = z.infer<typeof reviewSchema>

/**
 * What a person should look at, in plain words, in the order of the fields: those that a buyer needs and nobody knows,
 * disagreements, what the seller filled in and nobody understands, and always-listed values below the threshold.
 * `missingShots` names at most one photo: the one that would settle most.
 */
export function reviewFields(
  fields: Readonly<Record<string, Field>>,
  taxonomy: Taxonomy,
  options: {
    threshold: number
    /** Photos that reads could see. */
    photoCount: number
    degraded: readonly (typeof degradedParts)[number][]
    /** Words that read like orders to a computer, by where they stood. */
    ordersLeftOut: { text: boolean; photos: boolean }
    /** What the seller filled in and nobody understands, by attribute. */
    lostHints: ReadonlyMap<string, string>
  },
): Review {
  const category = fields.category?.value
  const asked = taxonomy.attributes.flatMap((attribute) => {
    const field = fields[attribute.id]
    const lost = field !== undefined && isCorrected(field) ? undefined : options.lostHints.get(attribute.id)
    const known = field === undefined ? null : reasonOf(attribute, field, category, options.threshold)
    const reason = lost === undefined ? known : `the seller filled in "${shortened(lost)}", which is not understood`
    return reason === null ? [] : [{ id: attribute.id, reason: `${attribute.label.toLowerCase()}: ${reason}` }]
  })
  const reasons = [
    ...(options.degraded.includes('photos') ? ['photos: none could be used'] : []),
    ...(options.ordersLeftOut.text ? ['text: part of it reads like an order to a computer and was left out'] : []),
    ...(options.ordersLeftOut.photos
      ? ['photos: one shows words that read like an order to a computer, and they were left out']
      : []),
    ...asked.map(({ reason }) => reason),
  ]
  const ids = new Set(asked.map(({ id }) => id))
  const shot = options.photoCount === 0 ? 'front of the item' : chooseMissingShot(taxonomy.attributes, fields, ids)
  const needed = reasons.length > 0
  return { needed, reasons, missingShots: needed && shot !== null ? [shot] : [] }
}

const wordsMax = 60

function shortened(words: string): string {
  return words.length <= wordsMax ? words : `${words.slice(0, wordsMax).trimEnd()}…`
}

/** Why a person should look at the field, or null. */
function reasonOf(attribute: Attribute, field: Field, category: unknown, threshold: number): string | null {
  if (isCorrected(field)) return null
  if (field.status === 'unknown') {
    const expected = attribute.id === 'category' || attribute.expectedFor.some((id) => id === category)
    return expected ? 'not known' : null
  }
  const rival = field.conflicts[0]
  if (field.status === 'not-applicable')
    return attribute.always && rival !== undefined ? 'stated, but such items have none' : null
  if (rival !== undefined) return disagreement(field, rival)
  return attribute.always && field.confidence < threshold ? 'not sure' : null
}

function isCorrected({ status, evidence }: Field): boolean {
  return status === 'corrected' || evidence.some(({ kind, read }) => kind === 'person' && read === 'person')
}

/** "the seller says M, the label says L": who says what, for one who has to choose. */
function disagreement(field: Field, rival: Field['conflicts'][number]): string {
  const [one, other] = [sourceOf(field.evidence), sourceOf(rival.evidence)]
  const [value, against] = [inWords(field) ?? 'one thing', inWords(rival) ?? 'another']
  return one.who === other.who
    ? `${one.who} ${one.says} both ${value} and ${against}`
    : `${one.who} ${one.says} ${value}, ${other.who} ${other.says} ${against}`
}

/** Sizes with their country: the seller's 8 and the label's 8 may be two sizes. */
function inWords({ value, label = null }: Pick<Field['conflicts'][number], 'value' | 'label'>): string | null {
  const system = typeof value === 'object' && value !== null && 'system' in value ? String(value.system) : ''
  const country = countries.has(system) ? system.toUpperCase() : ''
  return label === null || label.toUpperCase().includes(country) ? label : `${country} ${label}`
}

const countries: ReadonlySet<string> = new Set(['us', 'uk', 'eu', 'fr', 'it', 'de', 'au', 'jp'])

function sourceOf(evidence: readonly Evidence[]): { who: string; says: string } {
  const kinds = evidence.map(({ kind }) => kind)
  if (kinds.includes('text') || kinds.includes('person')) return { who: 'the seller', says: 'says' }
  if (kinds.includes('label')) return { who: 'the label', says: 'says' }
  return kinds.includes('photo') ? { who: 'the photo', says: 'shows' } : { who: 'similar items', says: 'say' }
}
