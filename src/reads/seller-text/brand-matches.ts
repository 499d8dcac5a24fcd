import { brandNames } from './brand-names.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'

/** Where the index' names, and names that are never the maker, stand in the text: looked up once a reading. */
export function brandMatches(reading: Reading): { brands: readonly Mention[]; others: readonly Mention[] } {
  const ready = matches.get(reading)
  if (ready !== undefined) return ready
  const names = brandNames(reading.dictionary)
  const found = {
    brands: names.brands.find(reading.tokens, reading.languages),
    others: names.others.find(reading.tokens, reading.languages),
  }
  matches.set(reading, found)
  return found
}

const matches = new WeakMap<Reading, { brands: readonly Mention[]; others: readonly Mention[] }>()
