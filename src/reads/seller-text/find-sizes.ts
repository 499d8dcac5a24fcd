import type { Reading } from './reading.ts'
import { type PlaceFinder, placeFinder } from './size-place.ts'
import { type SizeRole, sizeRole } from './size-role.ts'
import type { SizeRule } from './size-rule.ts'
import { sizeRules } from './size-rules.ts'
import type { SizeContext, SizeValue } from './size-values.ts'

export type SizeMention = { value: SizeValue; start: number; end: number; confidence: number; role: SizeRole }

/** Every size that the words could state, in order of place, and what the words around make of it. */
export function findSizes(reading: Reading, known: SizeContext): SizeMention[] {
  const places = placeFinder(reading)
  const context = known.sizing === null ? { ...known, sizing: sizingOf(places.text) } : known
  const found: SizeMention[] = []
  for (const rule of sizeRules) {
    for (const match of places.text.matchAll(rule.form)) {
      const start = match.index
      const end = start + match[0].trimEnd().length
      if (found.some((other) => start < other.end && end > other.start)) continue
      if (!standsAlone(places, start, end) || (!isSure(rule) && isName(reading, match, end))) continue
      const place = places.at(start, end)
      const value = rule.value(match.groups ?? {}, context, place)
      if (value === null) continue
      const cued = rule.cued || match.groups?.cue !== undefined || match.groups?.system !== undefined
      found.push({ value, start, end, confidence: rule.confidence, role: sizeRole(place, { text: match[0], cued }) })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** How the item is sized where no category is known: "shoes" and "Hose" say it without naming a kind of item. */
function sizingOf(text: string): SizeContext['sizing'] {
  if (shoes.test(text)) return 'shoes'
  return trousers.test(text) ? 'bottoms' : null
}

const shoes =
  /(?<!\p{L})(?:shoes?|boots?|trainers|sneakers?|sandals?|footwear|schuhe?|[\p{L}]*(?:schuhe?|stiefel|stiefeletten)|chaussures?|baskets|bottes|bottines|zapatos?|zapatillas|botas|botines|sandalias|scarpe?|stivali|stivaletti|sandali)(?!\p{L})/iu
const trousers =
  /(?<!\p{L})(?:jeans?|trousers|pants|chinos|hosen?|[\p{L}]*hose|pantalons?|pantal[oó]n(?:es)?|vaqueros|pantaloni)(?!\p{L})/iu

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
function isName({ tokens, named }: Reading, match: RegExpMatchArray, end: number): boolean {
  // "X-Large" and "XXL" are brands too, but the size far more often.
  if (/^(?:x{1,3}-?(?:small|large)|x{1,3}l|xx?s)$/i.test(match[0].trim())) return false
  const last = tokens.findLast((token) => token.end <= end && token.end > (match.index ?? 0))
  return last !== undefined && named.has(tokens.indexOf(last))
}
