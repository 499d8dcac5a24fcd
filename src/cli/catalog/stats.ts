import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { type CatalogStats, createCatalogClient } from '../catalog-client.ts'
import { tenantOption } from '../tenant-option.ts'
import { withPlatform } from '../with-platform.ts'

/** `hangtag catalog stats`: how many items there are, and how many are on their way. */
export function statsCommand(readConfig: () => Config): Command {
  return new Command('stats')
    .description('how many items there are, and how many are on their way')
    .option('--tenant <tenant>', 'of this tenant (default: "default")', tenantOption)
    .option('--json', 'as JSON')
    .action(async ({ tenant, json }: { tenant?: string; json?: true }) => {
      const stats = await withPlatform(readConfig(), async (platform, signal) => {
        const api = createCatalogClient(platform, tenant)
        try {
          return await api.stats(signal)
        } finally {
          await api.close()
        }
      })
      console.log(json === true ? JSON.stringify(stats, null, 2) : statsText(stats))
    })
}

function statsText({ items, space, waiting, failed }: CatalogStats): string {
  const lines = [
    items === null
      ? 'items      not known: the index cannot be asked now (`hangtag doctor` tells)'
      : `items      ${items}`,
    `on the way ${waiting.items} items in ${waiting.batches} batches`,
  ]
  if (failed > 0) lines.push(`given up   ${failed} batches: see \`hangtag dead-letters list\``)
  if (space === null) return lines.join('\n')
  lines.push(`collection ${space.collection ?? 'none yet'}`, `embedding  ${space.recorded ?? space.configured}`)
  if (space.recorded !== null && space.recorded !== space.configured)
    lines.push(`           ${space.configured} is configured: run \`hangtag catalog reindex\``)
  return lines.join('\n')
}
