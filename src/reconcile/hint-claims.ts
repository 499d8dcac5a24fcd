import type { Claim } from '../domain/claim.ts'
import type { Evidence } from '../domain/record.ts'
import { checkValue } from '../taxonomy/check-value.ts'
import { foldWord } from '../taxonomy/fold-word.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'
import { hintSize } from './hint-size.ts'

/** The seller filled the field in: as near to certain as words get, and still not a correction. */
const hintConfidence = 0.95

/**
 * The seller's hints (`{ "category": "dresses", "size": "M" }`) as stated claims. A hint has no span in the text. Where its
 * words stand in the text too, they are quoted; otherwise the evidence is of kind `person` with read `hint`: a person entered
 * it in a field of its own. A value may be an id, a label or one of the taxonomy's words; what the taxonomy does not take is
 * among `lost`, by attribute, with what was filled in. Hints of other names than attributes' are not looked at.
 */
export function hintClaims(
  hints: Readonly<Record<string, unknown>>,
  text: string,
  taxonomy: Taxonomy,
): { claims: Claim[]; lost: Map<string, string> } {
  const claims: Claim[] = []
  const lost = new Map<string, string>()
  for (const attribute of taxonomy.attributes) {
    const hint = Object.hasOwn(hints, attribute.id) ? hints[attribute.id] : null
    const value = hint === undefined || hint === null ? null : hintedValue(attribute, hint, taxonomy)
    if (value === null) continue
    if (value === undefined || checkValue(taxonomy, attribute.id, value) !== null) {
      lost.set(attribute.id, typeof hint === 'string' ? hint : JSON.stringify(hint))
      continue
    }
    const label = labelValue(taxonomy, attribute.id, value)
    const evidence = [evidenceOf(hint, text)]
    claims.push({ attribute: attribute.id, value, label, status: 'stated', confidence: hintConfidence, evidence })
  }
  return { claims, lost }
}

function evidenceOf(hint: unknown, text: string): Evidence {
  const words = typeof hint === 'string' ? hint.trim() : ''
  const start = words === '' ? -1 : standsAt(words, text)
  if (start < 0) return { read: 'hint', kind: 'person' }
  return { read: 'hint', kind: 'text', start, end: start + words.length, quote: words }
}

/** Where the words stand in the text by themselves: the M of "Marlowe" is no size. */
function standsAt(words: string, text: string): number {
  const isPart = (character: string | undefined) => character !== undefined && /[\p{L}\p{M}\p{N}]/u.test(character)
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + 1)) {
    if (!isPart(text[start - 1]) && !isPart(text[start + words.length])) return start
  }
  return -1
}

/** Null: what was filled in stands for nothing. Undefined: it is not understood. */
function hintedValue(attribute: Attribute, hint: unknown, taxonomy: Taxonomy): unknown {
  if (checkValue(taxonomy, attribute.id, hint) === null && attribute.kind !== 'text') return hint
  const words = (Array.isArray(hint) ? hint : [hint]).map((word) => (typeof word === 'number' ? String(word) : word))
  if (!words.every((word) => typeof word === 'string')) return undefined
  const first = words[0]?.trim() ?? ''
  if (words.some((word) => word.length > wordCharactersMax)) return undefined
  if (nothing.test(first)) return null
  switch (attribute.kind) {
    case 'one':
      return idOf(attribute, first, taxonomy)
    case 'many':
      return partsOf(attribute, words, taxonomy).map(({ id }) => (attribute.evidenceEach ? { id, evidence: [] } : id))
    case 'composition':
      return partsOf(attribute, words, taxonomy)
    case 'size':
      return hintSize(first)
    case 'count':
      return Number(first)
    case 'text':
      return attribute.id === 'brand' ? brandName(first, taxonomy) : first
    case 'flag':
    case 'measurement':
      return undefined
  }
}

/** What is longer is no name of anything, and matching it would take time. */
const wordCharactersMax = 300
/** What people put into a field that must not be empty: no brand of that name, and no size. */
const nothing =
  /^(?:[\p{P}\p{S}\s]*|n\.?\/?a\.?|none|no brand|no name|unbranded|not known|not specified|unknown|unsure|other|null|ohne(?: marke)?|keine(?: marke)?|unbekannt|sonstige|sans(?: marque)?|aucune?|inconnue?|autres?|sin(?: marca)?|ningun[ao]|desconocid[ao]|otr[ao]s?|senza(?: marca)?|nessun[ao]|sconosciut[ao]|altr[oaie])$/iu

/** "60% cotton, 40% linen", "blue/white", or a list of such: each part with its share where it says one. */
function partsOf(attribute: Attribute, words: readonly string[], taxonomy: Taxonomy) {
  return words.flatMap((word) => {
    const whole = idOf(attribute, word, taxonomy)
    if (whole !== undefined) return [{ id: whole, percent: null }]
    return word.split(between).map((part) => {
      const [, before, name = part, after] =
        /^(?:(\d+(?:[.,]\d+)?)\s*%)?\s*(.+?)\s*(?:(\d+(?:[.,]\d+)?)\s*%)?$/.exec(part) ?? []
      const share = before ?? after
      return {
        id: idOf(attribute, name, taxonomy),
        percent: share === undefined ? null : Number(share.replace(',', '.')),
      }
    })
  })
}

const between = /\s*(?:[;/+&]|,(?!\d)|\b(?:and|und|et|y|e)\b)\s*/i

function idOf(attribute: Attribute, word: string, taxonomy: Taxonomy): string | undefined {
  const items = attribute.id === 'category' ? taxonomy.categories : attribute.values
  const wanted = foldWord(word.trim())
  const named = items.find(({ id, label }) => id === wanted || foldWord(label) === wanted)
  const spoken =
    named ??
    items.find(({ words }) => Object.values(words).some((list) => list.some((entry) => foldWord(entry) === wanted)))
  return spoken?.id
}

function brandName(word: string, taxonomy: Taxonomy): string {
  const wanted = foldWord(word)
  const known = taxonomy.brands.find(({ name, aliases }) =>
    [name, ...aliases].some((entry) => foldWord(entry) === wanted),
  )
  return known?.name ?? word
}
