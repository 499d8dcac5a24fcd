import { errorCode } from './error-code.ts'

/** For the `catch` of what reads a file or a folder: null where there is none; any other failure goes on. */
export function nullIfMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}
