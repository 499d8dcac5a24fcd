import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportRow } from '../../../src/catalog/import/import-row.ts'
import { type ImportFormat, readItems } from '../../../src/catalog/import/read-items.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

type Options = { name?: string; format?: ImportFormat; columns?: Record<string, string> }

/** All that a file of these bytes gives. */
export async function readFile(
  content: string | Buffer | ArrayBuffer,
  { name = 'items', ...options }: Options = {},
): Promise<{ format: ImportFormat; rows: ImportRow[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-import-'))
  try {
    const file = join(folder, name)
    await writeFile(file, content instanceof ArrayBuffer ? Buffer.from(content) : content)
    return await gather(readItems(file, { taxonomy, input: chunks([]), ...options }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same from a stream of these chunks. */
export function readStream(pieces: readonly Buffer[], options: Options = {}) {
  return gather(readItems(null, { taxonomy, input: chunks(pieces), ...options }))
}

async function gather(opened: ReturnType<typeof readItems>) {
  const reader = await opened
  return { format: reader.format, rows: await Array.fromAsync(reader.rows) }
}

async function* chunks(pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces
}

/** The items of rows that are some. */
export function itemsOf(rows: readonly ImportRow[]) {
  return rows.flatMap((row) => ('item' in row ? [row.item] : []))
}

/** `row: message` of rows that are none. */
export function problemsOf(rows: readonly ImportRow[]) {
  return rows.flatMap((row) => ('problem' in row ? [`${row.row}: ${row.problem.message}`] : []))
}
