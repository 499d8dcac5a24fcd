import type { CatalogItem } from '../../domain/catalog-item.ts'

/** What is wrong with a row, for the person whose file it is. */
export type RowProblem = {
  /** The column or key that it is about, where it is about one. */
  column: string | null
  message: string
}

/** One row of a file as its columns say it, before anything is made of it. `row` is a line of a text, a row of a table. */
export type SourceRow = { row: number; record: Record<string, unknown> } | { row: number; problem: RowProblem }

/** A file with columns, opened. */
export type Table = { columns: readonly string[]; rows: AsyncIterable<SourceRow> }

/** One row of a file, or the rows of one item: what it is, or why it is none. */
export type ImportRow = {
  row: number
  /** As it was read, for the file of rejected rows. */
  record?: Record<string, unknown>
} & ({ item: CatalogItem } | { problem: RowProblem })

/** What a row says of an item, under our names; nothing of it is checked yet. */
export type RawItem = {
  id: unknown
  title: unknown
  description?: unknown
  /** All that is said of its category, the surest first. */
  categories: readonly string[]
  brand?: unknown
  imageUrl?: unknown
  trusted?: unknown
  attributes: Readonly<Record<string, unknown>>
}
