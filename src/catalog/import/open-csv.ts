import type { SourceRow, Table } from './import-row.ts'
import { linesOf } from './lines-of.ts'
import { parseCsvLines } from './parse-csv-lines.ts'
import { unusableFile } from './unusable-file.ts'

/**
 * A table with a header: comma, semicolon, tab or bar between, whichever the header holds most of. A row that cannot be read
 * costs that row alone: where a quote is not closed, reading goes on with the next line. Throws `catalog-file-unusable`
 * where the header names a column twice.
 */
export async function openCsv(stream: AsyncIterable<Buffer>): Promise<Table> {
  const records = recordsOf(stream)
  const first = await records.next()
  const columns = headerOf(first.done === true ? null : first.value.fields)
  const rows = async function* (): AsyncGenerator<SourceRow> {
    for await (const { row, fields } of records) {
      if (fields === null) yield { row, problem: { column: null, message: unclosed } }
      else yield rowOf(row, fields, columns)
    }
  }
  return { columns, rows: rows() }
}

type Line = { number: number; bytes: Buffer }
/** `fields` null: a quote that is not closed. */
type CsvRecord = { row: number; fields: string[] | null }

const unclosed = 'a quote is opened and not closed: double the quotes inside a field, or remove it'
/** Lines that are parsed at once: enough to be quick, few enough to be read again. */
const batchLines = 256
/** A record that is longer is a quote that is not closed. */
const recordBytesMax = 1_000_000

async function* recordsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<CsvRecord> {
  let delimiter: string | null = null
  let columns = 0
  let left: Line[] = []
  const take = function* (isLast: boolean): Generator<CsvRecord> {
    if (delimiter === null) {
      const header = headerAt(left)
      delimiter = header.delimiter
      left = left.slice(header.at)
    }
    for (let again = true; again; ) {
      again = false
      const { records, rest } = parseCsvLines(left, delimiter, columns)
      for (const record of records) {
        columns ||= record.fields?.length ?? 0
        yield record
      }
      left = rest
      const [first] = left
      if (first === undefined || (!isLast && bytesOf(left) <= recordBytesMax)) break
      yield { row: first.number, fields: null }
      left = left.slice(1)
      again = true
    }
  }
  for await (const { number, bytes } of linesOf(stream)) {
    if (bytes === null) {
      yield* take(true)
      yield { row: number, fields: null }
      continue
    }
    left.push({ number, bytes })
    if (left.length % batchLines === 0) yield* take(false)
  }
  yield* take(true)
}

function bytesOf(lines: readonly Line[]): number {
  return lines.reduce((sum, { bytes }) => sum + bytes.length, 0)
}

/** Where the header is, and what stands between its columns: Excel may say so in a line of its own, `sep=;`. */
function headerAt(lines: readonly Line[]): { at: number; delimiter: string } {
  const at = Math.max(
    0,
    lines.findIndex(({ bytes }) => bytes.toString('utf8').trim() !== ''),
  )
  const first = lines[at]?.bytes.toString('utf8') ?? ''
  const said = /^"?sep=([,;|\t])"?\r?\n$/i.exec(first)?.[1]
  return said === undefined ? { at, delimiter: delimiterOf(first) } : { at: at + 1, delimiter: said }
}

function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"[^"]*"/g, '')
  const counts = [',', '\t', ';', '|'].map((delimiter) => [delimiter, bare.split(delimiter).length] as const)
  return counts.toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? ','
}

function headerOf(fields: readonly string[] | null): string[] {
  if (fields === null) throw unusableFile(`The first line is no header: ${unclosed}`)
  const columns = fields.map((name) => name.trim())
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at)
  if (twice === undefined) return columns
  throw unusableFile(`The header names the column ${twice.slice(0, 100)} twice: rename one of them`)
}

function rowOf(row: number, fields: readonly string[], columns: readonly string[]): SourceRow {
  const surplus = fields.slice(columns.length).filter((field) => field.trim() !== '')
  if (surplus.length > 0) {
    const message = `${fields.length} fields where the header has ${columns.length}: quote the fields that hold the separator`
    return { row, problem: { column: null, message } }
  }
  // Bytes that are no UTF-8 were read as this character; texts that hold it rightly are few.
  const unreadable = columns.find((_, at) => fields[at]?.includes('\uFFFD') === true)
  if (unreadable !== undefined)
    return { row, problem: { column: unreadable, message: 'not UTF-8: save the file as UTF-8 (Excel: "CSV UTF-8")' } }
  const said = columns.map((column, at) => [column, fields[at] ?? ''] as const).filter(([column]) => column !== '')
  return { row, record: Object.fromEntries(said) }
}
