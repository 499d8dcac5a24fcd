import type { RawItem, SourceRow } from './import-row.ts'
import { plainText } from './plain-text.ts'

type Record_ = Readonly<Record<string, unknown>>

/**
 * Shopify's product CSV, in its older form (`Handle`, `Body (HTML)`) and its newer one (`URL handle`, `Description`). A product
 * has a row for each variant and each further picture, all with its handle; what is said once stands on the first.
 */
export function isShopifyHeader(columns: readonly string[]): boolean {
  const keys = new Set(columns.map(keyOf))
  return (keys.has('handle') && keys.has('body (html)')) || (keys.has('url handle') && keys.has('vendor'))
}

/** Rows of one handle that follow each other, as one. More are no product that Shopify would take. */
const rowsMax = 5_000

/** The products of such a file: their first rows' numbers, and all their rows. */
export async function* shopifyProducts(
  rows: AsyncIterable<SourceRow>,
): AsyncGenerator<{ row: number; records: Record_[] } | Extract<SourceRow, { problem: unknown }>> {
  let product = null as { row: number; handle: string; records: Record_[] } | null
  for await (const source of rows) {
    if ('problem' in source) {
      yield source
      continue
    }
    const record = lowerKeys(source.record)
    const handle = textOf(record.handle ?? record['url handle'])
    if (handle === '') {
      yield { row: source.row, problem: { column: 'Handle', message: 'a product without a handle: give it one' } }
      continue
    }
    if (product?.handle === handle && product.records.length < rowsMax) product.records.push(record)
    else {
      if (product !== null) yield { row: product.row, records: product.records }
      product = { row: source.row, handle, records: [record] }
    }
  }
  if (product !== null) yield { row: product.row, records: product.records }
}

/** What the rows of a product say of it. */
export function shopifyItem(records: readonly Record_[]): RawItem {
  const first = (...names: string[]) =>
    names.flatMap((name) => records.map((record) => textOf(record[name]))).find((text) => text !== '') ?? ''
  const google = (name: string) => first(`google shopping / ${name}`)
  return {
    id: first('handle', 'url handle'),
    title: first('title'),
    description: plainText(first('body (html)', 'description')),
    categories: [
      first('product category', 'product category (shopify)', 'standard product type'),
      first(
        'google shopping / google product category',
        'google shopping / product category',
        'google product category',
      ),
      first('type', 'custom product type'),
    ].filter((text) => text !== ''),
    brand: first('vendor'),
    imageUrl: first('image src', 'product image url', 'image source', 'variant image', 'variant image url'),
    attributes: {
      ...metafields(records),
      ...options(records),
      ...said('gender', google('gender')),
      ...said('age group', google('age group')),
      ...said('condition', google('condition')),
      ...said('tags', first('tags')),
    },
  }
}

/** `Option1 Name` is Color, `Option1 Value` black: all values that the variants have. A product of one variant has none. */
function options(records: readonly Record_[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const place of [1, 2, 3]) {
    const name = records.map((record) => textOf(record[`option${place} name`])).find((text) => text !== '') ?? ''
    const values = records.map((record) => textOf(record[`option${place} value`])).filter((text) => text !== '')
    if (name !== '' && name.toLowerCase() !== 'title' && values.length > 0) found[name] = [...new Set(values)]
  }
  return found
}

/** `Color (product.metafields.shopify.color-pattern)`: values with semicolons between. */
function metafields(records: readonly Record_[]): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const column of Object.keys(records[0] ?? {})) {
    const name = /\(product\.metafields\.[^.)]+\.([^)]+)\)$/.exec(column)?.[1]
    const values = records.flatMap((record) => textOf(record[column]).split(/\s*;\s*/)).filter((text) => text !== '')
    if (name !== undefined && values.length > 0) found[name] = [...new Set(values)]
  }
  return found
}

function said(name: string, value: string): Record<string, string> {
  return value === '' ? {} : { [name]: value }
}

function lowerKeys(record: Record_): Record_ {
  return Object.fromEntries(Object.entries(record).map(([column, value]) => [keyOf(column), value]))
}

function keyOf(column: string): string {
  return column.trim().toLowerCase()
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : ''
}
