import { startsSentence } from './context.ts'
import { phraseOf, type Reading, range } from './reading.ts'
import type { Token } from './tokenize.ts'

export type BrandMention = {
  name: string
  first: number
  last: number
  /** How sure the words make it that this is a brand at all. */
  confidence: number
  /** A cue names it as the brand: "brand: X", "by X". */
  cued: boolean
}

/** Every place where the words may name a brand: known names, near spellings of them, and unknown names behind a cue. */
export function findBrandMentions(reading: Reading): BrandMention[] {
  const known = reading.dictionary.brands
    .find(reading.tokens, reading.languages)
    .flatMap(({ id, first, last }): BrandMention[] => {
      const cued = isCued(reading, first)
      const confidence = cued ? 0.95 : nameConfidence(reading, first, last)
      return confidence === 0 || retailers.has(id.toLowerCase()) ? [] : [{ name: id, first, last, confidence, cued }]
    })
  const found = [...known, ...unknownNames(reading, known), ...nearSpellings(reading, known)]
  return found.sort((a, b) => a.first - b.first)
}

/** How much the writing itself makes a known name a brand; 0 for an ordinary word used as one. */
function nameConfidence(reading: Reading, first: number, last: number): number {
  const tokens = reading.tokens.slice(first, last + 1)
  const phrase = phraseOf(tokens)
  const letters = tokens.map((token) => token.raw).join('')
  if (!/\p{L}/u.test(letters)) return 0
  const length = (tokens.at(-1)?.end ?? 0) - (tokens[0]?.start ?? 0)
  if (length > 2 && !reading.dictionary.plainWords.has(phrase)) return 0.9
  if (isOtherWord(reading, first, last)) return 0
  const capital = tokens.every((token) => /^\p{Lu}/u.test(token.raw))
  const before = reading.tokens[first]
  const opens = first === 0 || startsSentence(before)
  if (length <= 2) return capital && opens && leadsToItem(reading, last) ? 0.6 : 0
  if (capital && !opens && !isTitleCase(reading)) return 0.75
  if (capital && leadsToItem(reading, last)) return 0.75
  return first === 0 && leadsToItem(reading, last) ? 0.55 : 0
}

/** The word is a color, a size, a category … of its own, so that only a cue can make it a brand. */
function isOtherWord(reading: Reading, first: number, last: number): boolean {
  return ['color', 'category', 'pattern', 'material', 'style', 'occasion', 'season'].some((attribute) =>
    reading.mentions(attribute).some((mention) => mention.first <= last && mention.last >= first),
  )
}

/** Right after come at most two words that describe, then the item: "Gap slim jeans", "Coach leather bag". */
function leadsToItem(reading: Reading, last: number): boolean {
  const starts = (attribute: string, index: number) =>
    reading.mentions(attribute).find((mention) => mention.first === index)
  for (let index = last + 1, words = 0; index < reading.tokens.length && words <= 3; words++) {
    if (/[.;!?\n]/.test(reading.tokens[index]?.gap ?? '')) return false
    if (starts('category', index)) return true
    const described = describing.map((attribute) => starts(attribute, index)).find((mention) => mention !== undefined)
    index = described === undefined ? index + 1 : described.last + 1
  }
  return false
}

function isTitleCase(reading: Reading): boolean {
  const long = reading.tokens.filter((token) => /^\p{L}{4,}/u.test(token.raw))
  return long.filter((token) => /^\p{Lu}/u.test(token.raw)).length > long.length * 0.6
}

function isCued(reading: Reading, first: number): boolean {
  const before = reading.tokens[first - 1]
  if (before === undefined) return false
  const gap = reading.tokens[first]?.gap ?? ''
  if (nouns.has(before.word)) return /^\s*(?:[:=\-–]\s*)?["'“]?$/.test(gap)
  if (copulas.has(before.word) && nouns.has(reading.tokens[first - 2]?.word ?? '')) return /^\s+["'“]?$/.test(gap)
  return before.word === 'by' && /^\s+["'“]?$/.test(gap)
}

/** "by Marlowe & Finch", "Marke: Tannenruh": a name that the index does not hold. Ends where the capitals end. */
function unknownNames(reading: Reading, known: readonly BrandMention[]): BrandMention[] {
  const taken = new Set(known.flatMap(({ first, last }) => range(first, last)))
  return reading.tokens.flatMap((token, first): BrandMention[] => {
    if (taken.has(first) || !isCued(reading, first) || noName.has(token.word) || /^\d/.test(token.raw)) return []
    const by = reading.tokens[first - 1]?.word === 'by'
    const colon = /[:=]/.test(token.gap)
    if (!/^\p{Lu}/u.test(token.raw) && (by || !colon)) return []
    const last = nameEnd(reading.tokens, first, /^\p{Lu}/u.test(token.raw))
    if (isOtherWord(reading, first, last) && first === last) return []
    const start = token.start
    const end = reading.tokens[last]?.end ?? token.end
    return [{ name: reading.text.slice(start, end), first, last, confidence: colon ? 0.9 : 0.8, cued: true }]
  })
}

function nameEnd(tokens: readonly Token[], first: number, capitals: boolean): number {
  let last = first
  for (let index = first + 1; index < tokens.length && index < first + 5; index++) {
    const token = tokens[index]
    if (token === undefined || !/^\s?(?:[&+.'’-]\s?)?$/.test(token.gap)) break
    const capital = /^[\p{Lu}\d]/u.test(token.raw)
    if (capital || (!capitals && index < first + 3)) last = index
    else if (!joiners.has(token.word)) break
  }
  return last
}

/** One letter too many, too few, wrong or swapped in a name of six letters or more, where it stands as a name. */
function nearSpellings(reading: Reading, known: readonly BrandMention[]): BrandMention[] {
  if (known.length > 0) return []
  const names = longNames(reading)
  return reading.tokens.flatMap((token, index): BrandMention[] => {
    const asName = index < 3 || (/^\p{Lu}/u.test(token.raw) && !startsSentence(token) && !isTitleCase(reading))
    if (!asName || token.word.length < 6) return []
    if (isOtherWord(reading, index, index)) return []
    const name = names.get(token.word[0] ?? '')?.find(({ folded }) => isOneSlip(token.word, folded))
    return name === undefined ? [] : [{ name: name.name, first: index, last: index, confidence: 0.6, cued: false }]
  })
}

type LongNames = Map<string, { name: string; folded: string }[]>
const longNamesOf = new WeakMap<object, LongNames>()

function longNames({ dictionary }: Reading): LongNames {
  const ready = longNamesOf.get(dictionary)
  if (ready !== undefined) return ready
  const names: LongNames = new Map()
  for (const { name } of dictionary.taxonomy.brands) {
    const folded = name.toLowerCase()
    if (!/^[a-z]{6,}$/.test(folded) || dictionary.plainWords.has(folded)) continue
    const key = folded[0] ?? ''
    names.set(key, [...(names.get(key) ?? []), { name, folded }])
  }
  longNamesOf.set(dictionary, names)
  return names
}

function isOneSlip(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  let start = 0
  while (start < word.length && start < name.length && word[start] === name[start]) start++
  const rest = (text: string, skip: number) => text.slice(start + skip)
  if (word.length > name.length) return rest(word, 1) === rest(name, 0)
  if (word.length < name.length) return rest(word, 0) === rest(name, 1)
  const swapped = word[start] === name[start + 1] && word[start + 1] === name[start]
  return rest(word, 1) === rest(name, 1) || (swapped && rest(word, 2) === rest(name, 2))
}

const set = (list: string) => new Set(list.split(' '))
const describing = [
  'color',
  'department',
  'size',
  'material',
  'pattern',
  'fit',
  'style',
  'length',
  'sleeve-length',
  'rise',
  'season',
]
const nouns = set('brand brands label designer maker marke hersteller marque marca labels')
const copulas = set('is ist est es e called named')
const noName = set(
  'none unknown no unbranded na n unsure not unbekannt inconnue inconnu desconocida sconosciuta keine ohne sans sin senza cut missing says',
)
const joiners = set('and of the de la le di du des del y et und')
/** Shops of many brands: a name to buy from, not the name on the label. */
const retailers = new Set([
  'nordstrom',
  "macy's",
  'dsw',
  'zalando',
  'breuninger',
  'el corte inglés',
  'galeries lafayette',
  'foot locker',
  'tj maxx',
  'tk maxx',
  'marshalls',
  'ross',
  'john lewis',
  'debenhams',
  'jd sports',
  'intersport',
  'sportscheck',
  'deichmann',
  'rei',
  'zumiez',
  'peek & cloppenburg',
  'ross dress for less',
  'burlington',
  'off-price',
  "claire's",
  'footasylum',
  'flannels',
  'footaction',
  'target',
])
