import type { Claim } from '../../domain/claim.ts'
import { isDenied } from './context.ts'
import type { Mention } from './lexicon.ts'
import { labelOf, quote, quoteSpan, type Reading } from './reading.ts'

/** The grade that the seller's words give; failing those, what stated flaws let one infer. */
export function readCondition(reading: Reading, flawSpans: readonly { first: number; last: number }[]): Claim[] {
  const label = (id: string) => labelOf(reading.dictionary.taxonomy, 'condition', id)
  const grades = reading.mentions('condition').filter((mention) => isGrade(reading, mention))
  const named = grades.find((mention) => !incidental.has(mention.id)) ?? grades[0]
  const score = scoreOutOfTen(reading)
  if (named !== undefined && (score === null || !incidental.has(named.id))) {
    const confidence = incidental.has(named.id) && flawSpans.length === 0 ? 0.7 : 0.85
    return [
      {
        attribute: 'condition',
        value: named.id,
        label: label(named.id),
        status: 'stated',
        confidence,
        evidence: [quote(reading, named.first, named.last)],
      },
    ]
  }
  if (score !== null)
    return [
      {
        attribute: 'condition',
        value: score.id,
        label: label(score.id),
        status: 'stated',
        confidence: 0.85,
        evidence: [quoteSpan(reading, score.start, score.end)],
      },
    ]
  if (flawSpans.length === 0) return []
  const evidence = flawSpans.map(({ first, last }) => quote(reading, first, last))
  return [
    { attribute: 'condition', value: 'fair', label: label('fair'), status: 'inferred', confidence: 0.45, evidence },
  ]
}

/** Grades that wear alone suggests; a grade that is named outright goes before them. */
const incidental = new Set(['fair', 'poor'])

function isGrade(reading: Reading, { id, first, last }: Mention): boolean {
  if (isDenied(reading.tokens, first, last, undefined, 1)) return false
  const words = reading.tokens.slice(first, last + 1)
  const next = reading.tokens[last + 1]
  if (words.length === 1 && next !== undefined && /^[\s-]?$/.test(next.gap) && notGrades.has(next.word)) return false
  // "Worn once" is a grade, "good" alone is praise of something else unless it stands by itself or before "condition".
  const single = words.length === 1 ? (words[0]?.word ?? '') : ''
  if (!['good', 'fair', 'poor', 'perfect', 'mint', 'excellent', 'flawless'].includes(single)) return id !== ''
  return (
    next === undefined ||
    /[.,;!)\n/]/.test(next.gap) ||
    ['condition', 'cond', 'shape', 'used', 'vintage', 'state', 'pre'].includes(next.word)
  )
}

const notGrades = new Set(
  'york zealand season collection look balance era yorker orleans heel heels sole soles laces zip buttons elastic zealander friends owner home'.split(
    ' ',
  ),
)

/** "8/10", "9.5 / 10". */
function scoreOutOfTen(reading: Reading): { id: string; start: number; end: number } | null {
  const match = /(?<![\d.,/])(\d(?:[.,]\d)?|10)\s?\/\s?10(?![\d/%])/.exec(reading.text)
  if (match === null) return null
  const value = Number((match[1] ?? '').replace(',', '.'))
  const id = value >= 9 ? 'excellent' : value >= 7 ? 'good' : value >= 5 ? 'fair' : 'poor'
  return { id, start: match.index, end: match.index + match[0].length }
}
