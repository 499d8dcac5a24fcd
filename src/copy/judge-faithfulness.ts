import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import type { CopyVocabulary } from './copy-vocabulary.ts'
import { functionWords } from './function-words.ts'
import { isNegated } from './is-negated.ts'
import { splitWords, type Word } from './split-words.ts'
import { stemOf } from './stem-of.ts'
import { isMeasure, wordsBeside } from './words-beside.ts'

/** What a text says that the input does not, worst first. Codes of the first group are never let pass. */
export type Unfaithful = {
  code: 'withheld' | 'number' | 'brand' | 'name' | 'value' | 'negation' | 'word'
  words: string
}

/**
 * How faithful a text is to its input: the share, 0 to 1, of its telling words (all but grammar and the frame of a listing) that
 * stand there, and what does not. By words alone: deterministic, blind to style, and it costs nothing.
 */
export function judgeFaithfulness(
  text: string,
  vocabulary: CopyVocabulary,
  taxonomy: Taxonomy,
): { score: number; unfaithful: Unfaithful[] } {
  const words = splitWords(text)
  const telling = words.filter(({ folded }) => !functionWords.has(folded))
  const phrases = toldPhrases(words, vocabulary)
  const unknown = words.filter((word, place) => isUnknown(word, vocabulary) && !isIn(phrases, place, 1))
  const names = new Set(unknown.filter((word) => /^\p{Lu}/u.test(word.written) && word.begins !== 'sentence'))
  const unfaithful: Unfaithful[] = [
    ...findWithheld(words, vocabulary, phrases),
    ...unknown.filter(isNumber).map(({ written }) => ({ code: 'number' as const, words: written })),
    ...misplacedMeasures(words, vocabulary),
    ...foreignBrands(text, vocabulary, taxonomy),
    ...foreignValues(text, vocabulary, taxonomy),
    ...turnedAround(words, vocabulary),
    ...unknown
      .filter((word) => !isNumber(word))
      .map((word) => ({ code: names.has(word) ? ('name' as const) : ('word' as const), words: word.written })),
  ]
  const score = telling.length === 0 ? 1 : 1 - unknown.length / telling.length
  return { score, unfaithful }
}

/** Numbers, what has a digit in it ("W32"), and sizes of letters: right to the letter or wrong. */
function isNumber({ folded }: Word): boolean {
  return /\d/.test(folded) || /^(?:[sml]|x{1,4}[sl])$/.test(folded)
}

function isUnknown(word: Word, vocabulary: CopyVocabulary): boolean {
  return !functionWords.has(word.folded) && !vocabulary.has(word.folded, isNumber(word))
}

type Run = { start: number; length: number }

function toldPhrases(words: readonly Word[], { phrases }: CopyVocabulary): Run[] {
  const stems = words.map(({ folded }) => stemOf(folded))
  return phrases.flatMap((phrase) => placesOf(phrase, stems))
}

function isIn(runs: readonly Run[], start: number, length: number): boolean {
  return runs.some((run) => run.start <= start && run.start + run.length >= start + length)
}

function findWithheld(words: readonly Word[], { withheld }: CopyVocabulary, told: readonly Run[]): Unfaithful[] {
  const stems = words.map(({ folded }) => stemOf(folded))
  return withheld.flatMap((phrase) =>
    placesOf(phrase, stems)
      .filter(({ start, length }) => !isIn(told, start, length))
      .map(() => ({ code: 'withheld' as const, words: phrase.join(' ') })),
  )
}

function placesOf(phrase: readonly string[], stems: readonly string[]): Run[] {
  if (phrase.length === 0) return []
  return stems.flatMap((_, start) =>
    phrase.every((word, offset) => stems[start + offset] === word) ? [{ start, length: phrase.length }] : [],
  )
}

/** "60% polyester, 40% cotton" of a thing that is the other way round has every word right. */
function misplacedMeasures(words: readonly Word[], { beside }: CopyVocabulary): Unfaithful[] {
  return words.flatMap(({ folded, written }, place) => {
    const known = beside.get(folded)
    if (!isMeasure(words, place) || known === undefined) return []
    const around = wordsBeside(words, place)
    return around.length === 0 || around.some((word) => known.has(word)) ? [] : [{ code: 'number', words: written }]
  })
}

function foreignBrands(text: string, { brands, names }: CopyVocabulary, taxonomy: Taxonomy): Unfaithful[] {
  const lowered = text.toLowerCase()
  return valueLexicon(taxonomy)
    .find('brand', text)
    .filter((brand) => !names('brand', brand) || !brands.some((spelling) => lowered.includes(spelling)))
    .map((words) => ({ code: 'brand' as const, words }))
}

/** Values of fields that nobody named: also those that only the words of two others make together. */
function foreignValues(text: string, { names }: CopyVocabulary, taxonomy: Taxonomy): Unfaithful[] {
  const lexicon = valueLexicon(taxonomy)
  const attributes = taxonomy.attributes.filter(({ id, values }) => id === 'category' || values.length > 0)
  const grammar = [...new Set(splitWords(text).map(({ folded }) => folded))].filter((word) => functionWords.has(word))
  // "It" is no Italy.
  const isGrammar = (id: string, value: string) => grammar.some((word) => lexicon.exact(id, word) === value)
  const found = attributes.flatMap(({ id }) =>
    lexicon.find(id, text).filter((value) => !names(id, value) && !isGrammar(id, value)),
  )
  return [...new Set(found)].map((words) => ({ code: 'value' as const, words }))
}

/** "Stains" where the seller wrote "no stains", and "no stains" where nothing says so. */
function turnedAround(words: readonly Word[], { negatedOnly, neverNegated }: CopyVocabulary): Unfaithful[] {
  return words.flatMap(({ folded, written }, place) => {
    if (functionWords.has(folded)) return []
    const isTurned = (isNegated(words, place) ? neverNegated : negatedOnly).has(stemOf(folded))
    return isTurned ? [{ code: 'negation', words: written }] : []
  })
}
