import { isSizeLabel } from '../../taxonomy/size-label.ts'
import { possibleForms } from './possible-forms.ts'
import type { Reading } from './reading.ts'
import { mayHold } from './size-forms.ts'
import { type Place, type PlaceFinder, placeFinder } from './size-place.ts'
import { type SizeRole, sizeRole } from './size-role.ts'
import type { SizeRule } from './size-rule.ts'
import { sizeRules } from './size-rules.ts'
import type { SizeContext, SizeValue } from './size-values.ts'

type Stretch = { offset: number; text: string }
export type SizeMention = { value: SizeValue; start: number; end: number; confidence: number; role: SizeRole }

/** Every size that the words could state, in order of place, and what the words around make of it. */
export function findSizes(reading: Reading, known: SizeContext): SizeMention[] {
  const places = placeFinder(reading)
  const context = known.sizing === null ? { ...known, sizing: sizingOf(places.text) } : known
  const found: SizeMention[] = []
  const whole = [{ offset: 0, text: places.text }]
  const windows = aroundDigits(places.text)
  const isPossible = possibleForms(places.text)
  for (const rule of sizeRules) {
    if (!isPossible(rule.form)) continue
    const parts = rule.digitless === true ? whole : windows
    for (const { offset, match } of parts.flatMap((part) => matchesIn(part, rule.form))) {
      const start = offset + match.index
      const end = start + match[0].trimEnd().length
      if (found.some((other) => start < other.end && end > other.start)) continue
      if (!standsAlone(places, start, end) || (!isSure(rule) && isName(reading, match[0], start, end))) continue
      const place = places.at(start, end)
      const value = rule.value(match.groups ?? {}, besideChild(place) ? { ...context, ...forChild } : context, place)
      // "6.5 1/2" is in no size's form, however it came to be written.
      if (value === null || !isSizeLabel(value.system, value.label)) continue
      const cued = rule.cued || match.groups?.cue !== undefined || match.groups?.system !== undefined
      found.push({ value, start, end, confidence: rule.confidence, role: sizeRole(place, { text: match[0], cued }) })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** As `matchAll`, without a copy of the expression for each stretch: with fifty forms the copies cost more than the search. */
function matchesIn({ offset, text }: Stretch, form: RegExp): { offset: number; match: RegExpExecArray }[] {
  if (!mayHold(text, form)) return []
  const found: { offset: number; match: RegExpExecArray }[] = []
  form.lastIndex = 0
  for (let match = form.exec(text); match !== null; match = form.exec(text)) {
    found.push({ offset, match })
    if (match[0] === '') form.lastIndex++
  }
  return found
}

/** "US 8-10 girls": right beside a size, a word for children says what it counts, whoever else the text names. */
function besideChild({ before, after }: Place): boolean {
  return childBefore.test(before) || childAfter.test(after)
}

const forChild = { department: 'kids', departmentStated: true }
const children =
  '(?:girls?|boys?|kids?|youth|toddlers?|children|fille|garçon|enfant|niñ[ao]s?|bambin[aoi]|bimb[aoi]|ragazz[aoi]|bebé|bébé|fillette|mädchen|jungen|kinder)'
const childBefore = new RegExp(`(?<!\\p{L})${children}['’]?s?\\s$`, 'iu')
const childAfter = new RegExp(`^\\s${children}(?!\\p{L})`, 'iu')

/** The stretches of a text with digits and what stands near them, cut at spaces: most sizes are there, most words are not. */
function aroundDigits(text: string): Stretch[] {
  const spans: { from: number; until: number }[] = []
  for (const { index } of text.matchAll(/\d/g)) {
    const space = text.lastIndexOf(' ', index - 56)
    const from = index <= 56 || space < 0 ? 0 : space
    const last = spans.at(-1)
    if (last !== undefined && from <= last.until) last.until = index + 48
    else spans.push({ from, until: index + 48 })
  }
  return spans.map(({ from, until }) => {
    const space = text.indexOf(' ', until)
    return { offset: from, text: text.slice(from, space < 0 ? undefined : space) }
  })
}

/** How the item is sized where no category is known: "shoes" and "Hose" say it without naming a kind of item. */
function sizingOf(text: string): SizeContext['sizing'] {
  if (shoes.test(text)) return 'shoes'
  return trousers.test(text) ? 'bottoms' : null
}

const shoes =
  /(?<!\p{L})(?:shoes?|boots?|trainers|sneakers?|sandals?|footwear|schuhe?|[\p{L}]*(?:schuhe?|stiefel|stiefeletten)|chaussures?|baskets|bottes|bottines|zapatos?|zapatillas|botas|botines|sandalias|scarpe?|stivali|stivaletti|sandali)(?!\p{L})/iu
const trousers =
  /(?<!\p{L})(?:jeans?|trousers|pants|chinos|hosen?|(?!strumpf|schlaf|unter|bade|latz)[\p{L}]*hose|pantalons?|pantal[oó]n(?:es)?|vaqueros|pantaloni)(?!\p{L})/iu

function isSure({ confidence, cued }: SizeRule): boolean {
  return cued && confidence >= 0.9
}

/** Not the middle of a longer word or number. */
function standsAlone({ text }: PlaceFinder, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  if (/[\p{L}\p{N}]$/u.test(before) && /^[\p{L}\p{N}]/u.test(text.slice(start, start + 2))) return false
  return !/\d[.,/]$/.test(before) && !/^(?:[.,]\d|[\p{L}\p{N}])/u.test(text.slice(end, end + 2))
}

/** The size itself is in the name of a brand ("7 For All Mankind"); a name may stand before it ("taille Lacoste 4"). */
function isName({ tokens, named }: Reading, said: string, start: number, end: number): boolean {
  // "X-Large" and "XXL" are brands too, but the size far more often.
  if (/^(?:x{1,3}-?(?:small|large)|x{1,3}l|xx?s)$/i.test(said.trim())) return false
  const last = tokens.findLast((token) => token.end <= end && token.end > start)
  return last !== undefined && named.has(tokens.indexOf(last))
}
