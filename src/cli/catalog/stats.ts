import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { type CatalogClient, type CatalogStats, createCatalogClient } from '../catalog-client.ts'
import { printable } from '../printable.ts'
import { tenantOption } from '../tenant-option.ts'
import { withPlatform } from '../with-platform.ts'

type Options = { tenant?: string; top?: number; json?: true }

/** `hangtag catalog stats`: how many items there are, and how many are on their way. */
export function statsCommand(readConfig: () => Config): Command {
  return new Command('stats')
    .description('how many items there are, and how many are on their way')
    .option('--tenant <tenant>', 'of this tenant (default: "default")', tenantOption)
    .option('--top <n>', 'also its most frequent categories and brands: reads every item', count)
    .option('--json', 'as JSON')
    .action(async ({ tenant, top, json }: Options) => {
      const stats = await withPlatform(readConfig(), async (platform, signal) => {
        const api = createCatalogClient(platform, tenant)
        try {
          const known = await api.stats(signal)
          if (top === undefined) return known
          const { items, ...tallied } = await tally(top, api, signal)
          return { ...known, ...tallied, items: known.items ?? items }
        } finally {
          await api.close()
        }
      })
      console.log(json === true ? JSON.stringify(stats, null, 2) : statsText(stats))
    })
}

type Count = { value: string | null; items: number }
type Tally = { items: number; trusted: number; categories: Count[]; brands: Count[] }

/** Null is for items that say none. */
async function tally(top: number, api: Pick<CatalogClient, 'page'>, signal: AbortSignal): Promise<Tally> {
  const categories = new Map<string | null, number>()
  const brands = new Map<string | null, number>()
  const add = (counts: Map<string | null, number>, value: string | undefined) =>
    counts.set(value ?? null, (counts.get(value ?? null) ?? 0) + 1)
  let items = 0
  let trusted = 0
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const page: Awaited<ReturnType<CatalogClient['page']>> = await api.page(cursor, signal)
    for (const item of page.items) {
      add(categories, item.category)
      add(brands, item.brand)
      if (item.trusted !== false) trusted += 1
    }
    items += page.items.length
    cursor = page.next
  }
  const most = (counts: Map<string | null, number>) =>
    [...counts]
      .map(([value, items]) => ({ value, items }))
      .sort((one, other) => other.items - one.items)
      .slice(0, top)
  return { items, trusted, categories: most(categories), brands: most(brands) }
}

function statsText({
  items,
  space,
  waiting,
  failed,
  ...tallied
}: CatalogStats & Partial<Omit<Tally, 'items'>>): string {
  const lines = [
    items === null
      ? 'items      not known now: the index is away (`hangtag doctor` tells), or still counts; ask again'
      : `items      ${items}`,
    ...(tallied.trusted === undefined ? [] : [`trusted    ${tallied.trusted}`]),
    `on the way ${waiting.items} items in ${waiting.batches} batches`,
  ]
  if (failed > 0) lines.push(`given up   ${failed} batches: see \`hangtag dead-letters list\``)
  if (space !== null) {
    lines.push(`collection ${space.collection ?? 'none yet'}`, `embedding  ${space.recorded ?? space.configured}`)
    if (space.recorded !== null && space.recorded !== space.configured)
      lines.push(`           ${space.configured} is configured: run \`hangtag catalog reindex\``)
  }
  return [...lines, ...countLines('categories', tallied.categories), ...countLines('brands', tallied.brands)].join('\n')
}

function countLines(title: string, counts: readonly Count[] | undefined): string[] {
  if (counts === undefined) return []
  const width = Math.max(...counts.map(({ items }) => String(items).length), 0)
  return [
    '',
    title,
    ...counts.map(
      ({ value, items }) => `${String(items).padStart(width + 2)}  ${value === null ? '(none)' : printable(value, 80)}`,
    ),
  ]
}

function count(text: string): number {
  const number = Number(text)
  if (!/^\d{1,4}$/.test(text) || number < 1) throw new InvalidArgumentError('A whole number from 1 to 9999.')
  return number
}
