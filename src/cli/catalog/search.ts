import { readFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { type SearchMode, searchModes } from '../../catalog/catalog-index.ts'
import type { Config } from '../../config.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { type CatalogHit, type CatalogStats, createCatalogClient } from '../catalog-client.ts'
import { printable } from '../printable.ts'
import { tenantOption } from '../tenant-option.ts'
import { terminalWidth } from '../terminal-width.ts'
import { textTable } from '../text-table.ts'
import { withPlatform } from '../with-platform.ts'

type Options = { photo?: string; tenant?: string; mode: SearchMode; limit: number; json?: true }

/** `hangtag catalog search`: what a listing with these words would have for neighbors. */
export function searchCommand(readConfig: () => Config): Command {
  return new Command('search')
    .description('the items near a text, best first')
    .argument('<text>', "what to look for, such as a seller's words")
    .option('--photo <file>', 'near this photo too')
    .option('--tenant <tenant>', 'in this tenant\'s catalog (default: "default")', tenantOption)
    .addOption(
      new Option('--mode <mode>', 'by meaning and by words, or by one of them').choices(searchModes).default('hybrid'),
    )
    .option('--limit <n>', 'items at most', count, 10)
    .option('--json', 'one item a line as JSON instead of a table')
    .action(async (text: string, options: Options) => {
      const { hits, stats } = await search(readConfig(), text, options)
      if (hits.length === 0) console.error(nothing(stats))
      else console.log(options.json === true ? hits.map(jsonLine).join('\n') : hitTable(hits, terminalWidth()))
    })
}

async function search(config: Config, text: string, { photo, tenant, mode, limit }: Options) {
  if (text.trim() === '' && photo === undefined) throw unusableInput('Say what to look for: the text is empty.')
  const picture = photo === undefined ? null : await readPhoto(photo)
  return await withPlatform(config, async (platform, signal) => {
    const api = createCatalogClient(platform, tenant)
    try {
      const hits = await api.search({ text, mode, limit, photo: picture }, signal)
      return { hits, stats: hits.length === 0 ? await api.stats(signal) : null }
    } finally {
      await api.close()
    }
  })
}

async function readPhoto(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw unusableInput(`The photo ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** To standard error: there is no hit to print, which is an answer and no failure. */
function nothing(stats: CatalogStats | null): string {
  if (stats?.items !== 0) return 'Nothing in the catalog is near that.'
  const { items } = stats.waiting
  if (items > 0) return `The catalog is empty so far: ${items} items are on their way.`
  return 'The catalog is empty: `hangtag catalog import FILE` fills it.'
}

function jsonLine({ id, score, title, category, brand }: CatalogHit): string {
  return JSON.stringify({ id, score, title, category, brand })
}

/** One line a hit, cut to the width. */
function hitTable(hits: readonly CatalogHit[], width: number): string {
  const columns = [
    { head: 'id', width: { share: 0.5 } },
    { head: 'score', width: 7 },
    { head: 'title', width: { share: 1.2 } },
    { head: 'category', width: { share: 0.4 } },
    { head: 'brand', width: { share: 0.4 } },
  ]
  const rows = hits.map(({ id, score, title, category, brand }) => [
    printable(id),
    score.toPrecision(3),
    pc.bold(printable(title)),
    printable(category ?? ''),
    printable(brand ?? ''),
  ])
  return textTable(columns, rows, width, 'cut')
}

function count(text: string): number {
  const number = Number(text)
  if (!/^\d{1,3}$/.test(text) || number < 1 || number > 100) throw new InvalidArgumentError('A whole number, 1 to 100.')
  return number
}
