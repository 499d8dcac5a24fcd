import { startsClause } from './context.ts'
import type { Mention } from './lexicon.ts'
import { type Dictionary, phraseAt, phraseOf, type Reading } from './reading.ts'
import { tokenize } from './tokenize.ts'
import { wordSet } from './word-set.ts'

/**
 * The finer category that other words make of a kind: "felpa … con cappuccio" is a hoodie, "lambskin … jacket" a leather jacket,
 * "tee … long sleeve" a long-sleeve top, a "romper" in 6-9 months a baby's. All of it follows from the taxonomy's own phrases.
 */
export function narrowCategory(reading: Reading, mention: Mention): string {
  const widened = widen(reading, mention)
  if (widened !== null) return widened
  const said = phraseAt(reading, mention)
  const { byWord, babies } = narrowingsOf(reading.dictionary)
  for (const attribute of describing) {
    for (const near of reading.mentions(attribute)) {
      if (near.last < mention.first - 3 || near.first > mention.last + 3 || !sameClause(reading, near, mention))
        continue
      const finer =
        byWord.get(`${attribute} ${near.id} ${mention.id}`) ?? byWord.get(`${attribute} ${near.id} "${said}"`)
      if (finer !== undefined) return finer
    }
  }
  const baby = babies.get(mention.id)
  return baby !== undefined && isForBaby(reading, mention.id) ? baby : mention.id
}

/** A longer phrase of the taxonomy whose words stand around the mention, with no other kind or clause between. */
function widen(reading: Reading, mention: Mention): string | null {
  const lexicon = reading.dictionary.byAttribute.get('category')
  const isKind = (index: number) =>
    reading.mentions('category').some((other) => other.first <= index && other.last >= index)
  const mayPass = (index: number) =>
    !isKind(index) && !startsClause(reading.tokens[index]) && !withs.has(reading.tokens[index]?.word ?? '')
  const found = lexicon?.widen(reading.tokens, reading.languages, mention, mayPass) ?? null
  if (found === null) return null
  for (let index = found.first; index <= found.last; index++) {
    const own = index >= mention.first && index <= mention.last
    if (!own && isKind(index)) return null
    if (index > found.first && startsClause(reading.tokens[index])) return null
  }
  return found.id
}

/** What is behind one of these is another thing: "watch with leather strap". */
const withs = wordSet('with w without and mit ohne und avec sans et con sin y senza e plus')

function sameClause(reading: Reading, a: Mention, b: Mention): boolean {
  const [from, to] = a.first < b.first ? [a, b] : [b, a]
  for (let index = from.last + 1; index <= to.first; index++) if (startsClause(reading.tokens[index])) return false
  return true
}

const months =
  /\b\d{1,2}(?: \d{1,2})? ?(?:m|mo|mos|mths?|months?|monate?|mois|meses|mesi)\b|\b(?:50|56|62|68|74|80|86) ?\/ ?(?:56|62|68|74|80|86|92)\b|\b(?:newborn|neonat[oa]|recien nacido|nouveau ne)\b/g

/** "Flats, 8M" are of medium width. */
function isForBaby(reading: Reading, kind: string): boolean {
  if (reading.mentions('department').some(({ id }) => id === 'baby')) return true
  const isShoe = reading.dictionary.taxonomy.categories.find(({ id }) => id === kind)?.sizing === 'shoes'
  return reading.line.find(months).some(({ groups }) => !(isShoe && width.test(groups[0] ?? '')))
}

const width = /^\d{1,2} ?m$/

/** Attributes whose words, in front of a kind, make another: the fabric and the sleeve. */
const describing = ['material', 'sleeve-length']

type Narrowings = { byWord: ReadonlyMap<string, string>; babies: ReadonlyMap<string, string> }
const ready = new WeakMap<Dictionary, Narrowings>()

/** Read off the English phrases: "leather jacket" begins with a material and ends with a word of another category. */
function narrowingsOf(dictionary: Dictionary): Narrowings {
  const known = ready.get(dictionary)
  if (known !== undefined) return known
  const { categories, attributes } = dictionary.taxonomy
  const fold = (phrase: string) => phraseOf(tokenize(phrase))
  const ownerOf = new Map(
    categories.flatMap(({ id, words }) => (words.en ?? []).map((word) => [fold(word), id] as const)),
  )
  const describers = attributes
    .filter(({ id }) => describing.includes(id))
    .flatMap(({ id, values }) =>
      values.flatMap((value) =>
        (value.words.en ?? []).map((word) => ({ key: `${id} ${value.id}`, id, word: fold(word) })),
      ),
    )
  const byWord = new Map<string, string>()
  const babies = new Map<string, string>()
  for (const [phrase, finer] of ownerOf) {
    for (const { key, id, word } of describers) {
      if (!phrase.startsWith(`${word} `)) continue
      const rest = phrase.slice(word.length + 1)
      const kind = ownerOf.get(rest)
      if (kind === undefined || kind === finer) continue
      byWord.set(`${key} "${rest}"`, finer)
      // A fabric makes all words of the kind finer, a sleeve only the word that the phrase has: a flannel shirt stays a shirt.
      if (id === 'material') byWord.set(`${key} ${kind}`, finer)
    }
    const departments = categories.find(({ id }) => id === finer)?.departments ?? []
    const kind = phrase.startsWith('baby ') ? ownerOf.get(phrase.slice(5)) : undefined
    if (kind !== undefined && kind !== finer && departments.length === 1 && departments[0] === 'baby')
      babies.set(kind, finer)
  }
  ready.set(dictionary, { byWord, babies })
  return { byWord, babies }
}
