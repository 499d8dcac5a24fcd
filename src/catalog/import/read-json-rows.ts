import type { SourceRow } from './import-row.ts'
import { linesOf } from './lines-of.ts'

/** The objects of JSON Lines. Empty lines are passed over; a line that is none says why. */
export async function* readJsonRows(stream: AsyncIterable<Buffer>): AsyncGenerator<SourceRow> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const { number: row, bytes } of linesOf(stream)) {
    if (bytes === null) {
      yield { row, problem: { column: null, message: 'longer than 16 MB: is it one item a line?' } }
      continue
    }
    const text = decode(decoder, bytes)
    if (text === null) yield { row, problem: { column: null, message: 'not UTF-8: save the file as UTF-8' } }
    else if (text.trim() !== '') yield parseLine(row, text)
  }
}

function decode(decoder: InstanceType<typeof TextDecoder>, bytes: Buffer): string | null {
  try {
    return decoder.decode(bytes)
  } catch {
    // Not UTF-8: the row says so.
    return null
  }
}

function parseLine(row: number, text: string): SourceRow {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { row, record: value as Record<string, unknown> }
    return { row, problem: { column: null, message: 'not an object: write {"id": …, "title": …}' } }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { row, problem: { column: null, message: `not JSON (${why.slice(0, 100)})` } }
  }
}
