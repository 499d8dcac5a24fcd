import { isStrange, joiners, joins, nameFrom, noName, opensName } from './brand-forms.ts'
import type { BrandMention } from './brand-mention.ts'
import { type BrandNames, brandNames } from './brand-names.ts'
import { placeOf } from './brand-place.ts'
import {
  describesAt,
  endsAfter,
  isCapital,
  isItemWordAt,
  isShouting,
  isTitleCase,
  leadsToItem,
  standsAlone,
} from './brand-signs.ts'
import { startsSentence } from './context.ts'
import { gapAfter } from './gap-after.ts'
import { type Reading, range } from './reading.ts'
import { wordSet } from './word-set.ts'

/** A name without a cue, by its place and its words alone. */
export function bareBrandAt(reading: Reading, first: number, taken: ReadonlySet<number>): BrandMention | null {
  const token = reading.tokens[first]
  if (token === undefined || !isCapital(token) || isCapitalBefore(reading, first) || noName.has(token.word)) return null
  const names = brandNames(reading.dictionary)
  const last = bareEnd(reading, first, taken)
  if (last === null) return null
  const joined = range(first + 1, last).some((index) => isJoint(reading, index))
  const confidence = joined ? joinedConfidence(reading, first, last, names) : strangeConfidence(reading, first, last)
  return confidence === 0 ? null : nameFrom(reading, first, last, confidence)
}

/** The name goes on over "&" and over words that are no ordinary ones, or that firms call themselves by ("Maison", "Studio"). */
function bareEnd(reading: Reading, first: number, taken: ReadonlySet<number>): number | null {
  const opens = opensName.has(reading.tokens[first]?.word ?? '') || isGivenName(reading, first, taken)
  let last: number | null = isStrange(reading, first) || opens ? first : null
  if (isJoint(reading, first + 1) && isCapital(reading.tokens[first + 1])) last = first
  if (last === null) return null
  for (let index = first + 1; index < first + 4; index++) {
    const token = reading.tokens[index]
    const previous = reading.tokens[index - 1]
    if (
      token === undefined ||
      previous === undefined ||
      taken.has(index) ||
      !joins(token, previous) ||
      !isCapital(token)
    )
      break
    const goesOn =
      isJoint(reading, index) ||
      isStrange(reading, index) ||
      firmWords.has(token.word) ||
      isLettered(reading, first, index) ||
      (index === first + 1 && isHouse(reading, first))
    if (!goesOn && !isJoint(reading, index + 1)) break
    last = index
  }
  return withPlace(reading, last, taken)
}

/** "VESPERTINE SUPPLY wide leg trousers": a name set in capitals, as far as they go and no item's word comes. */
function isLettered(reading: Reading, first: number, index: number): boolean {
  if (isShouting(reading) || isItemWordAt(reading, index)) return false
  const { isSellersWord } = brandNames(reading.dictionary)
  const word = reading.tokens[index]?.word ?? ''
  return (
    !isSellersWord(word) &&
    !noName.has(word) &&
    [first, index].every((at) => /^\p{Lu}{4,}$/u.test(reading.tokens[at]?.raw ?? ''))
  )
}

/** "Willow Tansey", "Laura Bosselin": a word in capitals that is no item's before one of no language. */
function isGivenName(reading: Reading, first: number, taken: ReadonlySet<number>): boolean {
  const [token, next] = [reading.tokens[first], reading.tokens[first + 1]]
  if (token === undefined || next === undefined || next.gap !== ' ' || taken.has(first + 1)) return false
  if (isTitleCase(reading) || reading.languages[0] === 'de' || isItemWordAt(reading, first)) return false
  const written = [token, next].every(({ raw }) => /^\p{Lu}\p{Ll}{2}/u.test(raw))
  return written && isStrange(reading, first + 1) && !brandNames(reading.dictionary).isSellersWord(token.word)
}

/** "Atelier Lindenhof", "Taller Lunaria": what makers call their house, and a name in capitals that is no item's word. */
function isHouse(reading: Reading, first: number): boolean {
  const next = reading.tokens[first + 1]
  if (!opensName.has(reading.tokens[first]?.word ?? '') || next === undefined || next.gap !== ' ') return false
  return /^\p{Lu}\p{Ll}{2}/u.test(next.raw) && !isItemWordAt(reading, first + 1) && !noName.has(next.word)
}

/** "Sartoria Pellizzari Vicenza,": ordinary words in capitals that are no item's and end the clause belong to the name. */
function withPlace(reading: Reading, last: number, taken: ReadonlySet<number>): number {
  for (let index = last + 1; index <= last + 2; index++) {
    const token = reading.tokens[index]
    if (token === undefined || token.gap !== ' ' || taken.has(index)) return last
    if (!/^\p{Lu}\p{Ll}{2}/u.test(token.raw) || isItemWordAt(reading, index)) return last
    if (endsAfter(reading, index)) return index
  }
  return last
}

/** "Cobalt & Clay": two capitals joined, neither of them a color, cloth, kind …; where a name would stand. */
function joinedConfidence(reading: Reading, first: number, last: number, names: BrandNames): number {
  const parts = range(first, last).map((index) => reading.tokens[index]?.word ?? '')
  if (isQuoted(reading, first, last)) return 0.75
  if (parts.some((word) => word.length < 3 || chatty.has(word)) || parts.every(names.isItemWord)) return 0
  if (
    parts.some((word) => kin.has(word)) ||
    range(first, last).some((index) => isJoint(reading, index) && kin.has(parts[index - first] ?? ''))
  )
    return 0.8
  if (standsAlone(reading, first, last)) return 0.75
  const opens = opensText(reading, first)
  if (leadsToItem(reading, first, last) && (opens || !isTitleCase(reading))) return 0.75
  return followsCategory(reading, first) && (endsAfter(reading, last) || describesAt(reading, last + 1)) ? 0.7 : 0
}

/** "Gina Benotti.", "Thomsit promo cap", "Cravatta Marinella 7 pieghe": words of no language, where a name would stand. */
function strangeConfidence(reading: Reading, first: number, last: number): number {
  if (!range(first, last).some((index) => isStrange(reading, index)) && !isHouse(reading, first)) return 0
  if (isShouting(reading) && !opensTitle(reading, first, last)) return 0
  if (range(first, last).every((index) => (reading.tokens[index]?.raw.length ?? 0) < 4)) return 0
  if (last > first && isQuoted(reading, first, last))
    return ofColor.test(placeOf(reading, first, last).before) ? 0 : 0.65
  if (greetings.has(reading.tokens[first - 1]?.word ?? '')) return 0
  const german = reading.languages[0] === 'de'
  const opens = opensText(reading, first)
  if (followsCategory(reading, first) && !isTitleCase(reading) && !german)
    return endsAfter(reading, last) || describesAt(reading, last + 1) ? 0.65 : 0
  if (standsAlone(reading, first, last))
    return isNearItem(reading, first, last) && isSet(reading, first, last) ? 0.65 : 0
  if (german && followsCategory(reading, first))
    return endsAfter(reading, last) || describesAt(reading, last + 1) ? 0.6 : 0
  if (opens && first < 2 && leadsToItem(reading, first, last)) return german ? 0 : 0.65
  if (opens || isTitleCase(reading) || german) return 0
  return isItemBeside(reading, first, last) || isOwned(reading, first, last) ? 0.6 : 0
}

/** "DINKLES MARCHING BAND SHOES": in a shouted text the first word alone can be told to be of no language. */
function opensTitle(reading: Reading, first: number, last: number): boolean {
  return first === 0 && last === 0 && reading.languages[0] === 'en' && leadsToItem(reading, first, last)
}

/** "in the shade 'Glacier Orchid'": a name of a color. */
const ofColor =
  /(?:^|[ '])(?:colou?rs?|colou?rway|shade|hue|farbe|farbton|couleur|coloris|teinte|color|tono|colore|tinta)(?: (?!,)[\w']+){0,5}(?: ,)?$/

/** First in its sentence, or after the state alone: "BNWT Tilly & Hugo". */
function opensText(reading: Reading, first: number): boolean {
  if (first === 0 || startsSentence(reading.tokens[first])) return true
  const before = reading.tokens[0]
  return (
    first === 1 && before !== undefined && /^b?n(?:wt|wot|ib)$|^new$|^neu$|^neuf$|^vintage$|^vtg$/.test(before.word)
  )
}

/** The item, with at most two small words after it, comes right before. */
function followsCategory(reading: Reading, first: number): boolean {
  if (!/^\s["'“„«]?$/.test(reading.tokens[first]?.gap ?? '')) return false
  const sized = new Set(
    ['size', 'department', 'age']
      .flatMap((attribute) => reading.mentions(attribute))
      .flatMap((mention) => range(mention.first, mention.last)),
  )
  for (let index = first - 1, words = 0; index >= 0 && words < 3; index--) {
    if (reading.mentions('category').some((mention) => mention.last === index)) return true
    if (!sized.has(index) && !/^\d/.test(reading.tokens[index]?.raw ?? '')) words++
    const token = reading.tokens[index]
    if (token === undefined || /[,.;:!?\n()]/.test(token.gap) || isCapital(token)) return false
    if (index === first - 1 && links.has(token.word)) return false
  }
  return false
}

/** "Selling my Pelmore wool coat". */
function isOwned(reading: Reading, first: number, last: number): boolean {
  const before = reading.tokens[first - 1]?.word ?? ''
  return owners.has(before) && reading.tokens[first]?.gap === ' ' && leadsToItem(reading, first, last)
}
const owners = wordSet('my our these this selling mi este esta mon ma mes ce cette mio mia questo questa')
/** "Cheers, Bethany": who signs. */
const greetings = wordSet(
  'cheers thanks thx ta regards love from bye hugs sincerely grazie ciao saluti merci bises bisous cordialement gracias saludos besos danke liebe grusse gruss lg vg xx xxx x',
)

function isItemBeside(reading: Reading, first: number, last: number): boolean {
  if (!leadsToItem(reading, first, last)) return false
  return ['department', 'color', 'size', 'style', 'condition', 'era'].some((attribute) =>
    reading.mentions(attribute).some((mention) => mention.last === first - 1),
  )
}

/** Set between commas or points as a name is: no cry, no heading, no single word in brackets. */
function isSet(reading: Reading, first: number, last: number): boolean {
  const before = reading.tokens[first]?.gap ?? ''
  const after = gapAfter(reading, last)
  if (/^\s?[!:?]/.test(after) || /[:#]\s*$/.test(before)) return false
  const shout = first === last && /^\p{Lu}+$/u.test(reading.tokens[first]?.raw ?? '')
  return !shout && (last > first || !/[([]$/.test(before.trimEnd()))
}

/** A name alone between two commas is the item's where the item was told of right before or after. */
function isNearItem(reading: Reading, first: number, last: number): boolean {
  return reading.mentions('category').some((mention) => mention.first <= last + 8 && mention.last >= first - 14)
}

function isQuoted(reading: Reading, first: number, last: number): boolean {
  const after = gapAfter(reading, last)
  return /["“„«»‘']$/.test(reading.tokens[first]?.gap.trimEnd() ?? '') && /^\s?["”“«»’']/.test(after)
}

function isJoint(reading: Reading, index: number): boolean {
  const token = reading.tokens[index]
  if (token === undefined) return false
  if (/^\s?[&+]\s?$/.test(token.gap)) return true
  return kin.has(token.word) && joiners.has(reading.tokens[index - 1]?.word ?? '')
}

function isCapitalBefore(reading: Reading, first: number): boolean {
  const before = reading.tokens[first - 1]
  const token = reading.tokens[first]
  return (
    before !== undefined &&
    token !== undefined &&
    isCapital(before) &&
    joins(token, before) &&
    // "BNWT Tilly & Hugo": a state in letters is no part of a name.
    !(/^\p{Lu}+$/u.test(before.raw) && brandNames(reading.dictionary).isSellersWord(before.word)) &&
    !isItemWordAt(reading, first - 1)
  )
}

/** Words that firms are called by, inside a name of their own. */
const firmWords = wordSet(
  'maison atelier casa studio studios supply trading outfitters mills works workshop label tailors clothiers footwear swimwear lingerie sartoria taller boutique company co london paris milano berlin brothers sons sohne fils figli hijos daughters tochter filles jeans denim knitwear clothing couture design designs wear kids baby swim sport sports shoes bags accessories collection apparel jewelry jewellery watches hats trachten moda mode',
)
const kin = wordSet('sons sohn sohne daughter daughters fils filles figli figlia hijos hija hijas co cie')
/** Words that title-case titles join with "&": no firm. */
const chatty = wordSet(
  'soft cozy cosy warm light bright cute comfy clean fresh new fun sweet easy long short mix match pick post postage packing p free fast quick fit flare wash wear rock roll hook eye arts crafts bed breakfast fuzzy fluffy stylish chic classic elegant casual smart simple pretty beautiful sexy hot cool big tall small large medium comfortable durable worn used loved ready super rare vintage retro top bottom front back left right mum mom dad baby bride groom black white his hers mr mrs love peace sun moon stars day night summer winter spring autumn fall please thank thanks smoke pet non',
)
const links = wordSet(
  'by von de di da par con mit avec with for pour fur para per in at zu y und and et e o or oder ou a',
)
