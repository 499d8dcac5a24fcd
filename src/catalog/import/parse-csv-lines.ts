import { CsvError, parse } from 'csv-parse/sync'

type Line = { number: number; bytes: Buffer }

/**
 * The records of whole lines, each with the line that it starts on, and the lines that are the beginning of one more.
 * `columns`: how many fields a record has (0: not known yet). Where a record of several lines has another number, or a
 * field of it keeps the quote it begins with, that quote was closed by a later row's: its first line comes with `fields` null, and what follows is read by itself.
 */
export function parseCsvLines(
  lines: readonly Line[],
  delimiter: string,
  columns: number,
): { records: { row: number; fields: string[] | null }[]; rest: Line[] } {
  const records: { row: number; fields: string[] | null }[] = []
  let width = columns
  let rest = [...lines]
  while (rest.length > 0) {
    const swallowed = takeRecords(rest, delimiter, (fields, of) => {
      width ||= fields.length
      const first = of.findIndex(({ bytes }) => !isBlank(bytes))
      if (of.length - first > 1 && (fields.length !== width || isTorn(fields, of))) return false
      records.push({ row: of[first]?.number ?? 0, fields })
      return true
    })
    rest = swallowed.rest
    if (!swallowed.isRefused) break
    const first = rest.findIndex(({ bytes }) => !isBlank(bytes))
    records.push({ row: rest[first]?.number ?? 0, fields: null })
    rest = rest.slice(first + 1)
  }
  return { records, rest }
}

/** A field that keeps the quote it begins with was not closed where it ends; three in a row begin with one that is meant. */
function isTorn(fields: readonly string[], lines: readonly Line[]): boolean {
  return fields.some((field) => field.startsWith('"')) && !lines.some(({ bytes }) => bytes.includes('"""'))
}

/** Hands on record after record until one is refused or the lines end; the rest starts with the lines of the one refused. */
function takeRecords(
  lines: readonly Line[],
  delimiter: string,
  take: (fields: string[], lines: readonly Line[]) => boolean,
): { rest: Line[]; isRefused: boolean } {
  const ends = endsOf(lines)
  let taken = 0
  let isRefused = false
  const onRecord = (fields: string[], { bytes }: { bytes: number }) => {
    if (isRefused) return null
    let end = taken
    while (end < lines.length && (ends[end] ?? 0) <= bytes) end += 1
    // The last line of a file may have no end.
    end = Math.max(end, taken + 1)
    isRefused = !take(fields, lines.slice(taken, end))
    if (!isRefused) taken = end
    return null
  }
  try {
    parse(Buffer.concat(lines.map(({ bytes }) => bytes)), {
      delimiter,
      on_record: onRecord as never,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      // A quote inside a field that does not begin with one stands for itself: `5" heel`.
      relax_quotes: true,
      skip_empty_lines: true,
    })
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    return { rest: lines.slice(taken), isRefused }
  }
  return { rest: isRefused ? lines.slice(taken) : [], isRefused }
}

function endsOf(lines: readonly Line[]): number[] {
  let end = 0
  return lines.map(({ bytes }) => {
    end += bytes.length
    return end
  })
}

function isBlank(bytes: Buffer): boolean {
  return /^[\r\n]*$/.test(bytes.toString('latin1', 0, 2)) && bytes.length <= 2
}
