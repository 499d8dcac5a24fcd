import { functionWords } from './function-words.ts'
import type { Word } from './split-words.ts'
import { stemOf } from './stem-of.ts'

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

/** Whether a number says how much or, in letters, how many of something, and not which size. */
export function isMeasure(words: readonly Word[], place: number): boolean {
  const number = words[place]?.folded ?? ''
  const next = words[place + 1]
  return (
    isNumberWord(number) ||
    number.endsWith('%') ||
    (/^\d/.test(number) && next?.begins === null && units.has(next.folded))
  )
}

/** From two on: "one" is too often only grammar, as is Italian "due" in English. */
export function isNumberWord(word: string): boolean {
  return numberWords.has(word)
}

const numberWords = new Set(
  `two three four five six seven eight nine ten zwei drei vier funf sechs sieben acht neun zehn deux trois quatre cinq dos tres
   cuatro cinco seis quattro cinque`.split(/\s+/),
)

/** Units beside a number: what is measured stands beyond them. Not "in", which is grammar: "size 38 in blue". */
const units = new Set(['cm', 'mm', 'inch', 'inches', 'kg'])
