import { randomUUID } from 'node:crypto'
import { realpath } from 'node:fs/promises'
import { setFlagsFromString } from 'node:v8'
import { Command, InvalidArgumentError, Option } from 'commander'
import { type ImportFormat, type ItemReader, importFormats, readItems } from '../../catalog/import/read-items.ts'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import { type CatalogClient, createCatalogClient } from '../catalog-client.ts'
import { tenantOption } from '../tenant-option.ts'
import { withPlatform } from '../with-platform.ts'
import { countsText, type ImportCounts, importProgress } from './import/import-progress.ts'
import { type ImportState, openImportState } from './import/import-state.ts'
import { openRejectedRows } from './import/rejected-rows.ts'
import { runImport } from './import/run-import.ts'

type Options = {
  tenant?: string
  format?: ImportFormat
  column: Record<string, string>
  rejects?: string
  again?: true
  strict?: true
  json?: true
}

/** `hangtag catalog import`: a file of items into the catalog. */
export function importCommand(readConfig: () => Config): Command {
  return new Command('import')
    .description('items of a file: JSON Lines, CSV, Parquet, a Shopify product CSV or a Google product feed')
    .argument('<file>', 'the file, also packed by gzip; - for standard input')
    .option('--tenant <tenant>', 'into the catalog of this tenant (default: "default")', tenantOption)
    .addOption(new Option('--format <format>', 'where the file does not tell its form').choices(importFormats))
    .option('--column <field=name>', 'the column that holds a field, such as id=ArticleNo; may be repeated', column, {})
    .option('--rejects <file>', 'where rejected rows go (default: beside the file, as FILE.rejected.jsonl)')
    .option('--again', 'from the first row, also where an earlier run stopped on the way')
    .option('--strict', 'exit with status 1 where a row was rejected')
    .option('--json', 'the counts as JSON')
    .action(async (file: string, options: Options) => {
      const counts = await importFile(readConfig(), file === '-' ? null : file, options)
      const isRejected = counts.rejected > 0 && (options.strict === true || counts.rejected === counts.read)
      if (isRejected || counts.failed > 0) process.exitCode = 1
    })
}

async function importFile(config: Config, file: string | null, options: Options): Promise<ImportCounts> {
  // V8 lets garbage grow as long as there is memory: 300,000 rows took 340 MB, with this 132 MB, and 5,000 rows 128 MB. It reads
  // half as many rows a second, which is still several times what an index takes. An engine without the flag goes without.
  setFlagsFromString('--optimize-for-size')
  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  const { format, column: columns } = options
  // Before anything is started: a file that cannot be used is told at once.
  const reader = await readItems(file, { taxonomy, input: process.stdin, format, columns })
  const rejects = options.rejects ?? (file === null ? null : `${file}.rejected.jsonl`)
  if (file !== null && rejects !== null) await refuseSame(file, rejects)
  const counts = await ending(file, () =>
    withPlatform(config, async (platform, signal) => {
      const api = createCatalogClient(platform, options.tenant)
      try {
        return await importItems({ config, file, reader, rejects, options, api }, signal)
      } finally {
        await api.close()
      }
    }),
  )
  const tenant = options.tenant ?? 'default'
  const kept = rejects !== null && counts.rejected > 0 ? rejects : null
  if (options.json === true)
    console.log(JSON.stringify({ file, tenant, format: reader.format, ...counts, rejects: kept }))
  else console.log(`${countsText(counts)}${kept === null ? '' : `\nRejected rows, each with its reason: ${kept}`}`)
  return counts
}

/** What still comes in by standard input after a failure must not keep this process. */
async function ending<T>(file: string | null, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    if (file === null) process.stdin.destroy()
  }
}

type Import = {
  config: Config
  file: string | null
  reader: ItemReader
  rejects: string | null
  options: Options
  api: CatalogClient
}

async function importItems({ config, file, reader, rejects, options, api }: Import, signal: AbortSignal) {
  const as = [options.tenant ?? 'default', reader.format, options.column]
  const kept = file === null ? null : await openImportState(config.home, file, as)
  const earlier = options.again === true ? null : await usable((await kept?.read()) ?? null, api, signal)
  const state = earlier ?? (await kept?.first(randomUUID())) ?? unkept()
  const progress = importProgress(reader.share() !== null)
  if (earlier !== null) progress.report(`An earlier run took the rows up to ${earlier.takenRow}; going on after them`)
  const rejected = await openRejectedRows(rejects, progress.report)
  try {
    const note = async (next: ImportState) => kept?.write(next)
    await note(state)
    const counts = await runImport({ api, reader, rejected, progress, state, note }, signal)
    await kept?.remove()
    return counts
  } catch (error) {
    const next =
      file === null ? 'send them again: what is there already costs little' : 'run the same command again to go on'
    progress.report(`Stopped: the rows up to ${state.takenRow} are taken; ${next}`)
    throw error
  } finally {
    progress.stop()
    await rejected.close()
  }
}

/** What an earlier run left is of no use where the database that took it is another one by now. */
async function usable(state: ImportState | null, api: CatalogClient, signal: AbortSignal): Promise<ImportState | null> {
  const ids = new Set(state?.waiting.map(({ id }) => id))
  if (state?.last != null) ids.add(state.last)
  for (const id of ids) if ((await api.batch(id, signal)) === null) return null
  return state
}

/** Standard input cannot be read from the middle: a later run begins anew. */
function unkept(): ImportState {
  return {
    size: 0,
    changedMs: 0,
    run: randomUUID(),
    takenRow: 0,
    last: null,
    waiting: [],
    written: 0,
    unchanged: 0,
    failed: 0,
  }
}

async function refuseSame(file: string, rejects: string): Promise<void> {
  const [one, other] = await Promise.all([realpath(file), realpath(rejects).catch(() => rejects)])
  if (one === other)
    throw new HangtagError('--rejects names the file itself: name another one', {
      code: 'input-unusable',
      disposition: 'give-up',
    })
}

const fields = ['id', 'title', 'description', 'category', 'brand', 'imageUrl', 'trusted']

function column(text: string, before: Record<string, string>): Record<string, string> {
  const [, field = '', name = ''] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (!fields.includes(field)) throw new InvalidArgumentError(`field=name, with one of ${fields.join(', ')}.`)
  return { ...before, [field]: name }
}
