import type { Claim } from '../../domain/claim.ts'
import { labelValue } from '../../taxonomy/label-value.ts'
import { isDenied } from '../seller-text/context.ts'
import { tokenize } from '../seller-text/tokenize.ts'
import { findCompositions } from './find-composition.ts'
import { findLabelBrand } from './find-label-brand.ts'
import { findLabelSizes } from './find-label-size.ts'
import type { LabelWords } from './label-words.ts'

/**
 * A row of a label: what was read, how surely (0 to 100), what other looks at it came to, what its last word alone came to, and
 * its height beside the other rows.
 */
export type ParsedRow = {
  text: string
  others: readonly string[]
  end: string | null
  confidence: number
  height: number
}

/** A claim but for its evidence: the rows that say it. */
export type LabelFinding = Pick<Claim, 'attribute' | 'value' | 'label' | 'confidence'> & { rows: number[] }

/**
 * What the rows of a label say of the item, or nothing where they do not look like a label's: words on a garment are print, not
 * a label, until composition, origin, care, a row of sizes or a registration stands with them. What was read badly says nothing.
 */
export function parseLabel(rows: readonly ParsedRow[], words: LabelWords): LabelFinding[] {
  const clear = rows.map((row) => ({ ...row, text: row.confidence >= clearMin ? row.text : '' }))
  const texts = clear.map(({ text }) => text)
  const usual = smallHeight(clear)
  const sized = clear.map(({ text, others, end, height, confidence }, at) => ({
    text: text === '' ? agreed(rows[at]) : text,
    others: text === '' ? [] : others,
    end,
    height,
    large: confidence >= loneMin && (at === 0 || height >= usual * largeRatio),
    tiny: height < usual * tinyRatio,
  }))
  const size = theSize(findLabelSizes(sized), clear)
  const brand = findLabelBrand(sized, words)
  const solid = [...compositions(clear, words), ...origin(texts, words), ...care(texts, words)]
  const anchored =
    solid.length > 0 ||
    texts.some((text) => registration.test(text)) ||
    (size !== null && size.rank !== 5 && size.telling)
  const both = size !== null && brand !== null && size.row !== brand.row
  if (!anchored && !both) return []
  const findings = [...solid]
  if (size !== null) findings.push(finding('size', size.value, size.rank <= 3 ? 0.9 : 0.75, [size.row]))
  if (brand !== null) findings.push(finding('brand', brand.name, brand.confidence, [brand.row]))
  return findings.map((found) => rated(found, clear, words))
}

/** A row read badly whose last word came to the same by itself. */
function agreed(row: ParsedRow | undefined): string {
  const { text, end } = row ?? { text: '', end: null }
  return end !== null && text.endsWith(` ${end}`) ? text : ''
}

/** Rows read less surely than this are not taken at all; real words on noisy labels come in over 80. */
const clearMin = 62
/** A row this much higher than the usual one is set off from the small print. */
const largeRatio = 1.12
/** What counts by its size alone, a number or a name that is a word, must be read more surely than the rest. */
const loneMin = 75
/** A row this much lower is a seam's stitches or a piece of a letter. */
const tinyRatio = 0.7
/** Registrations of makers and importers: RN (US), CA (Canada), and lines that only labels have. */
const registration =
  /\b(?:RN ?#? ?\d{4,6}|CA ?#? ?\d{5}|STYLE ?(?:NO|#)|ART\.? ?(?:NO|NR)?\.? ?\d{3,}|KEEP AWAY FROM FIRE|EXCLUSIVE OF|MADE IN|FABRIQU|HERGESTELLT|HECHO EN)\b/i

function finding(attribute: string, value: unknown, confidence: number, rows: number[]): LabelFinding {
  return { attribute, value, label: null, confidence, rows }
}

/** The surest size; none where two that are equally sure differ. `telling`: it is said in a way that only labels have. */
function theSize(found: ReturnType<typeof findLabelSizes>, rows: readonly ParsedRow[]) {
  const [best] = found
  if (best === undefined) return null
  const equal = found.filter(({ rank }) => rank === best.rank)
  const tallest = [...equal].sort((a, b) => (rows[b.row]?.height ?? 0) - (rows[a.row]?.height ?? 0))[0] ?? best
  const rival = equal.find(
    ({ value, row }) =>
      value.system === tallest.value.system &&
      value.label !== tallest.value.label &&
      (rows[row]?.height ?? 0) > 0.85 * (rows[tallest.row]?.height ?? 0),
  )
  if (rival !== undefined) return null
  const chosen = best.value.system === 'alpha' || best.rank === 1 ? tallest : best
  return { ...chosen, telling: chosen.rank === 1 || !['alpha', 'number', 'bra', 'plus'].includes(chosen.value.system) }
}

/** Where the percentages do not sum up, a row may have been misread one way and rightly another: the sum tells. */
function compositions(rows: readonly ParsedRow[], words: LabelWords): LabelFinding[] {
  const texts = rows.map(({ text }) => text)
  const doubtful = rows.flatMap(({ text, others }, row) =>
    text === '' || !/\d/.test(text + others.join()) ? [] : others.slice(0, 1).map((other) => ({ row, other })),
  )
  const choices = Array.from({ length: 2 ** Math.min(doubtful.length, swapsMax) }, (_, choice) => choice)
  for (const choice of choices.sort((a, b) => bits(a) - bits(b))) {
    const tried = [...texts]
    doubtful.forEach(({ row, other }, at) => {
      if ((choice >> at) & 1) tried[row] = other
    })
    const found = findCompositions(tried, words)
    if (found.some(({ section }) => section === 'shell'))
      return found.map(({ section, parts, rows: saying }) =>
        finding(section === 'shell' ? 'material' : 'lining', parts, choice === 0 ? 0.95 : 0.85, saying),
      )
  }
  return []
}

const swapsMax = 5

function bits(choice: number): number {
  return choice.toString(2).replaceAll('0', '').length
}

/** "Made in Portugal", on one row or two. */
function origin(texts: readonly string[], words: LabelWords): LabelFinding[] {
  const found = mentionsOf('country-of-origin', texts, words)
  const ids = new Set(found.map(({ id }) => id))
  const first = found[0]
  return first !== undefined && ids.size === 1 ? [finding('country-of-origin', first.id, 0.92, first.rows)] : []
}

function care(texts: readonly string[], words: LabelWords): LabelFinding[] {
  const found = mentionsOf('care', texts, words)
  const ids = [...new Set(found.map(({ id }) => id))]
  return ids.length === 0 ? [] : [finding('care', ids, 0.85, [...new Set(found.flatMap(({ rows }) => rows))])]
}

/** Named values on the rows as one running text, so that a phrase may go over the end of a row; "do not" takes them back. */
function mentionsOf(attribute: string, texts: readonly string[], words: LabelWords) {
  const starts: number[] = []
  let running = ''
  for (const text of texts) {
    starts.push(running.length)
    running += `${text} `
  }
  const rowOf = (offset: number) => starts.findLastIndex((start) => start <= offset)
  const tokens = tokenize(running)
  return (words.dictionary.byAttribute.get(attribute)?.find(tokens, words.languages) ?? [])
    .filter(({ first, last }) => !isDenied(tokens, first, last, undefined, 1))
    .map(({ id, first, last }) => {
      const [from, to] = [rowOf(tokens[first]?.start ?? 0), rowOf(tokens[last]?.start ?? 0)]
      return { id, rows: from === to ? [from] : [from, to] }
    })
}

/** The confidence falls with that of the engine on the rows. */
function rated(found: LabelFinding, rows: readonly ParsedRow[], { taxonomy }: LabelWords): LabelFinding {
  const worst = Math.min(...found.rows.map((row) => rows[row]?.confidence ?? 0))
  const confidence = Math.round(found.confidence * Math.min(1, 0.6 + worst / 225) * 1_000) / 1_000
  return { ...found, confidence, label: labelValue(taxonomy, found.attribute, found.value) }
}

/** The height of the small print: of every three rows with words on them, at least two are as high. */
function smallHeight(rows: readonly ParsedRow[]): number {
  const heights = rows.filter(({ text }) => text !== '').map(({ height }) => height)
  heights.sort((a, b) => a - b)
  return heights[Math.floor((heights.length - 1) / 3)] ?? 1
}
