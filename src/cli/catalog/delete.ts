import { setTimeout as delay } from 'node:timers/promises'
import { Command } from 'commander'
import { linesOf } from '../../catalog/import/lines-of.ts'
import { openSource } from '../../catalog/import/open-source.ts'
import type { Config } from '../../config.ts'
import { catalogItemSchema } from '../../domain/catalog-item.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type CatalogClient, createCatalogClient } from '../catalog-client.ts'
import { printable } from '../printable.ts'
import { tenantOption } from '../tenant-option.ts'
import { withPlatform } from '../with-platform.ts'

type Options = { tenant?: string; file?: string; all?: true; yes?: true; json?: true }

const batchMax = 1_000
const lookMs = { first: 50, longest: 1_000 }

/** `hangtag catalog delete`: items out of the catalog. */
export function deleteCommand(readConfig: () => Config): Command {
  return new Command('delete')
    .description('take items out of the catalog, after all that was sent before')
    .argument('[id...]', 'ids of items')
    .option('--file <file>', 'ids from a file: one a line, or JSON Lines with an id each; - for standard input')
    .option('--all', 'every item of the tenant, accepted listings among them (with --yes)')
    .option('--yes', 'with --all: it is meant')
    .option('--tenant <tenant>', 'of this tenant (default: "default")', tenantOption)
    .option('--json', 'the count as JSON')
    .action(async (ids: string[], options: Options, command: Command) => {
      const { file, all, yes, tenant } = options
      const ways = [ids.length > 0, file !== undefined, all === true].filter(Boolean).length
      if (ways !== 1) command.error('error: name ids, or --file, or --all')
      if (all === true && yes !== true) command.error('error: --all takes every item out: say --yes too')
      const removed = await withPlatform(readConfig(), async (platform, signal) => {
        const api = createCatalogClient(platform, tenant)
        try {
          if (all === true) return await outcome(await api.removeAll(signal), api, signal)
          return await removeIds(file === undefined ? checked(ids) : idsOf(file), api, signal)
        } finally {
          await api.close()
        }
      })
      if (options.json === true) console.log(JSON.stringify({ tenant: tenant ?? 'default', removed }))
      else console.log(all === true ? `${removed} items are deleted` : `${removed} ids are in the catalog no more`)
    })
}

async function removeIds(
  ids: Iterable<string> | AsyncIterable<string>,
  api: CatalogClient,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0
  let batch: string[] = []
  const send = async () => {
    if (batch.length > 0) removed += await outcome(await api.remove(batch, signal), api, signal)
    batch = []
  }
  for await (const id of ids) {
    batch.push(id)
    if (batch.length === batchMax) await send()
  }
  await send()
  return removed
}

async function* idsOf(file: string): AsyncGenerator<string> {
  const { stream } = await openSource(file === '-' ? null : file, process.stdin)
  for await (const { number, bytes } of linesOf(stream)) {
    const text = bytes?.toString('utf8').trim() ?? ''
    if (text === '') continue
    yield checkedId(text.startsWith('{') ? idIn(text) : text, `line ${number}`)
  }
}

function idIn(text: string): unknown {
  try {
    return (JSON.parse(text) as { id?: unknown }).id
  } catch {
    // Not JSON: no id.
    return undefined
  }
}

function checked(ids: readonly string[]): string[] {
  return ids.map((id) => checkedId(id, printable(id, 60)))
}

function checkedId(id: unknown, place: string): string {
  const parsed = catalogItemSchema.shape.id.safeParse(id)
  if (parsed.success) return parsed.data
  throw new HangtagError(`${place}: this is no id of an item. What came before it is deleted; nothing after it is`, {
    code: 'input-unusable',
    disposition: 'give-up',
  })
}

async function outcome(importId: string, api: Pick<CatalogClient, 'batch'>, signal: AbortSignal): Promise<number> {
  for (let pauseMs = lookMs.first; ; pauseMs = Math.min(pauseMs * 1.5, lookMs.longest)) {
    const batch = await api.batch(importId, signal)
    if (batch?.state === 'done') return batch.removed
    if (batch === null || batch.state === 'failed') {
      const why = batch?.problem?.detail ?? 'the API does not know it'
      throw new HangtagError(`The index gave the deletion up: ${printable(why, 1_000)}`, {
        code: 'catalog-deletion-failed',
        disposition: 'give-up',
      })
    }
    await delay(pauseMs, undefined, { signal })
  }
}
