import { foldWord } from '../../taxonomy/fold-word.ts'
import { isCued } from './brand-cue.ts'
import type { BrandMention } from './brand-mention.ts'
import { type BrandNames, brandNames } from './brand-names.ts'
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
import { brandSpelling } from './brand-spelling.ts'
import { startsSentence } from './context.ts'
import { type Reading, range } from './reading.ts'
import type { Token } from './tokenize.ts'

/**
 * Names that the index does not hold: behind a cue ("by Marlowe & Finch", "Marke: Tannenruh"), or where a name stands that is made
 * of no ordinary words ("Gina Benotti.", "Thomsit cap", "Cravatta Marinella"), or of any joined by "&" ("Cobalt & Clay dress").
 */
export function findUnknownBrands(reading: Reading, known: readonly BrandMention[]): BrandMention[] {
  const taken = new Set(known.flatMap(({ first, last }) => range(first, last)))
  const names = brandNames(reading.dictionary)
  const shops = names.brands.find(reading.tokens, reading.languages).filter(({ id }) => names.isShop(id))
  for (const { first, last } of shops) for (const index of range(first, last)) taken.add(index)
  const elsewhere = new Set(
    names.others.find(reading.tokens, reading.languages).flatMap(({ first, last }) => range(first, last)),
  )
  const found: BrandMention[] = []
  for (let first = 0; first < reading.tokens.length; first++) {
    if (taken.has(first) || elsewhere.has(first) || reading.asides.has(first)) continue
    const mention = cuedName(reading, first) ?? bareName(reading, first, names, taken)
    if (mention === null || range(mention.first, mention.last).some((index) => taken.has(index))) continue
    found.push(mention)
    first = mention.last
  }
  return found
}

function cuedName(reading: Reading, first: number): BrandMention | null {
  const token = reading.tokens[first]
  if (token === undefined || /^\d/.test(token.raw)) return null
  const capital = isCapital(token)
  const colon = /[:=]\s*["'“„«‘]?$/.test(token.gap)
  if (!capital && !colon && !/["“„«]$/.test(token.gap)) return null
  const last = nameEnd(reading, first, capital)
  const cue = isCued(reading, first, last)
  if (cue === null || (first === last && token.raw.length < 2)) return null
  if (noName.has(token.word) && !(capital && !isShouting(reading) && last > first && family.has(token.word)))
    return null
  const article = determiners.has(token.word) && !(capital && !isShouting(reading) && last > first)
  if (article && !/[:="“„«‘']$/.test(token.gap)) return null
  const names = brandNames(reading.dictionary)
  const ordinary = range(first, last).every((index) => names.isOrdinary(reading.tokens[index]?.word ?? ''))
  const quoted = /["“„«‘']$/.test(token.gap)
  if (cue === 'by') {
    const before = reading.tokens[first - 1]?.word ?? ''
    if (!capital || (ordinary && !quoted && (before !== 'by' || (first === last && isItemWordAt(reading, first)))))
      return null
    const tellsNothing =
      isShouting(reading) || isTitleCase(reading) || places.has(before) || !isStrange(reading, first, names)
    if (sources.has(before) && !quoted && tellsNothing) return null
  } else if (!colon && ordinary && first === last && (isItemWordAt(reading, first) || !capital)) return null
  return nameFrom(reading, first, last, cue === 'named' ? (colon ? 0.9 : 0.85) : 0.8, true)
}

/** Where the name ends: with its capitals, or after three words in small letters. */
function nameEnd(reading: Reading, first: number, capitals: boolean): number {
  const { tokens } = reading
  const strict = isShouting(reading) || isTitleCase(reading) || reading.languages[0] === 'de' || !capitals
  let last = first
  for (let index = first + 1; index < tokens.length && index < first + 5; index++) {
    const token = tokens[index]
    const previous = tokens[index - 1]
    if (token === undefined || previous === undefined || !joins(token, previous)) break
    const joined = /[&+]/.test(token.gap)
    if (!joined && (sizeWords.has(token.word) || /^\d/.test(token.raw) || (strict && isItemWordAt(reading, index))))
      break
    if (isCapital(token) || joined || (!capitals && index < first + 3 && !joiners.has(token.word))) last = index
    else if (!joiners.has(token.word) || !isCapital(tokens[index + 1])) break
  }
  return last
}

/** A space, "&", a hyphen, or the point of an initial ("E. Marinella"). */
function joins(token: Token, previous: Token): boolean {
  if (/^(?:\s|\s?[&+]\s?|['’-]|['’]\s)$/.test(token.gap)) return true
  return (
    /^\.\s?$/.test(token.gap) &&
    ((previous.raw.length === 1 && !/[SMLX]/.test(previous.raw)) || titles.has(previous.word))
  )
}

/** A name without a cue, by its place and its words alone. */
function bareName(reading: Reading, first: number, names: BrandNames, taken: ReadonlySet<number>): BrandMention | null {
  const token = reading.tokens[first]
  if (token === undefined || !isCapital(token) || isCapitalBefore(reading, first) || noName.has(token.word)) return null
  const last = bareEnd(reading, first, names, taken)
  if (last === null) return null
  const joined = range(first + 1, last).some((index) => isJoint(reading, index))
  const confidence = joined
    ? joinedConfidence(reading, first, last, names)
    : strangeConfidence(reading, first, last, names)
  return confidence === 0 ? null : nameFrom(reading, first, last, confidence, false)
}

/** The name goes on over "&" and over words that are no ordinary ones, or that firms call themselves by ("Maison", "Studio"). */
function bareEnd(reading: Reading, first: number, names: BrandNames, taken: ReadonlySet<number>): number | null {
  let last: number | null =
    isStrange(reading, first, names) || opensName.has(reading.tokens[first]?.word ?? '') ? first : null
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
    const goesOn = isJoint(reading, index) || isStrange(reading, index, names) || firmWords.has(token.word)
    if (!goesOn && !isJoint(reading, index + 1)) break
    last = index
  }
  return last
}

/** "Cobalt & Clay": two capitals joined, neither of them a color, cloth, kind …; where a name would stand. */
function joinedConfidence(reading: Reading, first: number, last: number, names: BrandNames): number {
  const parts = range(first, last).map((index) => reading.tokens[index]?.word ?? '')
  if (isQuoted(reading, first, last)) return 0.75
  if (parts.some((word) => word.length < 3 || names.isItemWord(word) || chatty.has(word))) return 0
  if (
    parts.some((word) => kin.has(word)) ||
    range(first, last).some((index) => isJoint(reading, index) && kin.has(parts[index - first] ?? ''))
  )
    return 0.8
  if (standsAlone(reading, first, last)) return 0.75
  const opens = first === 0 || startsSentence(reading.tokens[first])
  if (leadsToItem(reading, first, last) && (opens || !isTitleCase(reading))) return 0.75
  return followsCategory(reading, first) && (endsAfter(reading, last) || describesAt(reading, last + 1)) ? 0.7 : 0
}

/** "Gina Benotti.", "Thomsit promo cap", "Cravatta Marinella 7 pieghe": words of no language, where a name would stand. */
function strangeConfidence(reading: Reading, first: number, last: number, names: BrandNames): number {
  if (!range(first, last).some((index) => isStrange(reading, index, names))) return 0
  if (isShouting(reading) || range(first, last).every((index) => (reading.tokens[index]?.raw.length ?? 0) < 4)) return 0
  if (last > first && isQuoted(reading, first, last)) return 0.65
  const german = reading.languages[0] === 'de'
  const opens = first === 0 || startsSentence(reading.tokens[first])
  if (followsCategory(reading, first) && !isTitleCase(reading) && !german)
    return endsAfter(reading, last) || describesAt(reading, last + 1) ? 0.65 : 0
  if (standsAlone(reading, first, last)) return isNearItem(reading, first, last) ? 0.65 : 0
  if (german && followsCategory(reading, first))
    return endsAfter(reading, last) || describesAt(reading, last + 1) ? 0.6 : 0
  if (first === 0 && leadsToItem(reading, first, last)) return german ? 0 : 0.65
  return !opens && !isTitleCase(reading) && !german && isItemBeside(reading, first, last) ? 0.6 : 0
}

/** No ordinary word, nor made of one: in German no compound of one either. */
function isStrange(reading: Reading, index: number, names: BrandNames): boolean {
  const token = reading.tokens[index]
  if (token === undefined || !/^\p{L}[\p{L}\p{M}'’]{2,}$/u.test(token.raw) || names.isOrdinary(token.word)) return false
  if (/^\p{Lu}{2,4}$/u.test(token.raw)) return false
  if (reading.languages[0] !== 'de') return true
  for (let cut = 4; cut <= token.word.length - 3; cut++) {
    if (
      names.isOrdinary(token.word.slice(0, cut)) ||
      (token.word.length - cut > 3 && names.isOrdinary(token.word.slice(cut)))
    )
      return false
  }
  return true
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

function isItemBeside(reading: Reading, first: number, last: number): boolean {
  if (!leadsToItem(reading, first, last)) return false
  return ['department', 'color', 'size', 'style', 'condition', 'era'].some((attribute) =>
    reading.mentions(attribute).some((mention) => mention.last === first - 1),
  )
}

/** A name alone between two commas is the item's where the item was told of right before or after. */
function isNearItem(reading: Reading, first: number, last: number): boolean {
  return reading.mentions('category').some((mention) => mention.first <= last + 8 && mention.last >= first - 14)
}

function isQuoted(reading: Reading, first: number, last: number): boolean {
  const after = reading.tokens[last + 1]?.gap ?? reading.text.slice(reading.tokens[last]?.end ?? 0)
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
    !isItemWordAt(reading, first - 1)
  )
}

function nameFrom(reading: Reading, first: number, last: number, confidence: number, cued: boolean): BrandMention {
  const name = reading.text.slice(reading.tokens[first]?.start, reading.tokens[last]?.end)
  const slip = brandSpelling(reading.dictionary, foldWord(name))
  return { name: slip ?? name, first, last, confidence, cued, known: slip !== null }
}

const set = (list: string) => new Set(list.split(' '))
const joiners = set('and of the de la le di du des del da y et und e von van der den')
const titles = set('dr st mr mrs ms')
/** What comes after a cue and is no name. */
const noName = set(
  'none unknown no unbranded na n unsure not unbekannt inconnue inconnu desconocida desconocido sconosciuta sconosciuto keine kein ohne sans sin senza nessuna nessuno ninguna cut missing called named namens genannt says see siehe voir ver vedi read i me my we a an the this that it its hand grandma grandmother granny nana nan mum mom mother dad friend oma mutti mir mama mamie abuela nonna monday tuesday wednesday thursday friday saturday sunday christmas easter january february march april may june july august september october november december dhl hermes dpd evri royal post mail courier paypal bank request accident mistake der die das dem den meiner meinem einer einem ma mon mi mis mia sur from new neu neuf nuevo nuovo various verschiedene diverse divers varias varie pone dice nada indique indiquee angegeben angabe indicata indicada pics photo foto',
)
const family = set(
  'hand grandma grandmother granny nana nan mum mom mother dad friend oma mutti mama mamie abuela nonna royal new april may june easter',
)
/** Words that firms are called by, inside a name of their own. */
const firmWords = set(
  'maison atelier casa studio studios sartoria taller boutique company co london paris milano berlin brothers sons sohne fils figli hijos daughters tochter filles jeans denim knitwear clothing couture design designs wear kids baby swim sport sports shoes bags accessories collection apparel jewelry jewellery watches hats trachten moda mode',
)
const opensName = set('maison atelier sartoria taller')
const kin = set('sons sohn sohne daughter daughters fils filles figli figlia hijos hija hijas co cie')
/** Words that title-case titles join with "&": no firm. */
const chatty = set(
  'soft cozy cosy warm light bright cute comfy clean fresh new fun sweet easy long short mix match pick post postage packing p free fast quick fit flare wash wear rock roll hook eye arts crafts bed breakfast fuzzy fluffy stylish chic classic elegant casual smart simple pretty beautiful sexy hot cool big tall small large medium comfortable durable worn used loved ready super rare vintage retro top bottom front back left right mum mom dad baby bride groom black white his hers mr mrs love peace sun moon stars day night summer winter spring autumn fall please thank thanks smoke pet non',
)
const sizeWords = set('size sz taille taglia tg talla t gr grosse groesse pointure numero us uk eu eur it fr de')
const links = set('by von de di da par con mit avec with for pour fur para per in at zu y und and et e o or oder ou a')
const sources = set('from von de di da del chez maison atelier casa taller sartoria studio modehaus')
const places = set('from de di da del chez')
const determiners = set(
  'a an the my our some eine ein einer der die das une un la le les el los una uno il lo i gli meine meiner mon ma mi',
)
