import { numberAt } from './number-words.ts'
import type { Reading } from './reading.ts'

/** A whole number of the text that no price, share, date, size range or decimal is part of. */
export type Count = {
  value: number
  /** Its first and last token, and where it stands in the text; "3x" and "x3" are the digits alone. */
  first: number
  last: number
  start: number
  end: number
  sure: boolean
}

/** The numbers that may count pieces, in order. */
export function findCounts(reading: Reading): Count[] {
  const { tokens, text, languages, asides, named } = reading
  const counts: Count[] = []
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index]
    if (token === undefined || asides.has(index) || named.has(index)) continue
    const glued = /\d/.test(token.word) ? gluedForm.exec(token.word) : null
    const said =
      glued === null ? numberAt(tokens, index, languages) : { value: Number(glued[2]), last: index, sure: true }
    if (said === null) continue
    const start = token.start + (glued?.[1]?.length ?? 0)
    const end = glued === null ? (tokens[said.last]?.end ?? token.end) : start + (glued[2]?.length ?? 0)
    if (/\d/.test(text[start] ?? '') && isPartOfNumber(text, start, end)) continue
    counts.push({ value: said.value, first: index, last: said.last, start, end, sure: said.sure })
    index = said.last
  }
  return counts
}

/** "3x", "x3", "3pk", "4prs", "5er", "12pcs". */
const gluedForm =
  /^(?=\d+\D|x)(x?)(\d{1,4})(?:x|pks?|packs?|pcs?|pieces?|prs?|pairs?|paar|er|pza?s?|stk|tlg|teilig\w*|items?)?$/

function isPartOfNumber(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 2), start)
  const after = text.slice(end, end + 3)
  if (/[\d.,/–'’#+-]$/.test(before) && !/(?:^|\s)(?:-|–)$/.test(before) && !/\p{L}[.,/-]$/u.test(before)) return true
  if (/[$€£]\s?$/.test(before)) return true
  return /^(?:[.,/:–-]\d|\s?(?:%|€|£|\$|°|["”″])|['’]\d)/.test(after)
}
