import type { Reading } from './reading.ts'

/** "8/10", "9.5 / 10", "9 out of 10", "8 von 10", "4/5 stars". */
export function scoreOf(reading: Reading): { grade: string; start: number; end: number } | null {
  const match =
    /(?<![\d.,/])(\d(?:[.,]\d)?|10)\+?\s?(?:\/|out of|von|sur|de|su)\s?(10|5)(?![\d/%.,]\d|\d|%| ?(?:cm|in\b|years|ans|mm))/i.exec(
      reading.text,
    )
  if (match === null) return lettered(reading)
  const cued =
    /^\s?(?:stars?|condition|sterne|étoiles|estrellas|stelle)/i.test(
      reading.text.slice(match.index + match[0].length),
    ) ||
    /(?:rated?|condition|cond|zustand|état|estado|condizioni|stato)\W{0,3}(?:\p{L}{1,4}\s)?$/iu.test(
      reading.text.slice(0, match.index),
    )
  if (match[2] === '5' && !cued) return null
  const value = Number((match[1] ?? '').replace(',', '.')) * (match[2] === '5' ? 2 : 1)
  const grade = value >= 9 ? 'excellent' : value >= 7 ? 'good' : value >= 5 ? 'fair' : 'poor'
  return { grade, start: match.index, end: match.index + match[0].length }
}

/** "Condition: B+", "grade A": as dealers write it, in capitals. */
function lettered(reading: Reading): { grade: string; start: number; end: number } | null {
  const match =
    /(?<!\p{L})(?:[Cc]ondition|CONDITION|[Cc]ond|[Gg]rade|GRADE|[Gg]rad[oi]|GRADO|[Rr]ank|RANK|[Rr]ang|RANG|[Kk]lasse|KLASSE|[Ss]tufe|[Zz]ustand|ZUSTAND|[ÉEée]tat|ÉTAT|[Ee]stado|ESTADO|[Cc]ategor[ií]a|[Ss]tato|STATO|[Cc]ondizion[ei]|CONDIZIONI)\s?:?\s?(?:(?:[Gg]rade|[Rr]ank|[Gg]rado|[Kk]lasse|[Rr]ang)\s)?(SA|AB|BC|[SABCD])(?:[+-]|(?=\s?[.,;:!)\n/=|]|$|\s[-–—(]|\scondition))/u.exec(
      reading.text,
    )
  const grade = match === null ? undefined : letterGrades[match[1] ?? '']
  return match === null || grade === undefined
    ? null
    : { grade, start: match.index, end: match.index + match[0].length }
}

const letterGrades: Readonly<Record<string, string>> = {
  S: 'excellent',
  SA: 'excellent',
  A: 'excellent',
  AB: 'good',
  BC: 'fair',
  B: 'good',
  C: 'fair',
  D: 'poor',
}
