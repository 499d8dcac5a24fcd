import type { Claim } from '../../domain/claim.ts'
import { isDenied, startsClause } from './context.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, quoteSpan, type Reading } from './reading.ts'

type Part = { mention: Mention; id: string; percent: number | null; start: number; end: number }

/** What the shell is made of, and the lining apart. A look ("silk-feel"), a denial and a trim are not the material. */
export function readMaterial(reading: Reading): Claim[] {
  const parts = reading.mentions('material').flatMap((mention): Part[] => {
    const part = withPercent(reading, mention)
    return part.percent !== null || isOfItem(reading, mention) ? [part] : []
  })
  const lining = parts.filter((part) => isLining(reading, part))
  const shell = parts.filter(
    (part) => !lining.includes(part) && (part.percent !== null || !isTrim(reading, part.mention)),
  )
  return [...claim(reading, 'material', shell), ...claim(reading, 'lining', lining)]
}

function claim(reading: Reading, attribute: 'material' | 'lining', parts: readonly Part[]): Claim[] {
  const measured = parts.filter((part) => part.percent !== null)
  const used = firstComposition(measured.length > 0 ? measured : parts)
  if (used.length === 0) return []
  const value = [...used]
    .sort((a, b) => (b.percent ?? 0) - (a.percent ?? 0))
    .map(({ id, percent }) => ({ id, percent }))
  const label = value
    .map(
      ({ id, percent }) =>
        `${percent === null ? '' : `${percent}% `}${labelOf(reading.dictionary.taxonomy, 'material', id)}`,
    )
    .join(', ')
  const confidence = measured.length > 0 ? 0.95 : used.length === 1 ? 0.85 : 0.7
  return [
    {
      attribute,
      value,
      label,
      status: 'stated',
      confidence,
      evidence: used.map(({ start, end }) => quoteSpan(reading, start, end)),
    },
  ]
}

/** Percentages that sum to 100 end the first composition; what follows belongs to another piece. Each id once. */
function firstComposition(parts: readonly Part[]): Part[] {
  const used: Part[] = []
  let sum = 0
  for (const part of parts) {
    if (used.some(({ id }) => id === part.id)) continue
    if (sum >= 99.5 || sum + (part.percent ?? 0) > 100.5) break
    used.push(part)
    sum += part.percent ?? 0
  }
  return used
}

/** "60% cotton", "cotton 60 %", "60/40 cotton polyester" is left without its numbers. */
function withPercent(reading: Reading, mention: Mention): Part {
  const start = reading.tokens[mention.first]?.start ?? 0
  const end = reading.tokens[mention.last]?.end ?? start
  const before = percentBefore.exec(reading.text.slice(0, start))
  if (before !== null && percentOf(before[1]) !== null)
    return { mention, id: mention.id, percent: percentOf(before[1]), start: start - before[0].length, end }
  const after = percentAfter.exec(reading.text.slice(end))
  if (after !== null && percentOf(after[1]) !== null)
    return { mention, id: mention.id, percent: percentOf(after[1]), start, end: end + after[0].length }
  return { mention, id: mention.id, percent: null, start, end }
}

const percentBefore =
  /(\d{1,3}(?:[.,]\d)?)\s?%\s?(?:of |de |d['’]|di |aus |pure |reine |rein |puro |pura |real |recycled |organic |virgin |bio[- ]?)?$/i
const percentAfter = /^\s?[:(]?\s?(\d{1,3}(?:[.,]\d)?)\s?%(?!\s?\p{L}{3})/u

function percentOf(text: string | undefined): number | null {
  const value = Number((text ?? '').replace(',', '.'))
  return value > 0 && value <= 100 ? value : null
}

function isOfItem(reading: Reading, mention: Mention): boolean {
  const { tokens } = reading
  if (isDenied(tokens, mention.first, mention.last, (index) => isMaterial(reading, index), 2)) return false
  const next = tokens[mention.last + 1]
  if (next !== undefined && /^[\s-]?$/.test(next.gap) && looks.has(next.word)) return false
  const before = tokens[mention.first - 1]
  if (before !== undefined && looksBefore.has(before.word)) return false
  return !ambiguous.has(textOf(reading, mention)) || isBesideItem(reading, mention)
}

function isMaterial(reading: Reading, index: number): boolean {
  return reading.mentions('material').some((mention) => mention.first <= index && mention.last >= index)
}

/** "Down", "cord" and "patent" are materials right before the item's own word or another material. */
function isBesideItem(reading: Reading, { first, last }: Mention): boolean {
  if (verbsBefore.has(reading.tokens[first - 1]?.word ?? '')) return false
  const next = last + 1
  return (
    reading.mentions('category').some((mention) => mention.last >= first && mention.first <= next) ||
    isMaterial(reading, next)
  )
}

/** The words are about the lining: "silk lining", "lined in silk", "Futter: Viskose". */
function isLining(reading: Reading, { mention, start, end }: Part): boolean {
  const clauseStart = Math.max(...['.', ';', '\n', ','].map((mark) => reading.text.lastIndexOf(mark, start - 1))) + 1
  const before = reading.text.slice(clauseStart, start)
  const after = reading.text.slice(end, end + 24).split(/[.;\n]/)[0] ?? ''
  if (liningAfter.test(after)) return true
  if (liningBefore.test(before) && !shellWord.test(before.slice(before.search(liningBefore)))) return true
  // "Lining 50% cotton, 50% silk": the comma does not end it.
  const sentence =
    reading.text
      .slice(Math.max(0, start - 60), start)
      .split(/[.;\n]/)
      .at(-1) ?? ''
  return (
    mention.first > 0 &&
    /\d\s?%[^.;]*$/.test(sentence) &&
    liningBefore.test(sentence) &&
    !shellWord.test(sentence.slice(sentence.search(liningBefore)))
  )
}

const liningAfter = /^[\s-]*(?:lining|lined|futter|innenfutter|doublure|interior|inside)\b/i
const liningBefore =
  /(?:\blin(?:ing|ed)\b|futter\b|gefüttert|doublure|doublé|\bforro\b|forrad[oa]|\bfodera\b|foderat[oa])/i
const shellWord = /\b(?:shell|outer|body|oberstoff|extérieur|exterior|esterno|tissu principal|main)\b/i

/** A part of the item: "lace trim", "leather straps", "rubber sole". */
function isTrim(reading: Reading, { first, last }: Mention): boolean {
  for (let index = last + 1; index <= last + 2; index++) {
    const token = reading.tokens[index]
    if (token === undefined || startsClause(token)) break
    if (trims.has(token.word)) return true
    if (reading.mentions('category').some((mention) => mention.first <= index && mention.last >= index)) break
  }
  const before = reading.tokens[first - 1]
  return before !== undefined && trimsBefore.has(before.word)
}

function textOf(reading: Reading, { first, last }: Mention): string {
  return reading.tokens
    .slice(first, last + 1)
    .map((token) => token.word)
    .join(' ')
}

const set = (list: string) => new Set(list.split(' '))
/** "Button down", "marked down". */
const verbsBefore = set('button buttoned marked worn upside toned zip fold folded turn turned')
const looks = set(
  'feel look like effect style touch optik imitat haptik aspect effetto imitation inspired colored coloured color colour print wash safe',
)
const looksBefore = set(
  'aspect effet imitation efecto tacto effetto look imitacion imitazione faux fake finta falso kein',
)
const ambiguous = set(
  'down cord patent fur fell bast titan lace straw vernice tela pile polar ante canvas jersey rubber gold silver verni vernis cuoio acero 14k 18k 9ct 18ct perle pearl toile',
)
const trims = set(
  'trim trims trimmed strap straps sole soles collar detail details detailing patch patches elbow handle handles accent accents insert inserts cuffs piping laces ' +
    'hardware buttons button sleeves hood belt yoke panel panels bow tie tassel tassels edging hem overlay sohle sohlen kragen besatz ärmel semelle semelles col détails suela suelas cuello suola suole colletto',
)
const trimsBefore = set('trimmed')
