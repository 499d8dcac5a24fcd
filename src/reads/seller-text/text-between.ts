import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'

type Span = Pick<Mention, 'first' | 'last'>

/** What stands between two mentions as it is written, the earlier one first. */
export function textBetween(reading: Reading, one: Span, two: Span): string {
  return reading.text.slice(reading.tokens[one.last]?.end ?? 0, reading.tokens[two.first]?.start ?? 0)
}
