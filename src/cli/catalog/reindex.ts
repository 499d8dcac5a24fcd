import { Command, Option } from 'commander'
import type { Config } from '../../config.ts'
import { runningPlatform } from '../running-platform.ts'
import { withPlatform } from '../with-platform.ts'
import { followReindex } from './follow-reindex.ts'
import { orderReindex, type WantedReindex } from './order-reindex.ts'
import { createReindexClient, type ReindexStatus } from './reindex-client.ts'
import { reindexText } from './reindex-text.ts'

type Options = WantedReindex & { status?: true; json?: true }

/** `hangtag catalog reindex`: fills a new collection beside the one in use and switches to it, or goes back. */
export function reindexCommand(readConfig: () => Config): Command {
  return new Command('reindex')
    .description('index the catalog anew, for another embedding or to mend it, while searches go on')
    .addOption(
      new Option('--embedding <name>', 'auto, endpoint, local, ngram, or a space as `stats` shows it (default: auto)'),
    )
    .addOption(
      new Option('--rollback', 'go back to the collection before').conflicts(['embedding', 'status', 'cancel']),
    )
    .addOption(new Option('--status', 'how far it is').conflicts(['embedding', 'cancel']))
    .addOption(new Option('--cancel', 'give it up').conflicts('embedding'))
    .option('--json', 'as JSON')
    .action(async (options: Options) => {
      const config = readConfig()
      const goesOn = (await runningPlatform(config.home)) !== null
      const status = await withPlatform(config, async (platform, signal) => {
        const api = createReindexClient(platform)
        const interrupted = () => console.error(interruptedText(goesOn))
        try {
          if (options.status === true) return await api.status(signal)
          await orderReindex(api, options, signal)
          signal.addEventListener('abort', interrupted)
          return await followReindex(api, signal)
        } finally {
          signal.removeEventListener('abort', interrupted)
          await api.close()
        }
      })
      console.log(options.json === true ? JSON.stringify(status, null, 2) : reindexText(status))
      if (options.status !== true && !isAsWanted(status, options)) process.exitCode = 1
    })
}

function isAsWanted({ reindex }: ReindexStatus, { cancel }: Options): boolean {
  return reindex?.phase === (cancel === true ? 'canceled' : 'done')
}

function interruptedText(goesOn: boolean): string {
  return goesOn
    ? 'The reindex goes on. `hangtag catalog reindex` follows it, `--status` tells how far it is, `--cancel` gives it up.'
    : 'The reindex goes on when Hangtag runs again (`hangtag up`, or any command that starts it).'
}
