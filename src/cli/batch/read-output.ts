import { HangtagError } from '../../domain/hangtag-error.ts'
import { isTornOutputLine, parseOutputLine } from './output-line.ts'
import { readLines } from './read-lines.ts'

export type EarlierOutput = {
  /** By id: the input that its draft was made from; null where it failed or does not say, so that it is tried again. */
  hashes: Map<string, string | null>
  /** Whether an id has more than one line: an earlier run was stopped before it removed the old ones. */
  superseded: boolean
  /** Where whole lines end, in bytes: what follows is the torn line of a killed run. */
  wholeBytes: number
  /** Whether the last whole line lacks its line feed. */
  openEnded: boolean
}

/** What earlier runs left in the output, read line by line. A file that is something else is refused, not appended to. */
export async function readOutput(file: string): Promise<EarlierOutput> {
  const output: EarlierOutput = { hashes: new Map(), superseded: false, wholeBytes: 0, openEnded: false }
  for await (const { number, text, head, start, bytes, ended } of readLines(file)) {
    const line = parseOutputLine(text)
    const torn = line === null && !ended && !isJson(text) && isTornOutputLine(head)
    if (torn) return output
    output.wholeBytes = start + bytes
    output.openEnded = !ended
    if (text?.trim() === '') continue
    if (line === null) {
      const message = `Line ${number} of ${file} is not a record of an earlier run: give another --output`
      throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
    }
    if (output.hashes.has(line.id)) output.superseded = true
    output.hashes.set(line.id, line.state === 'failed' ? null : (line.inputHash ?? null))
  }
  return output
}

function isJson(text: string | null): boolean {
  try {
    JSON.parse(text ?? '')
    return true
  } catch {
    // That is the question.
    return false
  }
}
