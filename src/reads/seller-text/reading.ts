import type { Claim } from '../../domain/claim.ts'
import { labelValue } from '../../taxonomy/label-value.ts'
import type { Language, Taxonomy } from '../../taxonomy/taxonomy.ts'
import { attributesByPart } from './attributes-by-part.ts'
import { findAsides } from './find-asides.ts'
import { guessLanguages } from './guess-languages.ts'
import { createLexicon, type Lexicon, type Mention, withoutElision } from './lexicon.ts'
import { type Token, tokenize } from './tokenize.ts'
import { createWordLine, type WordLine } from './word-line.ts'

/** The words of a taxonomy, made ready once. */
export type Dictionary = {
  taxonomy: Taxonomy
  byAttribute: ReadonlyMap<string, Lexicon>
  /** The languages that a word of any attribute is in: asked for every word of every text, so gathered once. */
  vocabulary: ReadonlyMap<string, readonly Language[]>
  /** The attributes with a mention that may begin with the word. */
  attributesBeginningWith(word: string): readonly string[]
  brands: Lexicon
  plainWords: ReadonlySet<string>
}

/** A text while it is read: its words, and which of them name what. Each family of attributes takes it and returns claims. */
export type Reading = {
  /** The seller's text with orders to a computer blanked out; offsets are those of the text as it came. */
  text: string
  tokens: readonly Token[]
  languages: readonly Language[]
  dictionary: Dictionary
  /** Mentions of an attribute's values; none inside a name, in chatter, or (kinds, colors, materials) of what goes with the item. */
  mentions(attribute: string): readonly Mention[]
  /** Tokens that belong to names of brands: a color or a category inside one is none. */
  named: ReadonlySet<number>
  /** The words as one line, for forms of several words. */
  line: WordLine
  /** Tokens of chatter about post, other listings, pets …: no claim stands on them. */
  asides: ReadonlySet<number>
  /** Tokens that speak of what goes with the item. */
  beside: ReadonlySet<number>
  /** Where words begin a mention of an attribute, by attribute; most texts speak of few, and of each in few places. */
  starts: ReadonlyMap<string, readonly number[]>
}

/** The name of the read, on every claim's evidence. */
export const sellerText = 'seller-text'

/** The dictionary of a taxonomy, made once: the reads of words and of labels share it. */
export function dictionaryOf(taxonomy: Taxonomy): Dictionary {
  const dictionary = made.get(taxonomy) ?? createDictionary(taxonomy)
  made.set(taxonomy, dictionary)
  return dictionary
}

const made = new WeakMap<Taxonomy, Dictionary>()

function createDictionary(taxonomy: Taxonomy): Dictionary {
  const byAttribute = new Map(
    taxonomy.attributes.map((attribute) => [
      attribute.id,
      createLexicon(attribute.id === 'category' ? taxonomy.categories : attribute.values, {
        forms: nouns.has(attribute.id) ? 'noun' : adjectives.has(attribute.id) ? 'adjective' : 'none',
      }),
    ]),
  )
  const brands = createLexicon(taxonomy.brands.map(({ name, aliases }) => ({ id: name, words: [name, ...aliases] })))
  const plainWords = new Set(taxonomy.plainWords.map((word) => phraseOf(tokenize(word))))
  const vocabulary = languagesByWord(byAttribute.values())
  return {
    taxonomy,
    byAttribute,
    vocabulary,
    attributesBeginningWith: attributesBeginningWith(byAttribute),
    brands,
    plainWords,
  }
}

const things: ReadonlySet<string> = new Set(['category', 'color', 'material', 'pattern'])
const nothing: ReadonlySet<number> = new Set()
/** Attributes whose words are nouns that sellers put in the plural, and those whose words agree with the item. */
const nouns: ReadonlySet<string> = new Set(['category', 'flaws'])
const adjectives: ReadonlySet<string> = new Set(['color'])

function languagesByWord(lexicons: Iterable<Lexicon>): Dictionary['vocabulary'] {
  const languages = new Map<string, Language[]>()
  for (const { vocabulary } of lexicons)
    for (const [language, words] of vocabulary)
      for (const word of words) {
        const known = languages.get(word)
        if (known === undefined) languages.set(word, [language])
        else if (!known.includes(language)) known.push(language)
      }
  return languages
}

/** One look-up for all attributes: the phrases that begin with the word, and compounds that have a part of it. */
function attributesBeginningWith(byAttribute: ReadonlyMap<string, Lexicon>): Dictionary['attributesBeginningWith'] {
  const byFirstWord = new Map<string, string[]>()
  for (const [attribute, { firstWords }] of byAttribute)
    for (const word of firstWords) {
      const known = byFirstWord.get(word)
      if (known === undefined) byFirstWord.set(word, [attribute])
      else known.push(attribute)
    }
  const inParts = attributesByPart(
    [...byAttribute].flatMap(([attribute, { parts }]) => parts.map((part) => ({ ...part, attribute }))),
  )
  return (word) => {
    const begun = byFirstWord.get(word)
    const bare = withoutElision(word)
    const elided = bare === word ? undefined : byFirstWord.get(bare)
    const compound = inParts(word)
    if (elided === undefined && compound.length === 0) return begun ?? compound
    return [...new Set([...(begun ?? []), ...(elided ?? []), ...compound])]
  }
}

export function startReading(text: string, dictionary: Dictionary): Reading {
  const tokens = tokenize(text)
  const line = createWordLine(tokens)
  const { asides, beside } = findAsides(line)
  const languages = guessLanguages(tokens, dictionary.vocabulary)
  const starts = startsOf(tokens, dictionary)
  return withNames({ text, tokens, languages, dictionary, line, asides, beside, starts }, nothing)
}

function startsOf(tokens: readonly Token[], { attributesBeginningWith }: Dictionary): Reading['starts'] {
  const starts = new Map<string, number[]>()
  for (let index = 0; index < tokens.length; index++)
    for (const attribute of attributesBeginningWith(tokens[index]?.word ?? '')) addTo(starts, attribute, index)
  return starts
}

function addTo(starts: Map<string, number[]>, attribute: string, index: number): void {
  const known = starts.get(attribute)
  if (known === undefined) starts.set(attribute, [index])
  else known.push(index)
}

/** The same text once its names are known: tokens that belong to one. */
export function withNames(
  words: Omit<Reading, 'named' | 'mentions'> & { mentions?: Reading['mentions'] },
  named: ReadonlySet<number>,
): Reading {
  const { tokens, languages, dictionary, asides, beside, starts } = words
  const found = new Map<string, readonly Mention[]>()
  const names = [...named]
  // "Hunter wellies", "Vans Old Skool" are names of brands that end with the item's own word.
  const begun = new Set(names.filter((index) => !named.has(index - 1)))
  const find = (attribute: string) => {
    const lexicon = dictionary.byAttribute.get(attribute)
    if (lexicon === undefined) return []
    const places = starts.get(attribute)
    if (places === undefined) return []
    // Where no name is near, what was found before the names were known stands.
    const { longest } = lexicon
    const apart = !places.some((place) => names.some((index) => index >= place && index < place + longest))
    if (apart && words.mentions !== undefined) return words.mentions(attribute)
    const elsewhere = things.has(attribute) ? beside : nothing
    return lexicon
      .find(tokens, languages, attribute === 'category' ? begun : named, places)
      .filter(({ first }) => !asides.has(first) && !elsewhere.has(first))
  }
  return {
    ...words,
    named,
    mentions(attribute) {
      const mentions = found.get(attribute) ?? find(attribute)
      found.set(attribute, mentions)
      return mentions
    },
  }
}

/** A claim that the seller stated, with the span that says it. */
export function stated(
  reading: Reading,
  claim: { attribute: string; value: unknown; label: string | null; confidence: number },
  spans: readonly { first: number; last: number }[],
): Claim {
  return { ...claim, status: 'stated', evidence: spans.map(({ first, last }) => quote(reading, first, last)) }
}

/** Evidence that quotes tokens `first` to `last`. */
export function quote(reading: Reading, first: number, last: number) {
  const start = reading.tokens[first]?.start ?? 0
  return quoteSpan(reading, start, reading.tokens[last]?.end ?? start)
}

/** Evidence that quotes characters `start` to `end`. */
export function quoteSpan(reading: Reading, start: number, end: number) {
  return { read: sellerText, kind: 'text' as const, start, end, quote: reading.text.slice(start, end) }
}

export function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
}

export function phraseOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.word).join(' ')
}

/** The words of a mention, folded. */
export function phraseAt(reading: Reading, { first, last }: Pick<Mention, 'first' | 'last'>): string {
  return phraseOf(reading.tokens.slice(first, last + 1))
}

/** What the taxonomy calls one of an attribute's ids. */
export function labelOf(taxonomy: Taxonomy, attribute: string, id: string): string {
  return labelValue(taxonomy, attribute, id) ?? id
}
