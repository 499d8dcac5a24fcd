import { brandNames } from './brand-names.ts'
import { startsSentence } from './context.ts'
import { type Reading, range } from './reading.ts'
import type { Token } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/** Signs in the writing that make a word a name: capitals, and where it stands to the item. */

/** Also of "iDO": a small letter before capitals is a name's own spelling. */
export function isCapital(token: Token | undefined): boolean {
  return token !== undefined && /^\p{Ll}?\p{Lu}/u.test(token.raw)
}

/** The text is written in capitals throughout, so that they tell nothing. */
export function isShouting(reading: Reading): boolean {
  return caseOf(reading).shouting
}

/** Most words begin with a capital, so that one more tells little. */
export function isTitleCase(reading: Reading): boolean {
  return caseOf(reading).title
}

type Case = { shouting: boolean; title: boolean }
const cases = new WeakMap<Reading, Case>()

function caseOf(reading: Reading): Case {
  const ready = cases.get(reading)
  if (ready !== undefined) return ready
  const share = (words: readonly Token[], form: RegExp) =>
    words.length === 0 ? 0 : words.filter((token) => form.test(token.raw)).length / words.length
  const words = reading.tokens.filter((token) => /^[\p{L}'’]{3,}$/u.test(token.raw))
  // The first word of a sentence has its capital anyway; of very few words, one in small letters tells.
  const inside = reading.tokens.filter(
    (token, index) => index > 0 && !startsSentence(token) && /^\p{L}{4,}/u.test(token.raw),
  )
  const found = {
    shouting: share(words, /^\p{Lu}[\p{Lu}\p{M}'’]+$/u) > 0.7,
    title: share(inside, /^\p{Lu}/u) > (inside.length < 4 ? 0.99 : 0.6),
  }
  cases.set(reading, found)
  return found
}

/** Each of the words is a color, a kind, a pattern … of its own, so that only a cue can make them a brand. */
export function overlaps(reading: Reading, first: number, last: number): boolean {
  if (isOddColor(reading, first, last)) return false
  const mentions = ['color', 'category', 'pattern', 'material', 'style', 'occasion', 'season'].flatMap((attribute) =>
    reading.mentions(attribute),
  )
  return range(first, last).every((index) =>
    mentions.some((mention) => mention.first <= index && mention.last >= index),
  )
}

/** Right after come at most three words that describe, then the item: "Gap slim jeans", "Coach willis bag". */
export function leadsToItem(reading: Reading, first: number, last: number): boolean {
  if (
    /^\s$/.test(reading.tokens[first]?.gap ?? '') &&
    !isCapital(reading.tokens[first]) &&
    /^\d+$/.test(reading.tokens[first - 1]?.word ?? '')
  )
    return false
  if (/^\s$/.test(reading.tokens[first]?.gap ?? '') && determiners.has(reading.tokens[first - 1]?.word ?? ''))
    if (!isNameByCase(reading, first)) return false
  for (let index = last + 1, words = 0; index < reading.tokens.length && words <= 3; words++) {
    const token = reading.tokens[index]
    if (token === undefined || breaks.test(token.gap) || stops.has(token.word)) return false
    if (at(reading, 'category', index) !== undefined || itemNouns.has(token.word)) return true
    const described = describing.map((attribute) => at(reading, attribute, index)).find((found) => found !== undefined)
    index = described === undefined ? index + 1 : described.last + 1
  }
  return false
}

/** "it's a Lee jacket": in the middle of a sentence, in a text that gives capitals to names alone. */
export function isNameByCase(reading: Reading, index: number): boolean {
  const token = reading.tokens[index]
  if (!isCapital(token) || startsSentence(token) || reading.languages[0] === 'de') return false
  return !isTitleCase(reading) && !isShouting(reading)
}

/** The name is all there is between two commas, points or lines: "jean jacket xl, gap, barely worn". */
export function standsAlone(reading: Reading, first: number, last: number): boolean {
  return (first === 0 || ends.test(reading.tokens[first]?.gap ?? '')) && endsAfter(reading, last)
}

/** Right before is the item, and after the name a clause ends or a size, color … follows: "blouse Next taille 38". */
export function followsItem(reading: Reading, first: number, last: number): boolean {
  const before = first - 1
  if (before < 0 || !/^\s["'“«]?$/.test(reading.tokens[first]?.gap ?? '')) return false
  const near = [...describing, 'category'].some((attribute) =>
    reading.mentions(attribute).some((mention) => mention.last === before),
  )
  const item =
    reading.mentions('category').some((mention) => mention.last < first && mention.last >= first - 4) ||
    [1, 2, 3].some((back) => itemNouns.has(reading.tokens[first - back]?.word ?? ''))
  const roman = reading.languages[0] !== 'en' && reading.languages[0] !== 'de' && isCapital(reading.tokens[first])
  if (!item || !(near || (roman && !isTitleCase(reading)))) return false
  return endsAfter(reading, last) || describesAt(reading, last + 1)
}

/** Whether a clause ends right after the token. */
export function endsAfter(reading: Reading, last: number): boolean {
  const next = reading.tokens[last + 1]
  return next === undefined || ends.test(next.gap)
}

/** Whether a size, color, department … begins at the token. */
export function describesAt(reading: Reading, index: number): boolean {
  const token = reading.tokens[index]
  if (token === undefined) return true
  return (
    /^[wl]?\d/i.test(token.raw) ||
    sizeWords.has(token.word) ||
    [...describing, 'category', 'condition'].some((attribute) => at(reading, attribute, index) !== undefined)
  )
}

/** The token is of the taxonomy's own words for items. */
export function isItemWordAt(reading: Reading, index: number): boolean {
  return brandNames(reading.dictionary).isItemWord(reading.tokens[index]?.word ?? '')
}

function at(reading: Reading, attribute: string, index: number) {
  return reading.mentions(attribute).find((mention) => mention.first === index)
}

const breaks = /[.:;!?\n#]|\p{Extended_Pictographic}/u
const ends = /[,.;:!?\n|•·()[\]/"“”«»#]|\s[-–—]\s|\p{Extended_Pictographic}/u
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
  'occasion',
  'era',
  'closure',
  'neckline',
]
/** Nouns for an item that name no kind. */
const itemNouns = wordSet(
  'top tops set outfit piece bottoms shell knit knits kit clothes clothing oberteil haut ensemble conjunto completo capo prenda',
)
const sizeWords = wordSet(
  'size sz taille taglia tg talla t gr grosse groesse pointure numero xs s m l xl xxl xxxl os us uk eu eur it fr de w nº no nr num',
)
/** After these, a word is no name: "the next blouse", "my guess". */
const determiners = wordSet(
  'the a an this that my your his her our their any every each to you i we der die das den dem ein eine einen le la les un une el los las una il lo gli',
)
const stops = wordSet(
  'clearance sale job unit day class fruit with mit avec con to of is are was has have will would can in at you it i we if and or but the for from who what zu von ist sind der die das et de du des est que y e es son che da',
)

/** A color only in a manner of speaking ("mango"), where the item's color is told of besides, or that is written as a name. */
function isOddColor(reading: Reading, first: number, last: number): boolean {
  const colors = reading.mentions('color')
  const own = colors.find((mention) => mention.first <= last && mention.last >= first)
  if (own === undefined || own.id === reading.tokens[first]?.word) return false
  const name =
    isCapital(reading.tokens[first]) && !startsSentence(reading.tokens[first]) && first > 0 && !isTitleCase(reading)
  return name || (standsAlone(reading, first, last) && colors.some((mention) => mention !== own))
}
