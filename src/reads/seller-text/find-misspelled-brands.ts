import { brandMatches } from './brand-matches.ts'
import type { BrandMention } from './brand-mention.ts'
import { brandNames } from './brand-names.ts'
import { isCapital, isTitleCase } from './brand-signs.ts'
import { brandSpelling } from './brand-spelling.ts'
import { startsSentence } from './context.ts'
import { type Reading, range } from './reading.ts'

/** Names of the index with a slip in them ("massimo duti", "Abercrombe"), of one or two words that stand as a name. */
export function findMisspelledBrands(reading: Reading, taken: readonly BrandMention[]): BrandMention[] {
  const used = new Set(taken.flatMap(({ first, last }) => range(first, last)))
  const { isOrdinary } = brandNames(reading.dictionary)
  for (const { first, last } of brandMatches(reading).brands) for (const index of range(first, last)) used.add(index)
  const found: BrandMention[] = []
  for (let index = 0; index < reading.tokens.length; index++) {
    const token = reading.tokens[index]
    if (token === undefined || used.has(index)) continue
    if (index > 2 && !(isCapital(token) && !startsSentence(token) && !isTitleCase(reading))) continue
    const next = reading.tokens[index + 1]
    const pairs = next !== undefined && /^[\s-]$/.test(next.gap) && !used.has(index + 1) ? [1, 0] : [0]
    for (const more of pairs) {
      const words = reading.tokens.slice(index, index + 1 + more).map(({ word }) => word)
      const written = words.join('')
      if (written.length < 7 + more * 2 || words.every(isOrdinary)) continue
      const name = brandSpelling(reading.dictionary, written)
      if (name === null) continue
      found.push({ name, first: index, last: index + more, confidence: 0.65, cued: false, named: false, known: true })
      index += more
      break
    }
  }
  return found
}
