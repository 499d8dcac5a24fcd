import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'

/** Work on a store's folder. What the file system refuses may go away: it comes out as the store's own error, to try again. */
export async function withFolderErrors<T>(
  failure: { code: string; message: string },
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    signal?.throwIfAborted()
    const code = errorCode(error)
    if (code === null || error instanceof HangtagError) throw error
    throw new HangtagError(`${failure.message} (${code})`, {
      code: failure.code,
      disposition: 'retry',
      evidence: { code },
      cause: error,
    })
  }
}
