import { type FileHandle, open, rm } from 'node:fs/promises'
import type { RowProblem } from '../../../catalog/import/import-row.ts'
import { HangtagError } from '../../../domain/hangtag-error.ts'
import { printable } from '../../printable.ts'

/** Where rows go that are no items. */
export type RejectedRows = {
  add(row: number, problem: RowProblem, record: unknown): Promise<void>
  count(): number
  close(): Promise<void>
}

const shownMax = 10
const bufferCharacters = 65_536

/**
 * Tells the first rejected rows, and writes all of them to `file`, one JSON object a line, with what was read; the file is made with
 * the first. Null: they are only told and counted. One that an earlier run left is replaced.
 */
export async function openRejectedRows(file: string | null, report: (text: string) => void): Promise<RejectedRows> {
  let count = 0
  let handle: FileHandle | null = null
  let buffered = ''
  if (file !== null) await writing(file, () => rm(file, { force: true }))
  const flush = async (path: string) => {
    const text = buffered
    buffered = ''
    if (text !== '')
      await writing(path, async () => {
        handle ??= await open(path, 'w')
        await handle.appendFile(text)
      })
  }
  return {
    add: async (row, { column, message }, input) => {
      count += 1
      const told = `row ${row}: ${column === null ? '' : `${printable(column, 60)}: `}${printable(message, 300)}`
      if (count <= shownMax) report(told)
      if (count === shownMax + 1) report(file === null ? 'more rows are rejected' : `more are in ${file}`)
      if (file === null) return
      buffered += `${lineOf({ row, column, problem: message }, input)}\n`
      if (buffered.length > bufferCharacters) await flush(file)
    },
    count: () => count,
    close: async () => {
      try {
        if (file !== null) await flush(file)
      } finally {
        await handle?.close()
      }
    },
  }
}

function lineOf(told: object, input: unknown): string {
  try {
    return JSON.stringify({ ...told, input })
  } catch {
    // Nested deeper than can be written again: that is what is wrong with it, and its row tells where it is.
    return JSON.stringify(told)
  }
}

async function writing(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new HangtagError(`Rejected rows cannot be written to ${file} (${why}): name another file with --rejects`, {
      code: 'input-unusable',
      disposition: 'give-up',
      cause,
    })
  }
}
