import { languages } from '../../taxonomy/taxonomy.ts'
import { isCued } from './brand-cue.ts'
import { opensName } from './brand-forms.ts'
import { brandMatches } from './brand-matches.ts'
import type { BrandMention } from './brand-mention.ts'
import { brandNames } from './brand-names.ts'
import {
  describesAt,
  endsAfter,
  followsItem,
  isCapital,
  isNameByCase,
  isShouting,
  isTitleCase,
  leadsToItem,
  overlaps,
  standsAlone,
} from './brand-signs.ts'
import { startsSentence } from './context.ts'
import { gapAfter } from './gap-after.ts'
import type { Mention } from './lexicon.ts'
import { phraseAt, phraseOf, type Reading } from './reading.ts'
import { textBetween } from './text-between.ts'
import { type Token, tokenize } from './tokenize.ts'

/** The names of the index in the text. A name that is a word too counts as far as the writing around it makes it one. */
export function findKnownBrands(reading: Reading): BrandMention[] {
  const names = brandNames(reading.dictionary)
  const others = brandMatches(reading).others
  const weak: BrandMention[] = []
  const found = brandMatches(reading).brands.flatMap((match): BrandMention[] => {
    const mention = withoutItem(reading, match)
    if (mention === null || isInside(mention, others) || isShade(reading, mention)) return []
    const { id: name, first, last } = mention
    const capital = isCapital(reading.tokens[first])
    const plain = names.isPlain(phraseAt(reading, mention), reading.languages)
    const said = isCued(reading, first, last)
    // "tag: only an RN number": what a label shows in small letters is a name if it can be nothing else.
    const cue = said === 'shown' ? (plain && !capital ? null : 'named') : said
    if (plain && cue !== 'named' && isHeading(reading, last)) return []
    if (isEndOfName(reading, first) || (cue !== null && isOtherHouse(reading, mention))) return []
    // "Dans l'esprit": a word behind its article is no name without a capital.
    if (/^\p{L}{1,2}['’]\p{Ll}/u.test(reading.tokens[first]?.raw ?? '')) return []
    if (names.isShop(name) && cue !== 'named') return []
    if (isPartOfName(reading, mention, cue !== null) || isLot(reading, mention)) return []
    const confidence = cue === 'named' ? 0.95 : nameConfidence(reading, mention, cue === 'by')
    const brand = { name, first, last, confidence, cued: cue !== null, named: cue === 'named', known: true }
    if (confidence > 0) return [brand]
    if (capital) weak.push({ ...brand, confidence: 0.5 })
    return []
  })
  return [...found, ...weak.filter((mention) => found.some((other) => isBeside(reading, mention, other)))]
}

/** "Kolor: szary": a word before a colon says what comes, and is no name. */
function isHeading(reading: Reading, last: number): boolean {
  return /^\s?:/.test(gapAfter(reading, last))
}

/** "Bellerive-sur-Mer": what a little word and a hyphen join to the words before. */
function isEndOfName(reading: Reading, first: number): boolean {
  const [token, before] = [reading.tokens[first], reading.tokens[first - 1]]
  return (
    token?.gap === '-' &&
    before?.gap === '-' &&
    /^(?:sur|sous|en|les|la|le|de|du|des|am|an|an der|on|upon)$/.test(before.word)
  )
}

/** "marca Bottega Sant'Elmo": what the house is called comes after, so that it is not the one that bears the word alone. */
function isOtherHouse(reading: Reading, { id, first, last }: Mention): boolean {
  const next = reading.tokens[last + 1]
  if (first !== last || !opensName.has(reading.tokens[first]?.word ?? '') || next === undefined) return false
  return (
    next.gap === ' ' && isCapital(next) && id.includes(' ') && !brandNames(reading.dictionary).isItemWord(next.word)
  )
}

/** "Zara or Mango": beside a name, joined with it, a word that may be one is one. */
function isBeside(reading: Reading, one: BrandMention, two: BrandMention): boolean {
  const [first, second] = one.first < two.first ? [one, two] : [two, one]
  if (second.first - first.last > 2) return false
  const between = textBetween(reading, first, second)
  return /^\s?(?:\/|or|oder|ou|o|and|und|et|y|e|&|,)\s?$/.test(
    between.trim() === '' ? 'x' : between.replace(/^\s+|\s+$/g, ' ').trim(),
  )
}

/** "polo Ralph Lauren": the word in small letters before a name in capitals is the item. */
function withoutItem(reading: Reading, mention: Mention): Mention | null {
  const { first, last } = mention
  if (first === last || isCapital(reading.tokens[first]) || !isCapital(reading.tokens[first + 1])) return mention
  if (!reading.mentions('category').some((item) => item.first === first)) return mention
  const rest = brandNames(reading.dictionary).brands.find(
    reading.tokens.slice(first + 1, last + 1),
    reading.languages,
  )[0]
  return rest === undefined ? null : { id: rest.id, first: first + 1 + rest.first, last: first + 1 + rest.last }
}

/** "Liberty print", "Swarovski crystals", "monsoon season": the name is inside one that is never the maker. */
function isInside(mention: Mention, others: readonly Mention[]): boolean {
  return others.some(
    ({ first, last }) =>
      first <= mention.first &&
      last >= mention.last &&
      (last - first > mention.last - mention.first || first === mention.first),
  )
}

/** "Hunter & Finch", "Laura Marling": a plain name that goes on with another capital is part of a name of its own. */
function isPartOfName(reading: Reading, mention: Mention, cued: boolean): boolean {
  const { first, last } = mention
  const names = brandNames(reading.dictionary)
  if (!names.isPlain(phraseAt(reading, mention), reading.languages) || isShouting(reading)) return false
  const next = reading.tokens[last + 1]
  const before = reading.tokens[first - 1]
  const goesOn =
    cued &&
    next !== undefined &&
    next.gap === ' ' &&
    !isTitleCase(reading) &&
    !names.isItemWord(next.word) &&
    !names.isSellersWord(next.word)
  const joinsNext = next !== undefined && isCapital(next) && (goesOn || /^\s?[&+]\s?$/.test(next.gap))
  const joinsBefore = before !== undefined && /^\s?[&+]\s?$/.test(reading.tokens[first]?.gap ?? '') && isCapital(before)
  return joinsNext || joinsBefore
}

/** "Lotto 5 body", "lotto di": a word for lots before what they hold. */
function isLot(reading: Reading, { first, last }: Mention): boolean {
  if (first !== last || !lots.has(reading.tokens[first]?.word ?? '')) return false
  return /^(?:\d+|di|da|de|of|von|mit|con)$/.test(reading.tokens[last + 1]?.word ?? '')
}

/** How much the writing itself makes a known name a brand; 0 for an ordinary word used as one. */
function nameConfidence(reading: Reading, mention: Mention, by: boolean): number {
  const { first, last } = mention
  const names = brandNames(reading.dictionary)
  const tokens = reading.tokens.slice(first, last + 1)
  const letters = tokens.map((token) => token.raw).join('')
  // '47 is a brand with its apostrophe alone.
  if (!/\p{L}/u.test(letters)) return /['’‘]$/.test(tokens[0]?.gap ?? '') && /\p{P}/u.test(mention.id) ? 0.8 : 0
  const length = (tokens.at(-1)?.end ?? 0) - (tokens[0]?.start ?? 0)
  // A word of another language is a name only with its capital: "Ecco" in an English text.
  const spoken = tokens.some(isCapital) ? reading.languages : languages
  const loose =
    tokens.length > 1 &&
    phraseOf(tokens) === phraseOf(tokenize(mention.id)) &&
    !isShouting(reading) &&
    !isWrittenAsName(tokens, mention.id) &&
    tokens.every(({ word }) => names.isOrdinary(word))
  if (length > 2 && !loose && !names.isPlain(phraseOf(tokens), spoken)) return 0.9
  if (overlaps(reading, first, last) || isHyphened(reading, first, last)) return 0
  const capital = tokens.some(isCapital) && !isShouting(reading)
  if (by && capital) return 0.85
  if (length <= 2) return (capital || isShouting(reading)) && leadsToItem(reading, first, last) ? 0.6 : 0
  // "Please, no messages": a word that opens a sentence before a comma only introduces it.
  const introduces =
    first > 0 && startsSentence(reading.tokens[first]) && /^\s?,/.test(reading.tokens[last + 1]?.gap ?? '')
  if (standsAlone(reading, first, last) && !(introduces && !describesAt(reading, last + 1))) return capital ? 0.8 : 0.7
  // "dry clean only, blue skirt": in small letters it is the end of what came before.
  const ended = !capital && tokens[0]?.gap === ' ' && /^\s?,/.test(gapAfter(reading, last))
  if (leadsToItem(reading, first, last) && !ended) return capital ? 0.8 : 0.6
  // "belt only", "gold frame": in small letters only where all the text is so.
  if (followsItem(reading, first, last)) return capital ? 0.75 : isSmall(reading) ? 0.55 : 0
  // "bundle of 5 Bonds wondersuits": counted things, and a capital that only a name has here.
  return isNameByCase(reading, first) &&
    /^\d{1,2}x?$/.test(reading.tokens[first - 1]?.word ?? '') &&
    !endsAfter(reading, last)
    ? 0.7
    : 0
}

/** "Fossil-grey", "mango-coloured": half of a color; in "zaino Carpisa color vinaccia" the color comes after. */
function isShade(reading: Reading, { last }: Mention): boolean {
  const next = reading.tokens[last + 1]
  if (next === undefined || !/^[-–\s]$/.test(next.gap)) return false
  if (next.word === 'color' && next.gap === ' ' && /^(?:es|it)$/.test(reading.languages[0] ?? '')) return false
  if (/^(?:colou?r(?:ed)?|farben\w*|farbig\w*)$/.test(next.word)) return true
  return next.gap !== ' ' && reading.mentions('color').some(({ first }) => first === last + 1)
}

function isSmall(reading: Reading): boolean {
  return !isShouting(reading) && !reading.tokens.some((token) => /^\p{Lu}\p{Ll}/u.test(token.raw))
}

/** "White Stuff", not "white stuff" or "White stuff": every word but little ones has its capital. */
function isWrittenAsName(tokens: readonly Token[], name: string): boolean {
  const own = tokenize(name)
  if (tokens.every(({ raw }, index) => raw === own[index]?.raw)) return true
  return tokens.every((token) => isCapital(token) || /^(?:and|of|the|for|de|la|le|by|y|et|und|&|\d+)$/.test(token.word))
}

/** "market-stall": half of a word. */
function isHyphened(reading: Reading, first: number, last: number): boolean {
  return reading.tokens[first]?.gap === '-' || reading.tokens[last + 1]?.gap === '-'
}

const lots = new Set(['lotto', 'lot', 'paket', 'pack', 'set', 'bundle', 'stock', 'lote', 'blocco', 'konvolut'])
