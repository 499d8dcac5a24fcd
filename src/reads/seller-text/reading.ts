import type { Claim } from '../../domain/claim.ts'
import { labelValue } from '../../taxonomy/label-value.ts'
import type { Language, Taxonomy } from '../../taxonomy/taxonomy.ts'
import { findAsides } from './find-asides.ts'
import { guessLanguages } from './guess-languages.ts'
import { createLexicon, type Lexicon, type Mention } from './lexicon.ts'
import { type Token, tokenize } from './tokenize.ts'
import { createWordLine, type WordLine } from './word-line.ts'

/** The words of a taxonomy, made ready once. */
export type Dictionary = {
  taxonomy: Taxonomy
  byAttribute: ReadonlyMap<string, Lexicon>
  /** The words of all attributes together, by language: asked for every word of every text, so gathered once. */
  vocabulary: ReadonlyMap<Language, ReadonlySet<string>>
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
}

/** The name of the read, on every claim's evidence. */
export const sellerText = 'seller-text'

export function createDictionary(taxonomy: Taxonomy): Dictionary {
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
  return { taxonomy, byAttribute, vocabulary: gathered([...byAttribute.values()]), brands, plainWords }
}

const things: ReadonlySet<string> = new Set(['category', 'color', 'material', 'pattern'])
const nothing: ReadonlySet<number> = new Set()
/** Attributes whose words are nouns that sellers put in the plural, and those whose words agree with the item. */
const nouns: ReadonlySet<string> = new Set(['category', 'flaws'])
const adjectives: ReadonlySet<string> = new Set(['color'])

function gathered(lexicons: readonly Lexicon[]): Dictionary['vocabulary'] {
  const words = new Map<Language, Set<string>>()
  for (const { vocabulary } of lexicons)
    for (const [language, some] of vocabulary) words.set(language, new Set([...(words.get(language) ?? []), ...some]))
  return words
}

export function startReading(text: string, dictionary: Dictionary, named: ReadonlySet<number> = new Set()): Reading {
  const tokens = tokenize(text)
  const languages = guessLanguages(tokens, dictionary.vocabulary)
  const found = new Map<string, readonly Mention[]>()
  const line = createWordLine(tokens)
  const { asides, beside } = findAsides(line)
  // "Hunter wellies", "Vans Old Skool" are names of brands that end with the item's own word.
  const begun = new Set([...named].filter((index) => !named.has(index - 1)))
  return {
    text,
    tokens,
    languages,
    dictionary,
    named,
    line,
    asides,
    mentions(attribute) {
      const known = found.get(attribute)
      if (known !== undefined) return known
      const elsewhere = things.has(attribute) ? beside : nothing
      const mentions = (
        dictionary.byAttribute.get(attribute)?.find(tokens, languages, attribute === 'category' ? begun : named) ?? []
      ).filter(({ first }) => !asides.has(first) && !elsewhere.has(first))
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
  const end = reading.tokens[last]?.end ?? start
  return { read: sellerText, kind: 'text' as const, start, end, quote: reading.text.slice(start, end) }
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

/** What the taxonomy calls one of an attribute's ids. */
export function labelOf(taxonomy: Taxonomy, attribute: string, id: string): string {
  return labelValue(taxonomy, attribute, id) ?? id
}
