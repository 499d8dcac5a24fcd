import type { Claim } from '../domain/claim.ts'
import type { Evidence } from '../domain/record.ts'
import { checkValue } from '../taxonomy/check-value.ts'
import { foldWord } from '../taxonomy/fold-word.ts'
import { labelValue } from '../taxonomy/label-value.ts'
import { isSizeLabel } from '../taxonomy/size-label.ts'
import type { Attribute, Taxonomy } from '../taxonomy/taxonomy.ts'

/** The seller filled the field in: as near to certain as words get, and still not a correction. */
const hintConfidence = 0.95

/**
 * The seller's hints (`{ "category": "dresses", "size": "M" }`) as stated claims. A hint has no span in the text. Where its
 * words stand in the text too, they are quoted; otherwise the evidence is of kind `person` with read `hint`: a person entered
 * it in a field of its own. A value may be an id, a label or one of the taxonomy's words; what the taxonomy does not take is
 * left out.
 */
export function hintClaims(hints: Readonly<Record<string, unknown>>, text: string, taxonomy: Taxonomy): Claim[] {
  return taxonomy.attributes.flatMap((attribute): Claim[] => {
    const hint = Object.hasOwn(hints, attribute.id) ? hints[attribute.id] : undefined
    const value = hint === undefined || hint === null ? undefined : hintedValue(attribute, hint, taxonomy)
    if (value === undefined || checkValue(taxonomy, attribute.id, value) !== null) return []
    return [
      {
        attribute: attribute.id,
        value,
        label: labelValue(taxonomy, attribute.id, value),
        status: 'stated',
        confidence: hintConfidence,
        evidence: [evidenceOf(hint, text)],
      },
    ]
  })
}

function evidenceOf(hint: unknown, text: string): Evidence {
  const words = typeof hint === 'string' ? hint.trim() : ''
  const start = words === '' ? -1 : text.indexOf(words)
  if (start < 0) return { read: 'hint', kind: 'person' }
  return { read: 'hint', kind: 'text', start, end: start + words.length, quote: words }
}

function hintedValue(attribute: Attribute, hint: unknown, taxonomy: Taxonomy): unknown {
  if (checkValue(taxonomy, attribute.id, hint) === null && attribute.kind !== 'text') return hint
  const words = (Array.isArray(hint) ? hint : [hint]).map((word) => (typeof word === 'number' ? String(word) : word))
  if (!words.every((word) => typeof word === 'string')) return undefined
  const first = words[0]?.trim() ?? ''
  const ids = words.map((word) => idOf(attribute, word, taxonomy))
  switch (attribute.kind) {
    case 'one':
      return ids[0]
    case 'many':
      return ids.map((id) => (attribute.evidenceEach ? { id, evidence: [] } : id))
    case 'composition':
      return ids.map((id) => ({ id, percent: null }))
    case 'size':
      return sizeOf(first)
    case 'count':
      return Number(first)
    case 'text':
      return attribute.id === 'brand' ? brandName(first, taxonomy) : first
    case 'flag':
    case 'measurement':
      return undefined
  }
}

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

/** "M" is a letter size, "W32 L34" a jeans size, "UK 10" says its system, a bare number does not. */
function sizeOf(text: string): { system: string; label: string } {
  const label = text.toUpperCase()
  const named = /^(US|UK|EU|FR|IT|DE|AU|JP)\s?(.+)$/.exec(label)
  if (named !== null) return { system: (named[1] ?? '').toLowerCase(), label: named[2] ?? '' }
  if (/^(?:OS|ONE SIZE)$/.test(label)) return { system: 'one-size', label: 'OS' }
  const system = ['alpha', 'waist-inseam', 'bra', 'number', 'baby', 'kids', 'plus'].find((candidate) =>
    isSizeLabel(candidate, label),
  )
  return system === undefined ? { system: 'brand', label: text } : { system, label }
}
