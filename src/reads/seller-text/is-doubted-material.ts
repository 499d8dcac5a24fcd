import { startsClause, startsSentence } from './context.ts'
import type { Part } from './find-composition.ts'
import { gapAfter } from './gap-after.ts'
import type { Mention } from './lexicon.ts'
import { doubtForm } from './material-forms.ts'
import type { Reading } from './reading.ts'
import { wordSet } from './word-set.ts'

/** "Silk?", "I think it's wool": a careful person would not say so. */
export function isDoubtedMaterial(reading: Reading, { mention }: Part): boolean {
  const after = gapAfter(reading, mention.last)
  if (/^["'”)]?\s?\?/.test(after) || isAsked(reading, mention)) return true
  return reading.line.find(doubtForm).some(({ first, last }) => {
    const from = Math.min(first, mention.last)
    const to = Math.max(last, mention.first)
    for (let index = from + 1; index <= to; index++) if (startsSentence(reading.tokens[index])) return false
    // "Feels like silk but it's polyester": the doubt ends at the turn.
    if (first < mention.first)
      return (
        mention.first - last <= 6 &&
        sameClause(reading, last, mention.first) &&
        !turnsBetween(reading, last, mention.first)
      )
    return first - mention.last <= 3
  })
}

/** "Silk scarf?": the question follows within two words. */
function isAsked(reading: Reading, { last }: Mention): boolean {
  const end = reading.line.endOf(last, 'clause')
  const kinds = reading.mentions('category')
  for (let index = last + 1; index < end; index++)
    if (!kinds.some((kind) => kind.first <= index && kind.last >= index)) return false
  const behind = reading.text.slice(reading.tokens[end - 1]?.end ?? 0)
  return end <= last + 3 && /^["'”)]?\s?\?/.test(behind)
}

function turnsBetween(reading: Reading, from: number, to: number): boolean {
  return reading.tokens.slice(from + 1, to).some(({ word }) => turns.has(word))
}

function sameClause(reading: Reading, from: number, to: number): boolean {
  for (let index = from + 1; index <= to; index++) if (startsClause(reading.tokens[index])) return false
  return true
}

const turns = wordSet('but actually however aber sondern mais pero sino ma bensi really')
