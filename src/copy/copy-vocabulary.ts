import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import { functionWords } from './function-words.ts'
import { isNegated } from './is-negated.ts'
import { possessives } from './possessives.ts'
import { splitWords, type Word } from './split-words.ts'
import { stemOf, stemsOf } from './stem-of.ts'
import type { Told } from './tell-facts.ts'
import { isNumberWord, wordsBeside } from './words-beside.ts'
import { wordsOfValue } from './words-of-value.ts'

/** What a text may be made of: the input of one listing, as words. */
export type CopyVocabulary = {
  /** Whether a word is in the input; `exactly`: as it is, else also in the plural or bent otherwise. */
  has(word: string, exactly?: boolean): boolean
  /** Words that stand in the input only after "no" or "without", and those that never do. */
  negatedOnly: ReadonlySet<string>
  neverNegated: ReadonlySet<string>
  /** Number → the words that it stands beside. */
  beside: ReadonlyMap<string, ReadonlySet<string>>
  /** Attribute → values that the input names. */
  names(attribute: string, value: string): boolean
  /** How the input spells brands, in small letters. */
  brands: readonly string[]
  /** Runs of words that may be said as they are, also where a word of them is withheld or nowhere else. */
  phrases: readonly (readonly string[])[]
  withheld: readonly (readonly string[])[]
}

/** The words of the told fields (with all that the taxonomy calls their values) and of the seller. */
export function copyVocabulary(told: Told, taxonomy: Taxonomy): CopyVocabulary {
  const spoken = [...told.facts.map(({ name, words }) => `${name} ${words}`), told.words]
  const meanings = told.facts.flatMap(({ field, value }) => [
    ...wordsOfValue(taxonomy, field, value),
    ...(field === 'department' && typeof value === 'string' ? [possessives[value] ?? ''] : []),
  ])
  // A name of several words may say more than the value does ("long sleeve shirt"): it counts as a whole alone.
  const single = meanings.filter((meaning) => splitWords(meaning).length === 1)
  const texts = [...spoken, ...single].map(splitWords)
  const words = new Set(texts.flat().map(({ folded }) => folded))
  const bent = new Set([...words].flatMap(formsOf))
  const brandFact = told.facts.find(({ field }) => field === 'brand')
  const lowered = told.words.toLowerCase()
  return {
    has: (word, exactly = false) => words.has(word) || (!exactly && formsOf(word).some((form) => bent.has(form))),
    ...findNegated([...told.facts.map(({ name, words: phrase }) => `${name}: ${phrase}`), told.words]),
    beside: findBeside(spoken.map(splitWords)),
    names: namedValues(told, [...spoken, ...single], taxonomy),
    brands: [
      ...(brandFact === undefined ? [] : [brandFact.words, String(brandFact.value)]).map((name) => name.toLowerCase()),
      ...spellingsOf(taxonomy).filter((name) => lowered.includes(name)),
    ],
    phrases: [...told.facts.map(({ words: phrase }) => phrase), ...meanings].map(stemsOf),
    withheld: told.withheld.map(stemsOf).filter((phrase) => phrase.some((word) => !functionWords.has(word))),
  }
}

function findBeside(texts: readonly (readonly Word[])[]): Map<string, Set<string>> {
  const beside = new Map<string, Set<string>>()
  for (const words of texts)
    for (const [place, { folded }] of words.entries())
      if (/\d/.test(folded) || isNumberWord(folded))
        beside.set(folded, new Set([...(beside.get(folded) ?? []), ...wordsBeside(words, place)]))
  return beside
}

function findNegated(texts: readonly string[]): Pick<CopyVocabulary, 'negatedOnly' | 'neverNegated'> {
  const negated = new Set<string>()
  const plain = new Set<string>()
  for (const words of texts.map(splitWords))
    for (const [place, { folded }] of words.entries()) (isNegated(words, place) ? negated : plain).add(stemOf(folded))
  const without = (these: Set<string>, those: Set<string>) => new Set([...these].filter((word) => !those.has(word)))
  return { negatedOnly: without(negated, plain), neverNegated: without(plain, negated) }
}

const spellings = new WeakMap<Taxonomy, readonly string[]>()

/** Names of brands in small letters. */
function spellingsOf(taxonomy: Taxonomy): readonly string[] {
  const known = spellings.get(taxonomy)
  if (known !== undefined) return known
  const names = taxonomy.brands.flatMap(({ name, aliases }) => [name, ...aliases]).map((name) => name.toLowerCase())
  spellings.set(taxonomy, names)
  return names
}

/** Endings that bend adjectives and nouns in the five languages. */
function formsOf(word: string): string[] {
  const stem = stemOf(word)
  if (word.length < 5) return [word, stem]
  return [word, stem, word.replace(/(?:e[nmrs]?|[aois])$/, ''), stem.replace(/[aeo]$/, '')].filter(
    (form) => form.length >= 3,
  )
}

/** A value is named by any of its words; where it is only a part of one ("-kleid"), by what the lexicon finds. */
function namedValues(told: Told, spoken: readonly string[], taxonomy: Taxonomy) {
  const said = ` ${spoken.map((text) => stemsOf(text).join(' ')).join(' | ')} `
  return (attribute: string, value: string): boolean =>
    told.facts.some((fact) => fact.field === attribute && idsOf(fact.value).includes(value)) ||
    wordsOfValue(taxonomy, attribute, value).some((words) => said.includes(` ${stemsOf(words).join(' ')} `)) ||
    spoken.some((text) => valueLexicon(taxonomy).find(attribute, text).includes(value))
}

function idsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).flatMap((part: unknown) => {
    const id = typeof part === 'object' && part !== null && 'id' in part ? part.id : part
    return typeof id === 'string' ? [id] : []
  })
}
