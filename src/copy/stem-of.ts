import { splitWords } from './split-words.ts'

/** In the singular, by English rules; a word that is not English loses no more than an s. */
export function stemOf(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word
  if (/(?:[sxz]|[cs]h)es$/.test(word)) return word.slice(0, -2)
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/** The words of a phrase in the singular. */
export function stemsOf(phrase: string): string[] {
  return splitWords(phrase).map(({ folded }) => stemOf(folded))
}
