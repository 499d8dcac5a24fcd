import { negators } from './function-words.ts'
import type { Word } from './split-words.ts'

/** A negator reaches over the next three words of its part of the sentence: "no visible stains", "not real leather". */
export function isNegated(words: readonly Word[], place: number): boolean {
  for (let at = place; at > 0 && place - at < 3 && words[at]?.begins === null; at--)
    if (negators.has(words[at - 1]?.folded ?? '')) return true
  return false
}
