import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { digitizeBatch } from './batch/digitize-batch.ts'
import { digitizeOne } from './digitize-one.ts'
import { photoFileProblems } from './photo-files.ts'
import { recordTable } from './record-table.ts'
import { tenantOption } from './tenant-option.ts'
import { terminalWidth } from './terminal-width.ts'
import { withPlatform } from './with-platform.ts'

type Options = {
  photo: string[]
  text?: string
  sku?: string
  hints?: Record<string, unknown>
  json?: true
  input?: string
  output?: string
  photosRoot?: string
  concurrency: number
  again?: true
  maxCost?: number
  dryRun?: true
  tenant?: string
}

const forOne = ['photo', 'text', 'sku', 'hints', 'json']

/** `hangtag digitize`: one listing from the command line, or a file of many. */
export function digitizeCommand(readConfig: () => Config): Command {
  return new Command('digitize')
    .description('one listing (--photo, --text), or a file of many (--input, --output), through the real pipeline')
    .option('--photo <file...>', 'photos of the one listing', [])
    .option('--text <text>', "the seller's words")
    .option('--sku <sku>', "the seller's own number of the item")
    .option('--hints <json>', 'what else is known, as a JSON object', hints)
    .option('--json', 'the record as JSON instead of a table')
    .addOption(new Option('--input <file>', 'lines of {"id", "photos": [path…], "text"}').conflicts(forOne))
    .addOption(
      new Option('--output <file>', 'where the records go, a line each; done ones are skipped').conflicts(forOne),
    )
    .option('--photos-root <folder>', "where the input's photo paths start (default: the folder of the input)")
    .addOption(new Option('--again', 'also done ones: after a change of reads, prompts or settings').conflicts(forOne))
    .addOption(
      new Option(
        '--max-cost <usd>',
        'dollars that the model calls of all runs into this output may cost together; then it stops, and goes on when raised',
      )
        .argParser(dollars)
        .conflicts(forOne),
    )
    .addOption(
      new Option('--dry-run', 'what the model calls would cost, and on what assumptions; nothing is sent').conflicts(
        forOne,
      ),
    )
    .option('--concurrency <n>', 'listings under way at once', count, 16)
    .option('--tenant <tenant>', 'as this tenant (default: "default")', tenantOption)
    .action(async (options: Options, command: Command) => {
      const { input, output, photosRoot, concurrency, tenant, again = false, maxCost: maxCostUsd } = options
      if (options.dryRun === true) {
        if (input === undefined) command.error('error: --dry-run needs --input')
        else {
          // Reads and prompts are a lot to load for what sends listings to the platform.
          const { estimateBatch } = await import('./batch/estimate-batch.ts')
          console.log(await estimateBatch(readConfig(), { input, output, photosRoot, again }))
        }
      } else if (input === undefined && output === undefined) await one(readConfig(), options)
      else if (input === undefined || output === undefined) command.error('error: --input and --output go together')
      else {
        const batch = { input, output, photosRoot, concurrency, tenant, again, maxCostUsd }
        if (!(await digitizeBatch(readConfig(), batch))) process.exitCode = 1
      }
    })
}

async function one(config: Config, { photo: photos, text = '', sku, hints, json, tenant }: Options): Promise<void> {
  const problems =
    photos.length === 0 && text.trim() === '' ? ['give --photo, --text or both'] : await photoFileProblems(photos)
  if (problems.length > 0)
    throw new HangtagError(problems.join('\n'), { code: 'input-unusable', disposition: 'give-up' })
  const listing = { photos, text, ...(sku === undefined ? {} : { sku }), ...(hints === undefined ? {} : { hints }) }
  const record = await withPlatform(config, (platform, signal) => digitizeOne(platform, listing, { tenant, signal }))
  console.log(json === true ? JSON.stringify(record, null, 2) : recordTable(record, terminalWidth()))
}

function hints(text: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    throw new InvalidArgumentError('A JSON object, such as \'{"size":"M"}\'.')
  }
}

function dollars(text: string): number {
  if (!/^\d{1,6}(\.\d{1,9})?$/.test(text)) throw new InvalidArgumentError('Dollars, such as 2.50.')
  return Number(text)
}

function count(text: string): number {
  const number = Number(text)
  if (!/^\d{1,4}$/.test(text) || number < 1) throw new InvalidArgumentError('A whole number from 1 to 9999.')
  return number
}
