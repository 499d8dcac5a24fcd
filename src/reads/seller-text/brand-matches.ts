import { brandNames } from './brand-names.ts'
import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'

/** Where the index' names, and names that are never the maker, stand in the text: looked up once a reading. */
export function brandMatches(reading: Reading): { brands: readonly Mention[]; others: readonly Mention[] } {
  const ready = matches.get(reading)
  if (ready !== undefined) return ready
  const { tokens, languages } = reading
  const { brands, others, begins } = brandNames(reading.dictionary)
  // Of a text's words a handful begin a name: one look at each finds them for both.
  const starts: number[] = []
  for (let index = 0; index < tokens.length; index++) if (begins(tokens[index]?.word ?? '')) starts.push(index)
  const found = {
    brands: brands.find(tokens, languages, undefined, starts),
    others: others.find(tokens, languages, undefined, starts),
  }
  matches.set(reading, found)
  return found
}

const matches = new WeakMap<Reading, { brands: readonly Mention[]; others: readonly Mention[] }>()
