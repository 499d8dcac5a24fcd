import type { Taxonomy } from '../../taxonomy/taxonomy.ts'
import { googleItem, isGoogleHeader } from './google-item.ts'
import type { ImportRow, SourceRow } from './import-row.ts'
import { type MakeItem, makeItem } from './make-item.ts'
import { openCsv } from './open-csv.ts'
import { openParquet } from './open-parquet.ts'
import { openSource } from './open-source.ts'
import { plainFields, plainItem } from './plain-fields.ts'
import { readJsonRows } from './read-json-rows.ts'
import { isShopifyHeader, shopifyItem, shopifyProducts } from './shopify-item.ts'
import { unusableFile } from './unusable-file.ts'

export const importFormats = ['json-lines', 'csv', 'parquet', 'shopify', 'google'] as const
export type ImportFormat = (typeof importFormats)[number]

export type ItemReader = {
  format: ImportFormat
  rows: AsyncIterable<ImportRow>
  /** How much of the file was read, from 0 to 1; null where that cannot be known. */
  share(): number | null
}

/**
 * The items of a file, or of standard input where `file` is null, one at a time in flat memory. The form is told from the first
 * bytes and the header, unless it is named; `columns` says which column holds a field where its name does not tell. Throws
 * `catalog-file-unusable`, which says what to do, where the whole file cannot be used.
 */
export async function readItems(
  file: string | null,
  options: {
    taxonomy: Taxonomy
    input: AsyncIterable<Buffer>
    format?: ImportFormat | undefined
    columns?: Readonly<Record<string, string>>
  },
): Promise<ItemReader> {
  const source = await openSource(file, options.input)
  const make = makeItem(options.taxonomy)
  const columns = options.columns ?? {}
  if (source.kind === 'json-lines') {
    refuseOther(options.format, ['json-lines'], 'JSON Lines')
    // Each object has keys of its own.
    const ofRecord = (record: Record<string, unknown>) =>
      make(plainItem(record, plainFields(Object.keys(record), columns)))
    return { format: 'json-lines', rows: made(readJsonRows(source.stream), ofRecord), share: source.share }
  }
  if (source.kind === 'parquet') {
    refuseOther(options.format, ['parquet'], 'Parquet')
    const table = await openParquet(file ?? '')
    checkHeader(table.columns, 'parquet', columns)
    const fields = plainFields(table.columns, columns)
    return {
      format: 'parquet',
      rows: made(table.rows, (record) => make(plainItem(record, fields))),
      share: table.share,
    }
  }
  refuseOther(options.format, ['csv', 'shopify', 'google'], 'a table with a header')
  const table = await openCsv(source.stream)
  const format = options.format ?? tableFormat(table.columns)
  checkHeader(table.columns, format, columns)
  const fields = plainFields(table.columns, columns)
  const rows =
    format === 'shopify'
      ? products(table.rows, make)
      : made(table.rows, (record) => make(format === 'google' ? googleItem(record) : plainItem(record, fields)))
  return { format, rows, share: source.share }
}

async function* made(
  rows: AsyncIterable<SourceRow>,
  make: (record: Record<string, unknown>) => ReturnType<MakeItem>,
): AsyncGenerator<ImportRow> {
  for await (const row of rows) yield 'problem' in row ? row : { ...row, ...make(row.record) }
}

async function* products(rows: AsyncIterable<SourceRow>, make: MakeItem): AsyncGenerator<ImportRow> {
  for await (const product of shopifyProducts(rows)) {
    if ('problem' in product) yield product
    else yield { row: product.row, record: { ...product.records[0] }, ...make(shopifyItem(product.records)) }
  }
}

function tableFormat(header: readonly string[]): ImportFormat {
  return isShopifyHeader(header) ? 'shopify' : isGoogleHeader(header) ? 'google' : 'csv'
}

function checkHeader(header: readonly string[], format: ImportFormat, columns: Readonly<Record<string, string>>): void {
  if (format === 'shopify' && isShopifyHeader(header)) return
  const unknown = Object.values(columns).find((column) => !header.includes(column))
  const fields = plainFields(header, columns)
  const lacking = (['id', 'title'] as const).filter((field) => fields[field] === null)
  if (unknown === undefined && lacking.length === 0) return
  const names = header
    .map((name) => name.slice(0, 60))
    .slice(0, 30)
    .join(', ')
  const why =
    unknown === undefined
      ? `no column of the header is known to hold the ${lacking.join(' or the ')}: say which does with --column ${lacking[0]}=NAME`
      : `--column names ${unknown}, which the header does not have`
  throw unusableFile(`${why}. Its columns are: ${names}`)
}

function refuseOther(asked: ImportFormat | undefined, found: readonly ImportFormat[], name: string): void {
  if (asked !== undefined && !found.includes(asked))
    throw unusableFile(`This is ${name}, and --format says ${asked}: leave --format out`)
}
