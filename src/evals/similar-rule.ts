import { z } from 'zod'
import type { FieldRule } from './verdict.ts'

/** So much of the words must be shared (F1 over words): below it a person would call the text another one. */
const similarMin = 0.7

/** Prose, such as a title: right where it shares most words with one of the accepted texts, whatever their order and case. */
export const similarRule: FieldRule = {
  gold: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  judge: (got, gold) => {
    const accepted = (Array.isArray(gold) ? gold : [gold]).map(String)
    if (typeof got !== 'string' || got === '') return accepted.includes('unknown') ? 'right-abstention' : 'missed'
    return accepted.some((text) => similarity(got, text) >= similarMin) ? 'right-value' : 'wrong'
  },
}

/** The F1 of the words that two texts share, each as often as it occurs: 0 to 1. */
export function similarity(one: string, other: string): number {
  const [first, second] = [wordsOf(one), wordsOf(other)]
  const left = new Map([...Map.groupBy(second, (word) => word)].map(([word, all]) => [word, all.length]))
  let shared = 0
  for (const word of first) {
    const count = left.get(word) ?? 0
    if (count > 0) shared += 1
    left.set(word, count - 1)
  }
  return first.length + second.length === 0 ? 1 : (2 * shared) / (first.length + second.length)
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
}
