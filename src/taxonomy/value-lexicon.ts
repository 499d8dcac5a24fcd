import { foldWord } from './fold-word.ts'
import type { Taxonomy } from './taxonomy.ts'

export type ValueLexicon = {
  /**
   * The values of an attribute (ids; of `brand` the canonical names) whose words stand in a phrase, in the order in which they
   * stand there. Longer words win: "light blue jeans" is no "jeans" where "blue jeans" is a word. `english`: by English words
   * alone, for a phrase that is English: a "moon rock" is no skirt, though a German one would be.
   */
  find(attribute: string, phrase: string, languages?: 'all' | 'english'): string[]
  /** The value that a phrase as a whole is a word for; null where it is none. */
  exact(attribute: string, phrase: string): string | null
}

/**
 * The taxonomy's words, to find values in what a model or a seller wrote in plain words. A dictionary and no reader: it knows
 * nothing of negation or context, and is asked only for candidates and for words that a model gave as a value.
 */
export function valueLexicon(taxonomy: Taxonomy): ValueLexicon {
  const known = made.get(taxonomy)
  if (known !== undefined) return known
  const indexes = new Map<string, Index>()
  const indexOf = (attribute: string, languages: 'all' | 'english') => {
    const key = `${attribute} ${languages}`
    const ready = indexes.get(key) ?? createIndex(attribute, taxonomy, languages)
    indexes.set(key, ready)
    return ready
  }
  const plain = new Set(taxonomy.plainWords.map(tidy))
  const lexicon: ValueLexicon = {
    find(attribute, phrase, languages = 'all') {
      const found = findAll(indexOf(attribute, languages), tidy(phrase).split(' '))
      // A brand that is an ordinary word ("next") is no candidate wherever that word stands.
      const named = attribute === 'brand' ? found.filter(({ words }) => !plain.has(words)) : found
      return [...new Set(named.map(({ id }) => id))]
    },
    exact(attribute, phrase) {
      const words = tidy(phrase)
      return words === '' ? null : lookUp(indexOf(attribute, 'all'), words)
    },
  }
  made.set(taxonomy, lexicon)
  return lexicon
}

const made = new WeakMap<Taxonomy, ValueLexicon>()
/** Words of a value at most; longer names ("Polo Ralph Lauren Big & Tall") are found by their shorter aliases. */
const wordsMax = 5

/** Whole words, and ends of compounds ("-kleid"), each with the value that they are for. */
type Index = { words: ReadonlyMap<string, string>; ends: readonly { end: string; id: string }[] }

function createIndex(attribute: string, taxonomy: Taxonomy, languages: 'all' | 'english'): Index {
  const words = new Map<string, string>()
  const ends: { end: string; id: string }[] = []
  const add = (word: string, id: string) => {
    if (word.startsWith('-')) ends.push({ end: tidy(word), id })
    else if (tidy(word) !== '' && !words.has(tidy(word))) words.set(tidy(word), id)
  }
  if (attribute === 'brand')
    for (const { name, aliases } of taxonomy.brands) for (const word of [name, ...aliases]) add(word, name)
  const definition = taxonomy.attributes.find(({ id }) => id === attribute)
  const items = attribute === 'category' ? taxonomy.categories : (definition?.values ?? [])
  for (const { id, label } of items) for (const word of [id, label]) add(word, id)
  for (const { id, words: listed } of items)
    for (const list of languages === 'all' ? Object.values(listed) : [listed.en ?? []])
      for (const word of list) add(word, id)
  return { words, ends: ends.sort((a, b) => b.end.length - a.end.length) }
}

function findAll(index: Index, tokens: readonly string[]): { id: string; words: string }[] {
  const found: { id: string; words: string }[] = []
  for (let at = 0; at < tokens.length; at++) {
    for (let count = Math.min(wordsMax, tokens.length - at); count > 0; count--) {
      const words = tokens.slice(at, at + count).join(' ')
      const id = lookUp(index, words)
      if (id === null) continue
      found.push({ id, words })
      at += count - 1
      break
    }
  }
  return found
}

/** As it is written, then in the singular; then as a compound that ends so. */
function lookUp({ words, ends }: Index, phrase: string): string | null {
  const forms = [phrase, phrase.replace(/s$/, ''), phrase.replace(/es$/, ''), phrase.replace(/ies$/, 'y')]
  const form = forms.find((candidate) => words.has(candidate))
  if (form !== undefined) return words.get(form) ?? null
  return (
    ends.find(({ end }) => phrase.endsWith(end) && phrase.length > end.length + 2 && !phrase.includes(' '))?.id ?? null
  )
}

/** Letters and digits in lower case without accents, single spaces between them: "Levi's®" is "levi s". */
function tidy(text: string): string {
  return foldWord(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
