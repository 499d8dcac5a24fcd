import type { Language, Words } from '../../taxonomy/taxonomy.ts'
import { type Token, tokenize } from './tokenize.ts'

/** Tokens `first` to `last`, both included, name the thing `id`. */
export type Mention = { id: string; first: number; last: number }

export type Lexicon = {
  /** Longest match at each place, left to right, without overlaps; only words of the given languages. */
  find(tokens: readonly Token[], languages: readonly Language[]): Mention[]
  /** Whether the folded word is in some entry of the language. */
  has(word: string, language: Language): boolean
}

type Entry = { id: string; languages: Language[] | 'any'; tokens: Token[] }

/** A dictionary of phrases. English entries match in any language, since sellers everywhere borrow English words. */
export function createLexicon(
  items: readonly { id: string; words: Words | readonly string[] }[],
  options: { plurals: boolean } = { plurals: false },
): Lexicon {
  const byFirstWord = new Map<string, Entry[]>()
  const suffixes: { id: string; suffix: string; language: Language }[] = []
  const vocabulary = new Map<Language, Set<string>>()

  const add = (id: string, phrase: string, language: Language | 'any') => {
    if (phrase.startsWith('-') && language !== 'any') {
      suffixes.push({ id, suffix: tokenize(phrase)[0]?.word ?? '', language })
      return
    }
    const tokens = tokenize(phrase)
    const first = tokens[0]
    if (first === undefined) return
    const entries = byFirstWord.get(first.word) ?? []
    entries.push({ id, languages: language === 'any' ? 'any' : [language], tokens })
    byFirstWord.set(first.word, entries)
    if (language !== 'any') {
      const known = vocabulary.get(language) ?? new Set()
      for (const { word } of tokens) known.add(word)
      vocabulary.set(language, known)
    }
  }

  for (const { id, words } of items) {
    if (isList(words)) for (const phrase of words) add(id, phrase, 'any')
    else {
      for (const [language, phrases] of Object.entries(words) as [Language, readonly string[]][]) {
        for (const phrase of phrases) {
          add(id, phrase, language)
          if (options.plurals && language === 'en') for (const plural of pluralsOf(phrase)) add(id, plural, 'en')
        }
      }
    }
  }
  for (const entries of byFirstWord.values()) entries.sort((a, b) => b.tokens.length - a.tokens.length)
  suffixes.sort((a, b) => b.suffix.length - a.suffix.length)

  const matchAt = (tokens: readonly Token[], index: number, languages: readonly Language[]): Mention | null => {
    const token = tokens[index]
    if (token === undefined) return null
    const fitting = (byFirstWord.get(token.word) ?? []).filter(
      (entry) => speaks(entry, languages) && matches(tokens, index, entry.tokens),
    )
    // A word of the text's own language means what it means there ("robe" is a dress in French).
    const longest = fitting.filter((entry) => entry.tokens.length === fitting[0]?.tokens.length)
    const own = longest.find((entry) => entry.languages === 'any' || entry.languages.includes(languages[0] ?? 'en'))
    const best = own ?? longest[0]
    if (best !== undefined) return { id: best.id, first: index, last: index + best.tokens.length - 1 }
    const compound = suffixes.find(
      ({ suffix, language }) =>
        languages.includes(language) && token.word.length >= suffix.length + 2 && token.word.endsWith(suffix),
    )
    return compound === undefined ? null : { id: compound.id, first: index, last: index }
  }

  return {
    find(tokens, languages) {
      const mentions: Mention[] = []
      for (let index = 0; index < tokens.length; ) {
        const mention = matchAt(tokens, index, languages)
        if (mention !== null) mentions.push(mention)
        index = mention === null ? index + 1 : mention.last + 1
      }
      return mentions
    },
    has: (word, language) => vocabulary.get(language)?.has(word) === true,
  }
}

function isList(words: Words | readonly string[]): words is readonly string[] {
  return Array.isArray(words)
}

function speaks(entry: Entry, languages: readonly Language[]): boolean {
  return entry.languages === 'any' || entry.languages.some((language) => languages.includes(language))
}

function matches(tokens: readonly Token[], from: number, phrase: readonly Token[]): boolean {
  return phrase.every((expected, offset) => {
    const token = tokens[from + offset]
    if (token === undefined || !sameWord(token, expected)) return false
    return offset === 0 || joint(token.gap) === joint(expected.gap)
  })
}

/** Sellers leave accents out, but an accent that is there counts: German "für" is not "fur". */
function sameWord(token: Token, expected: Token): boolean {
  if (token.word !== expected.word) return false
  return token.plain === token.word || token.plain === expected.plain || expected.plain !== expected.word
}

/** "T-shirt", "t shirt" and "s.Oliver", "s oliver" are alike; "M&S" and "M/S" are not, and nothing spans two lines. */
function joint(gap: string): string {
  if (gap.length > 4 || gap.includes('\n')) return '|'
  return gap.replaceAll(/[\s\-–.'’]/g, '')
}

function pluralsOf(phrase: string): string[] {
  if (phrase.endsWith('s')) return []
  if (/(?:x|ch|sh)$/.test(phrase)) return [`${phrase}es`]
  if (/[^aeiou]y$/.test(phrase)) return [`${phrase.slice(0, -1)}ies`]
  return [`${phrase}s`]
}
