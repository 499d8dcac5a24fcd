import type { Claim } from '../../domain/claim.ts'
import { type Count, findCounts } from './find-counts.ts'
import {
  correctedForms,
  packForm,
  packOf,
  packsOf,
  type QuantityForm,
  quantityForms,
  soldAfter,
  statedForms,
} from './quantity-forms.ts'
import { chooseCategory } from './read-category.ts'
import { quoteSpan, type Reading } from './reading.ts'
import { countedByColor, countedKinds, enumerated, isPlural, lotWord, type Sum, severalPairs } from './summed-counts.ts'

type Found = Sum & { confidence: number }

/** How many pieces are sold together, where the words say so: lots, bundles, multi-packs. A pair or a suit is one. */
export function readQuantity(reading: Reading): Claim[] {
  const counts = findCounts(reading)
  const said = counted(reading, counts)
  if (said === null) return []
  const { value, start, end, confidence } = corrected(reading, counts, said) ?? said
  if (value <= 1 || value > 1_000) return []
  return [
    {
      attribute: 'quantity',
      value,
      label: String(value),
      status: 'stated',
      confidence,
      evidence: [quoteSpan(reading, start, end)],
    },
  ]
}

function counted(reading: Reading, counts: readonly Count[]): Found | null {
  const stated = byForms(reading, counts, statedForms)
  if (stated !== null) return stated
  const several = counts.filter(({ value }) => value > 1)
  const lot = several.length === 0 ? null : byForms(reading, several, quantityForms)
  const pairs = severalPairs(reading, counts)
  if (pairs !== null && pairs.value > (lot?.value ?? 0)) return { ...pairs, confidence: 0.7 }
  const kinds = several.length === 0 ? null : countedKinds(reading, counts, itemTest(reading))
  const listed = [several.length === 0 ? null : enumerated(reading, counts), kinds?.several === true ? kinds.sum : null]
    .filter((sum) => sum !== null)
    .sort((a, b) => b.value - a.value)[0]
  // "8 pieces: 3 tees, 2 jeans and more": the total stands over the parts that are listed.
  const total = lot !== null && (lot.confidence >= 0.85 || kinds === null) ? lot : null
  if (listed !== undefined && listed.value > (total?.value ?? 0)) return { ...listed, confidence: 0.7 }
  if (total !== null) return total
  const single = kinds === null ? null : { ...kinds.sum, confidence: 0.7 }
  if (single !== null && single.value >= (lot?.value ?? 0)) return single
  if (lot !== null) return lot
  const pack = packForm.exec(reading.text)
  if (pack !== null)
    return { value: packOf(pack[1]) ?? 1, start: pack.index, end: pack.index + pack[0].length, confidence: 0.85 }
  const colors = lotWord.test(reading.text) ? countedByColor(reading, counts) : null
  return colors === null ? null : { ...colors, confidence: 0.6 }
}

/** The count of the first form that any of them stands in; each form is tried on all counts before the next. */
function byForms(reading: Reading, counts: readonly Count[], forms: readonly QuantityForm[]): Found | null {
  const { text } = reading
  const around = counts.map((count) => ({ count, after: text.slice(count.end, count.end + 64) }))
  for (const form of forms)
    for (const { count, after } of around) {
      const behind = form.after === undefined ? '' : form.after.exec(after)?.[0]
      const ahead =
        behind === undefined ? undefined : form.before === undefined ? '' : lookBack(form.before, text, count)
      if (ahead === undefined || behind === undefined) continue
      if (form.leadsToKind === true && !leadsToKind(reading, count)) continue
      if (form.followsKinds === true && !followsKinds(reading, count)) continue
      if (isOneOutfit(reading, count, behind)) continue
      const packs = packsBefore(counts, count, text)
      return {
        value: count.value * packs,
        start: count.start - ahead.trimStart().length,
        end: count.end + behind.trimEnd().length,
        confidence: count.sure ? form.confidence : 0.5,
      }
    }
  return null
}

function lookBack(form: RegExp, text: string, { start }: Count): string | undefined {
  form.lastIndex = start
  return form.exec(text)?.[1]
}

/** "3 packs of 2" are six. */
function packsBefore(counts: readonly Count[], count: Count, text: string): number {
  const before = counts[counts.indexOf(count) - 1]
  return before !== undefined && packsOf.test(text.slice(before.end, count.start)) ? before.value : 1
}

/** A three-piece suit is one, and so are the two pieces of a bikini or of pajamas. */
function isOneOutfit(reading: Reading, { value, start }: Count, behind: string): boolean {
  if (value > 4 || !/^[\s-]?(?:pieces?|pcs?|teilig|teile|pièces|piezas|pezzi|pz)/i.test(behind)) return false
  return outfit.test(reading.text.slice(Math.max(0, start - 32), start))
}

const outfit =
  /(?<!\p{L})(?:[\p{L}]*anzug|suit|swimsuit|costume|completo|traje|tailleur|bikini|tankini|outfit|co-?ord|smoking|tuxedo|tracksuit|chándal|tuta|kostüm|maillot|conjunto|pyjamas?|pajamas?|pigiama|pijama)[\s,:(-]{1,3}(?:\p{L}+\s){0,2}$/iu

/** Right behind, within two words, comes a kind of item. */
function leadsToKind(reading: Reading, { last }: Count): boolean {
  const next = last + 1
  const token = reading.tokens[next]
  if (token === undefined || !/^\s/.test(token.gap)) return false
  // "Lot 7 bodies": a plural that the taxonomy does not know in the text's language.
  if (/^\p{Ll}{2,}[sx]$/u.test(token.raw)) return true
  return reading.mentions('category').some(({ first }) => first >= next && first <= next + 2)
}

function followsKinds(reading: Reading, { first, value }: Count): boolean {
  return (
    value <= 30 &&
    reading.mentions('category').some((kind) => kind.last < first && kind.last >= first - 2 && isPlural(reading, kind))
  )
}

/** "She took two suitcases and filled one with nightgowns": only the kind that is sold is counted. */
function itemTest(reading: Reading): (mention: { id: string }) => boolean {
  const chosen = chooseCategory(reading)
  return ({ id }) => chosen === null || id === chosen.mention.id || id === chosen.id
}

/** "EDIT: one sold, 5 left": what is said of the lot later. */
function corrected(reading: Reading, counts: readonly Count[], said: Found): Found | null {
  if (said.value <= 1) return null
  const later = counts.filter(({ start, value }) => start >= said.end && value <= said.value * 2)
  if (later.length === 0) return null
  const found = byForms(reading, later, correctedForms)
  if (found !== null) return found
  const sold = later.find(({ end, value }) => value < said.value && soldAfter.test(reading.text.slice(end, end + 64)))
  return sold === undefined ? null : { ...said, value: said.value - sold.value, end: sold.end, confidence: 0.7 }
}
