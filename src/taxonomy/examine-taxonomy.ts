import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HangtagError } from '../domain/hangtag-error.ts'
import { assembleTaxonomy, type PlaceOf } from './assemble-taxonomy.ts'
import { findTaxonomyProblems } from './find-taxonomy-problems.ts'
import { parseTaxonomyFile, type TaxonomyFile, type TaxonomyProblem } from './parse-taxonomy-file.ts'
import type { Taxonomy } from './taxonomy.ts'

/** A taxonomy folder as it is: `problems` keep the product from using it, and without a readable file there is no taxonomy. */
export type ExaminedTaxonomy =
  | { taxonomy: Taxonomy; problems: TaxonomyProblem[]; placeOf: PlaceOf }
  | { taxonomy: null; problems: TaxonomyProblem[] }

/**
 * Reads a taxonomy folder, null for the shipped one: every `.yaml` (or `.yml`) file in it holds some of `categories`,
 * `attributes`, `brands`, `plainWords`, `otherNames` and `sizeTables`. A folder that names no brand at all is served the shipped
 * brands with their plain words and other names, one without size tables the shipped tables. Throws `HangtagError` code `taxonomy-unreadable` where there is nothing to read.
 */
export async function examineTaxonomy(folder: string | null): Promise<ExaminedTaxonomy> {
  const own = await readSources(folder ?? shippedFolder)
  const ownFiles = own.map(({ name, text }) => parseTaxonomyFile(name, text))
  const unreadable = ownFiles.flatMap((file) => file.problems)
  if (unreadable.length > 0) return { taxonomy: null, problems: unreadable }

  const lent = await readLent(ownFiles)
  const sources = [...own, ...lent]
  const files = [...ownFiles, ...lent.map(({ name, text }) => parseTaxonomyFile(name, text))]
  const { taxonomy, dangling, placeOf } = assembleTaxonomy(files, `apparel@${contentHash(sources)}`)
  return { taxonomy, problems: [...dangling, ...findTaxonomyProblems(taxonomy, placeOf)], placeOf }
}

type Source = { name: string; text: string }

const shippedFolder = fileURLToPath(new URL('./data', import.meta.url))

async function readSources(folder: string): Promise<Source[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries.filter((entry) => !entry.isDirectory() && /\.ya?ml$/.test(entry.name)).map(({ name }) => name)
    if (names.length === 0) throw unreadable(folder, 'it has no .yaml file')
    return await Promise.all(
      names.sort().map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
    )
  } catch (error) {
    if (error instanceof HangtagError) throw error
    const { code, message } = error as NodeJS.ErrnoException
    const reason =
      code === 'ENOENT' ? 'there is no such folder' : code === 'ENOTDIR' ? 'it is not a folder' : `${message}`
    throw unreadable(folder, reason, error)
  }
}

function unreadable(folder: string, reason: string, cause?: unknown): HangtagError {
  const message = [
    `No taxonomy in ${folder}: ${reason}.`,
    'TAXONOMY_DIR and `hangtag taxonomy` want a folder of .yaml files, such as `hangtag taxonomy import-shopify` makes;',
    'without TAXONOMY_DIR the taxonomy that ships with the product is used.',
  ].join('\n')
  return new HangtagError(message, {
    code: 'taxonomy-unreadable',
    disposition: 'give-up',
    evidence: { folder, reason },
    cause,
  })
}

/** What a folder leaves out and the product has anyhow: shipped files that hold brands and what belongs to them, or size tables. */
async function readLent(files: readonly TaxonomyFile[]): Promise<Source[]> {
  const hasBrands = files.some(({ content }) => content.brands.length > 0)
  const hasTables = files.some(({ content }) => content.sizeTables.length > 0)
  if (hasBrands && hasTables) return []
  const sources = await readSources(shippedFolder)
  return sources.filter(
    ({ text }) =>
      (!hasBrands && /^(?:brands|plainWords|otherNames):/m.test(text)) || (!hasTables && /^sizeTables:/m.test(text)),
  )
}

function contentHash(sources: readonly Source[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of sources) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex').slice(0, 12)
}
