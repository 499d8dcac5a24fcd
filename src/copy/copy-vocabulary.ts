import { valueLexicon } from '../model/value-lexicon.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { functionWords, negators } from './function-words.ts'
import { splitWords, type Word } from './split-words.ts'
import type { Told } from './tell-facts.ts'
import { wordsOfValue } from './words-of-value.ts'
import { possessives } from './write-copy.ts'

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

/** The words of a phrase in the singular. */
export function stemsOf(phrase: string): string[] {
  return splitWords(phrase).map(({ folded }) => stemOf(folded))
}

/** In the singular, by English rules; a word that is not English loses no more than an s. */
export function stemOf(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  if (/(?:[sxz]|[cs]h)es$/.test(word)) return word.slice(0, -2)
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** Units beside a number: what is measured stands beyond them. */
const units = new Set(['cm', 'mm', 'in', 'inch', 'inches', 'm', 'kg', 'g'])

/** The nearest telling words of one part of a sentence, on both sides of the word at a place. */
export function wordsBeside(words: readonly Word[], place: number): string[] {
  const isTelling = ({ folded }: Word) => !functionWords.has(folded) && !units.has(folded) && !/\d/.test(folded)
  const found: string[] = []
  for (let at = place; at > 0 && words[at]?.begins === null; at--) {
    const before = words[at - 1]
    if (before !== undefined && isTelling(before)) {
      found.push(stemOf(before.folded))
      break
    }
  }
  for (let at = place + 1; at < words.length && words[at]?.begins === null; at++) {
    const after = words[at]
    if (after !== undefined && isTelling(after)) {
      found.push(stemOf(after.folded))
      break
    }
  }
  return found
}

/** Whether a number says how much of something, and not which size or how many. */
export function isMeasure(words: readonly Word[], place: number): boolean {
  const number = words[place]?.folded ?? ''
  const next = words[place + 1]
  return number.endsWith('%') || (/^\d/.test(number) && next?.begins === null && units.has(next.folded))
}

function findBeside(texts: readonly (readonly Word[])[]): Map<string, Set<string>> {
  const beside = new Map<string, Set<string>>()
  for (const words of texts)
    for (const [place, { folded }] of words.entries())
      if (/\d/.test(folded)) beside.set(folded, new Set([...(beside.get(folded) ?? []), ...wordsBeside(words, place)]))
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

/** A negator reaches over the next three words of its part of the sentence: "no visible stains", "not real leather". */
export function isNegated(words: readonly Word[], place: number): boolean {
  for (let at = place; at > 0 && place - at < 3 && words[at]?.begins === null; at--)
    if (negators.has(words[at - 1]?.folded ?? '')) return true
  return false
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
