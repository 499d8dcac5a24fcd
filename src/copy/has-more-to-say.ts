import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { copyVocabulary } from './copy-vocabulary.ts'
import { functionWords } from './function-words.ts'
import { splitWords } from './split-words.ts'
import type { Told } from './tell-facts.ts'
import { wordsOfValue } from './words-of-value.ts'

/** So many telling words beyond the fields are a story; fewer are a list that the fields hold already. */
const wordsMin = 4

/** Whether the seller said more than the fields and the words on the sale hold: only then is a writer worth a call. */
export function hasMoreToSay(told: Told, taxonomy: Taxonomy): boolean {
  const held = told.facts.flatMap(({ field, value }) => wordsOfValue(taxonomy, field, value))
  const fields = copyVocabulary({ ...told, words: [...told.disclaimers, ...held].join('\n') }, taxonomy)
  const more = splitWords(told.words).filter(({ folded }) => !functionWords.has(folded) && !fields.has(folded))
  return new Set(more.map(({ folded }) => folded)).size >= wordsMin
}
