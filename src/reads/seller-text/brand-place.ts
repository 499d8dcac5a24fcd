import { gapAfter } from './gap-after.ts'
import type { Reading } from './reading.ts'

/** What stands around tokens `first` to `last`, folded, as forms of several words are matched on: see `WordLine`. */
export type Place = {
  /** The sentence up to them, without the space before them; clauses are set apart by " , ". */
  before: string
  /** The rest of the sentence, with the space after them. */
  after: string
  /** As much of the text up to them as a form looks back on, over sentences. */
  earlier: string
  /** The next sentence's words. */
  next: string
  /** What stands directly before and after them, as written. */
  gapBefore: string
  gapAfter: string
}

/** The surroundings of a name. Points inside a name ("Dr. Martens") end no sentence; the one before it does. */
export function placeOf(reading: Reading, first: number, last: number): Place {
  const [start, end] = reading.line.spanOf(first, last)
  const rest = reading.line.text.slice(end, end + reach).replace(ofAbbreviation(reading, last), '')
  const stop = rest.indexOf(' . ')
  const earlier = reading.line.text.slice(Math.max(0, start - reach), start).trimEnd()
  return {
    before: earlier.slice(`${earlier} `.lastIndexOf(' . ') + 1).trimEnd(),
    earlier,
    after: stop < 0 ? rest : rest.slice(0, stop),
    next: stop < 0 ? '' : (rest.slice(stop + 3).split(' . ')[0] ?? ''),
    gapBefore: reading.tokens[first]?.gap ?? '',
    gapAfter: gapAfter(reading, last),
  }
}

/** The point of "Tiffany & Co." belongs to the name. */
function ofAbbreviation(reading: Reading, last: number): RegExp {
  return abbreviations.has(reading.tokens[last]?.word ?? '') ? /^ \. / : /^(?!)/
}

const abbreviations = new Set(['co', 'inc', 'ltd', 'b', 'c', 'h'])
/** Characters on either side that a form is looked for in. */
const reach = 110
