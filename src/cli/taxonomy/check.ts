import { resolve } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import type { Config } from '../../config.ts'
import { countTaxonomy, type TaxonomyCounts } from '../../taxonomy/count-taxonomy.ts'
import { examineTaxonomy } from '../../taxonomy/examine-taxonomy.ts'
import { findTaxonomyWarnings } from '../../taxonomy/find-taxonomy-warnings.ts'
import type { TaxonomyProblem } from '../../taxonomy/parse-taxonomy-file.ts'
import { printable } from '../printable.ts'

/** `hangtag taxonomy check`: what is wrong with a taxonomy folder, or how much it holds. Status 1 where it finds anything. */
export function checkCommand(readConfig: () => Config): Command {
  return new Command('check')
    .description(
      'find dangling ids, words and names used twice, values that nothing can claim; else count what it holds',
    )
    .argument('[dir]', 'a folder of .yaml files (default: TAXONOMY_DIR, else the taxonomy that ships with the product)')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (dir: string | undefined, options: { json?: true }) => {
      const folder = dir === undefined ? readConfig().taxonomyFolder : resolve(dir)
      const findings = await check(folder)
      console.log(options.json === true ? JSON.stringify(findings, null, 2) : report(folder, findings))
      if (findings.errors.length + findings.warnings.length > 0) process.exitCode = 1
    })
}

const help = `
Errors keep the product from starting on the taxonomy. Warnings do not: they name
words and values that do nothing. Either makes the exit status 1.
`

type Findings = {
  version: string | null
  errors: readonly TaxonomyProblem[]
  warnings: readonly TaxonomyProblem[]
  /** Null where the files cannot be read as a taxonomy. */
  counts: TaxonomyCounts | null
}

async function check(folder: string | null): Promise<Findings> {
  const examined = await examineTaxonomy(folder)
  if (examined.taxonomy === null) return { version: null, errors: examined.problems, warnings: [], counts: null }
  const { taxonomy, problems, placeOf } = examined
  const warnings = findTaxonomyWarnings(taxonomy, placeOf)
  return { version: taxonomy.version, errors: problems, warnings, counts: countTaxonomy(taxonomy) }
}

function report(folder: string | null, { version, errors, warnings, counts }: Findings): string {
  const parts = [
    pc.bold(`${folder === null ? 'The shipped taxonomy' : printable(folder)}${version === null ? '' : `  ${version}`}`),
    ...section(pc.red(`${plural(errors.length, 'error')}: the product does not start on it`), errors),
    ...section(pc.yellow(`${plural(warnings.length, 'warning')}: the product runs, but this does nothing`), warnings),
    ...(errors.length > 0 || counts === null ? [] : [countLines(counts).join('\n')]),
  ]
  if (errors.length + warnings.length === 0) parts.push(pc.green('No problems'))
  return parts.join('\n\n')
}

function section(title: string, problems: readonly TaxonomyProblem[]): string[] {
  if (problems.length === 0) return []
  const width = Math.max(...problems.map(({ place }) => (place === null ? 0 : place.length + 2)))
  const lines = problems.map(({ place, message }) => `  ${(place ?? '').padEnd(width)}${printable(message)}`)
  return [[title, ...lines].join('\n')]
}

function countLines(counts: TaxonomyCounts): string[] {
  const { categories, attributes, values, words, brands, aliases, sizeTables } = counts
  const total = Object.values(words).reduce((sum, count) => sum + count, 0)
  const byLanguage = Object.entries(words).map(([language, count]) => `${language} ${figure(count)}`)
  const line = (name: string, count: number, note = '') => `${name.padEnd(12)}${figure(count).padStart(7)}${note}`
  return [
    line('categories', categories),
    line('attributes', attributes),
    line('values', values),
    line('words', total, `  ${byLanguage.join(', ')}`),
    line('brands', brands, `  with ${figure(aliases)} aliases`),
    line('size tables', sizeTables),
  ]
}

function figure(count: number): string {
  return count.toLocaleString('en-US')
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
