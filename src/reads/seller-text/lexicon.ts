import type { Language, Words } from '../../taxonomy/taxonomy.ts'
import { type Token, tokenize } from './tokenize.ts'
import { type Forms, formsOf } from './word-forms.ts'

/** Tokens `first` to `last`, both included, name the thing `id`. */
export type Mention = { id: string; first: number; last: number }

export type Lexicon = {
  /**
   * Longest match at each place, left to right, without overlaps; only words of the given languages, none on a blocked token.
   * `starts`: the places worth a look, where the caller knows them.
   */
  find(
    tokens: readonly Token[],
    languages: readonly Language[],
    blocked?: ReadonlySet<number>,
    starts?: readonly number[],
  ): Mention[]
  /**
   * The longer phrase whose words all stand around the mention, though others stand between: "leather bomber jacket" has "leather
   * jacket", "felpa Kappa con cappuccio" has "felpa con cappuccio". Null where there is none. `mayPass` says which words may.
   */
  widen(
    tokens: readonly Token[],
    languages: readonly Language[],
    mention: Mention,
    mayPass: (index: number) => boolean,
  ): Mention | null
  /** Whether the folded word is in some entry of the language. */
  has(word: string, language: Language): boolean
  /** The folded words of all entries, by language. */
  vocabulary: ReadonlyMap<Language, ReadonlySet<string>>
  /** The words that its mentions begin with, compounds apart. */
  firstWords: ReadonlySet<string>
  /** The words of its longest phrase. */
  longest: number
  /** The parts of words that are mentions too, in some languages. */
  parts: readonly WordPart[]
}

/** What begins or ends compounds: "damen-", "-kleid". */
export type WordPart = { part: string; atEnd: boolean }
type Compound = WordPart & { id: string; language: Language }

/** `second`: its second word; empty where it has one alone. */
type Entry = { id: string; language: Language | 'any'; tokens: readonly Expected[]; second: string }
/** A word of a phrase, and what joins it to the one before. */
type Expected = { plain: string; word: string; joint: string }

/** A dictionary of phrases. English entries match in any language, since sellers everywhere borrow English words. */
export function createLexicon(
  items: readonly { id: string; words: Words | readonly string[] }[],
  options: { forms: Forms } = { forms: 'none' },
): Lexicon {
  const byFirstWord = new Map<string, Entry[]>()
  const byLastWord = new Map<string, Entry[]>()
  const compounds: Compound[] = []
  const vocabulary = new Map<Language, Set<string>>()

  const add = (id: string, phrase: string, language: Language | 'any') => {
    if (language !== 'any' && (phrase.startsWith('-') || phrase.endsWith('-'))) {
      compounds.push({ id, part: tokenize(phrase)[0]?.word ?? '', atEnd: phrase.startsWith('-'), language })
      return
    }
    const tokens = tokenize(phrase).map(({ plain, word, gap }): Expected => ({ plain, word, joint: joint(gap) }))
    const first = tokens[0]
    if (first === undefined) return
    const entries = byFirstWord.get(first.word) ?? []
    const entry: Entry = { id, language, tokens, second: tokens[1]?.word ?? '' }
    entries.push(entry)
    byFirstWord.set(first.word, entries)
    const lastWord = tokens.at(-1)?.word ?? ''
    if (tokens.length > 1) byLastWord.set(lastWord, [...(byLastWord.get(lastWord) ?? []), entry])
    if (language !== 'any') {
      const known = vocabulary.get(language) ?? new Set()
      for (const { word } of tokens) known.add(word)
      vocabulary.set(language, known)
    }
  }

  const everyPhrase = phrasesByLanguage(items)
  for (const { id, words } of items) {
    if (isList(words)) for (const phrase of words) add(id, phrase, 'any')
    else {
      for (const [language, phrases] of Object.entries(words) as [Language, readonly string[]][]) {
        const said = everyPhrase.get(language)
        for (const phrase of phrases) {
          add(id, phrase, language)
          for (const form of formsOf(phrase, language, options.forms))
            if (said?.has(form) !== true) add(id, form, language)
        }
      }
    }
  }
  for (const entries of byFirstWord.values()) entries.sort((a, b) => b.tokens.length - a.tokens.length)
  compounds.sort((a, b) => b.part.length - a.part.length)
  const compoundsByLetter = Map.groupBy(compounds, letterOf)

  /** The longest phrase that begins at the place: this is where the read spends its time, so that nothing is made here. */
  const entryAt = (
    tokens: readonly Token[],
    index: number,
    languages: readonly Language[],
    blocked: ReadonlySet<number>,
  ): Entry | null => {
    let longest: Entry | null = null
    const next = tokens[index + 1]?.word ?? ''
    for (const entry of entriesOf(tokens[index]?.word ?? '')) {
      const length = entry.tokens.length
      if (longest !== null && length < longest.tokens.length) break
      // Most phrases of several words fail here, on what is said next.
      if (entry.second !== '' && entry.second !== next && !next.includes("'")) continue
      if (!speaks(entry, languages) || !matches(tokens, index, entry.tokens) || isBlocked(blocked, index, length))
        continue
      // A word of the text's own language means what it means there ("robe" is a dress in French).
      if (entry.language === 'any' || entry.language === languages[0]) return entry
      longest ??= entry
    }
    return longest
  }
  const entriesOf = (word: string): readonly Entry[] => {
    const entries = byFirstWord.get(word)
    if (entries !== undefined || !word.includes("'")) return entries ?? noEntries
    return byFirstWord.get(withoutElision(word)) ?? noEntries
  }

  const matchAt = (
    tokens: readonly Token[],
    index: number,
    languages: readonly Language[],
    blocked: ReadonlySet<number>,
  ): Mention | null => {
    const token = tokens[index]
    if (token === undefined) return null
    const entry = entryAt(tokens, index, languages, blocked)
    if (entry !== null) return { id: entry.id, first: index, last: index + entry.tokens.length - 1 }
    if (compounds.length === 0 || blocked.has(index)) return null
    const { word } = token
    const fits = ({ part, atEnd, language }: Compound) =>
      languages.includes(language) &&
      word.length >= part.length + 2 &&
      (atEnd ? word.endsWith(part) : word.startsWith(part) && !likeness.test(word))
    const starting = compoundsByLetter.get(`${word[0]}-`)?.find(fits)
    const ending = compoundsByLetter.get(`-${word.at(-1)}`)?.find(fits)
    // The longer says more: "Lederjacke" is a jacket.
    const compound = (starting?.part.length ?? 0) > (ending?.part.length ?? 0) ? starting : (ending ?? starting)
    return compound === undefined ? null : { id: compound.id, first: index, last: index }
  }

  return {
    find(tokens, languages, blocked = none, starts) {
      const mentions: Mention[] = []
      let free = 0
      const count = starts?.length ?? tokens.length
      for (let at = 0; at < count; at++) {
        const index = starts === undefined ? at : (starts[at] ?? 0)
        const mention = index < free ? null : matchAt(tokens, index, languages, blocked)
        if (mention === null) continue
        mentions.push(mention)
        free = mention.last + 1
      }
      return mentions
    },
    widen(tokens, languages, mention, mayPass) {
      const word = tokens[mention.last]?.word ?? ''
      const after = (byFirstWord.get(tokens[mention.first]?.word ?? '') ?? [])
        .filter((entry) => entry.tokens.length > mention.last - mention.first + 1 && speaks(entry, languages))
        .flatMap((entry) => restAfter(tokens, mention, entry, mayPass) ?? [])
      const before = (byLastWord.get(word) ?? [])
        .filter((entry) => entry.tokens.length > mention.last - mention.first + 1 && speaks(entry, languages))
        .flatMap((entry) => restBefore(tokens, mention, entry, mayPass) ?? [])
      return after[0] ?? before[0] ?? null
    },
    has: (word, language) => vocabulary.get(language)?.has(word) === true,
    vocabulary,
    firstWords: new Set(byFirstWord.keys()),
    longest: Math.max(1, ...[...byFirstWord.values()].map(([entry]) => entry?.tokens.length ?? 1)),
    parts: compounds,
  }
}

/** What the words that a compound can be part of begin or end with: looking through all of them at each word takes long. */
function letterOf({ part, atEnd }: Compound): string {
  return atEnd ? `-${part.at(-1)}` : `${part[0]}-`
}

function isList(words: Words | readonly string[]): words is readonly string[] {
  return Array.isArray(words)
}

function speaks({ language }: Entry, languages: readonly Language[]): boolean {
  return language === 'any' || languages.includes(language)
}

function matches(tokens: readonly Token[], from: number, phrase: readonly Expected[]): boolean {
  for (let offset = 0; offset < phrase.length; offset++) {
    const token = tokens[from + offset]
    const expected = phrase[offset]
    if (token === undefined || expected === undefined || !sameWord(token, expected)) return false
    if (offset > 0 && joint(token.gap) !== expected.joint) return false
  }
  return true
}

/** Sellers leave accents out, but an accent that is there counts: German "für" is not "fur". */
function sameWord(token: Token, expected: Expected): boolean {
  if (token.word !== expected.word) return token.word.includes("'") && withoutElision(token.word) === expected.word
  return token.plain === token.word || token.plain === expected.plain || expected.plain !== expected.word
}

/** "T-shirt", "t shirt" and "s.Oliver", "s oliver" are alike; "M&S" and "M/S" are not, and nothing spans two lines. */
function joint(gap: string): string {
  if (gap === ' ' || gap === '') return ''
  if (gap.length > 4 || gap.includes('\n')) return '|'
  return gap.replaceAll(/[\s\-–.'’]/g, '')
}

/** The rest of the phrase after the words of the mention, at most four words on. */
function restAfter(
  tokens: readonly Token[],
  { first, last }: Mention,
  entry: Entry,
  mayPass: (index: number) => boolean,
): Mention | null {
  const spoken = last - first + 1
  if (!matches(tokens, first, entry.tokens.slice(0, spoken))) return null
  const rest = entry.tokens.slice(spoken)
  for (let index = last + 1; index <= last + 5; index++) {
    if (tokens[index] === undefined) return null
    if (matches(tokens, index, rest)) return { id: entry.id, first, last: index + rest.length - 1 }
    if (!mayPass(index)) return null
  }
  return null
}

/** The beginning of the phrase before the words of the mention, at most three words away. */
function restBefore(
  tokens: readonly Token[],
  { first, last }: Mention,
  entry: Entry,
  mayPass: (index: number) => boolean,
): Mention | null {
  const spoken = last - first + 1
  const rest = entry.tokens.slice(0, -spoken)
  if (!matches(tokens, first, entry.tokens.slice(-spoken))) return null
  for (let index = first - 1; index >= first - 4 && index >= 0; index--) {
    const start = index - rest.length + 1
    if (start >= 0 && matches(tokens, start, rest)) return { id: entry.id, first: start, last }
    if (!mayPass(index)) return null
  }
  return null
}

/** "Lederoptik", "samtig", "wollweiß", "Ledersohle": a look, a color or a part, not the thing that the compound begins with. */
const likeness =
  /(?:optik|look|imitat|frei|freie[mnrs]?|matt|glanz|weiss|farben|farbene?r?s?|artig|ahnlich|ig|ige|iger|iges|effekt|feeling|sohlen?|futter|riemen|griffe?|henkel|besatz|kragen|details?|einsatz|einsatze|band|kleber|pflege|tuch|gefuttert)$/

const none: ReadonlySet<number> = new Set()
const noEntries: readonly Entry[] = []

function isBlocked(blocked: ReadonlySet<number>, from: number, length: number): boolean {
  if (blocked.size > 0) for (let index = from; index < from + length; index++) if (blocked.has(index)) return true
  return false
}

/** "L'ourlet", "d'usure", "dell'usura": the word behind the apostrophe. */
export function withoutElision(word: string): string {
  if (!word.includes("'")) return word
  return word.replace(/^(?:[cdjlmnst]|qu|un|dell|nell|sull|all|dall|quell)'(?=\p{L}{3})/u, '')
}

function phrasesByLanguage(items: readonly { words: Words | readonly string[] }[]): Map<string, Set<string>> {
  const phrases = new Map<string, Set<string>>()
  for (const { words } of items) {
    if (isList(words)) continue
    for (const [language, list] of Object.entries(words)) {
      const known = phrases.get(language) ?? new Set()
      for (const phrase of list) known.add(phrase)
      phrases.set(language, known)
    }
  }
  return phrases
}
