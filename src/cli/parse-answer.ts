import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'

/** The API's answer. One in another form is another version's, or another server's. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: string): T {
  const parsed = z.preprocess(parseJson, schema).safeParse(answer)
  if (parsed.success) return parsed.data
  const message = 'The API answers in a form that this version does not know: is it another version of Hangtag?'
  throw new HangtagError(message, { code: 'api-answer-malformed', disposition: 'give-up', cause: parsed.error })
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    // Not JSON: the schema refuses it.
    return undefined
  }
}
