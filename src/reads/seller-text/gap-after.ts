import type { Reading } from './reading.ts'

/** What stands between a token and the next one, or the end of the text. */
export function gapAfter(reading: Reading, index: number): string {
  return reading.tokens[index + 1]?.gap ?? reading.text.slice(reading.tokens[index]?.end ?? 0)
}
