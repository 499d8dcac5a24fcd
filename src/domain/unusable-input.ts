import { HangtagError } from './hangtag-error.ts'

/** What a person gave cannot be used: the message says what is wrong with it and what to do. Code `input-unusable`. */
export function unusableInput(message: string, cause?: unknown): HangtagError {
  return new HangtagError(message, { code: 'input-unusable', disposition: 'give-up', cause })
}
