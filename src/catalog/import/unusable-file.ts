import { HangtagError } from '../../domain/hangtag-error.ts'

/** A catalog file cannot be used at all: the message says why and what to do. Code `catalog-file-unusable`. */
export function unusableFile(message: string, cause?: unknown): HangtagError {
  return new HangtagError(message, { code: 'catalog-file-unusable', disposition: 'give-up', cause })
}
