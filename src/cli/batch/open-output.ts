import { open } from 'node:fs/promises'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { EarlierOutput } from './read-output.ts'

export type Output = {
  /** Resolves when the line is in the file. Lines are written whole, one after the other. */
  append(line: string): Promise<void>
  close(): Promise<void>
}

/** Opens the output to append to it; a torn last line is cut off first. */
export async function openOutput(
  file: string,
  { wholeBytes, openEnded }: Pick<EarlierOutput, 'wholeBytes' | 'openEnded'>,
): Promise<Output> {
  const handle = await open(file, 'a')
  await handle.truncate(wholeBytes)
  // Once a write has failed, none follows: it would go on in the middle of a torn line.
  let last = openEnded ? handle.appendFile('\n') : Promise.resolve()
  const written = async (write: Promise<void>) => {
    try {
      await write
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      const message = `${file} cannot be written to (${why}): make room and run this again, it goes on where it was`
      throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up', cause })
    }
  }
  return {
    append: (line) => {
      last = last.then(() => handle.appendFile(line))
      return written(last)
    },
    close: async () => {
      // Whoever asked for a write has heard of its failure.
      await last.catch(() => {})
      await handle.close()
    },
  }
}
