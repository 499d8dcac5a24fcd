import { HangtagError } from '../domain/hangtag-error.ts'

/** A part of an answer's place that is safe in a path and in a Redis key; throws `HangtagError` code `answer-key-invalid`. */
export function checkedPart(part: string): string {
  if (/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/.test(part)) return part
  throw new HangtagError('This is no key of the answer store', {
    code: 'answer-key-invalid',
    disposition: 'give-up',
    evidence: { part: part.slice(0, 200) },
  })
}
