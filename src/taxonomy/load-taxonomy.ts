import { HangtagError } from '../domain/hangtag-error.ts'
import { examineTaxonomy } from './examine-taxonomy.ts'
import type { Taxonomy } from './taxonomy.ts'

/**
 * Loads a taxonomy folder, by default the one that ships with the product (see `examineTaxonomy`). Throws `HangtagError` code
 * `taxonomy-unreadable` where there is no such folder or no file in it, and `taxonomy-invalid` that lists every problem with its
 * file and line.
 */
export async function loadTaxonomy(folder: string | null = null): Promise<Taxonomy> {
  const { taxonomy, problems } = await examineTaxonomy(folder)
  if (taxonomy !== null && problems.length === 0) return taxonomy
  const lines = problems.map(({ place, message }) => (place === null ? message : `${place}: ${message}`))
  const where = folder === null ? 'The shipped taxonomy' : `The taxonomy in ${folder}`
  throw new HangtagError(`${where} has problems:\n${lines.map((line) => `  ${line}`).join('\n')}`, {
    code: 'taxonomy-invalid',
    disposition: 'give-up',
    evidence: { problems: lines },
  })
}
