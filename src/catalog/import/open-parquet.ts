import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { SourceRow, Table } from './import-row.ts'

/** Rows that are held at once: a row group of millions is read in parts, at the price of unpacking its columns again. */
const rowsMax = 65_536

/** A Parquet file, whose rows are read a row group at a time. Throws `catalog-file-unusable` where it is damaged. */
export async function openParquet(file: string): Promise<Table & { share(): number }> {
  const source = await asyncBufferFromFile(file)
  const metadata = await damaged(file, () => parquetMetadataAsync(source))
  let at = 0
  const rows = async function* (): AsyncGenerator<SourceRow> {
    for (const { num_rows } of metadata.row_groups) {
      const groupEnd = at + Number(num_rows)
      while (at < groupEnd) {
        const rowEnd = Math.min(at + rowsMax, groupEnd)
        const options = { file: source, metadata, compressors, rowStart: at, rowEnd, useOffsetIndex: true }
        for (const row of await damaged(file, () => parquetReadObjects(options))) {
          at += 1
          yield { row: at, record: plainRecord(row) }
        }
        at = rowEnd
      }
    }
  }
  return {
    columns: topColumns(metadata.schema),
    rows: rows(),
    share: () => at / Math.max(1, Number(metadata.num_rows)),
  }
}

/** The first element is the root, which counts its children; theirs follow depth first. */
function topColumns(schema: readonly { name: string; num_children?: number | undefined }[]): string[] {
  const columns: string[] = []
  const skip = (at: number): number => {
    let next = at + 1
    for (let child = schema[at]?.num_children ?? 0; child > 0; child -= 1) next = skip(next)
    return next
  }
  for (let at = 1; at < schema.length; at = skip(at)) columns.push(schema[at]?.name ?? '')
  return columns
}

async function damaged<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new HangtagError(`${file} is not a whole Parquet file (${why.slice(0, 200)}): write it again`, {
      code: 'catalog-file-unusable',
      disposition: 'give-up',
      cause,
    })
  }
}

/** Columns without a value are left out; numbers of 64 bits and dates are what JSON has for them. */
function plainRecord(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) =>
      value === null || value === undefined ? [] : [[name, plain(value)]],
    ),
  )
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (value instanceof Date) return value.toISOString()
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
  return value
}
