import { Command, Option } from 'commander'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { runningPlatform } from '../running-platform.ts'
import { withPlatform } from '../with-platform.ts'
import { followReindex } from './follow-reindex.ts'
import { createReindexClient, type ReindexClient, type ReindexStatus } from './reindex-client.ts'
import { reindexText } from './reindex-text.ts'

type Options = { embedding?: string; rollback?: true; status?: true; cancel?: true; json?: true }

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
          await order(api, options, signal)
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

/** Asks for it. Asked for again in the same words, or in none, one that runs is followed. */
async function order(api: ReindexClient, options: Options, signal: AbortSignal): Promise<void> {
  if (options.cancel === true) return void (await api.cancel(signal))
  const { reindex } = await api.status(signal)
  const kind = options.rollback === true ? 'rollback' : 'reindex'
  try {
    await (kind === 'rollback' ? api.rollBack(signal) : api.start(options.embedding ?? 'auto', signal))
  } catch (error) {
    const isRunning = error instanceof HangtagError && error.evidence.problem === 'reindex-running'
    const isThisOne =
      reindex?.kind === kind && (options.embedding === undefined || options.embedding === reindex.embedding)
    if (!isRunning || !isThisOne || reindex.standstill !== null) throw error
    console.error('One is under way already; this follows it.')
  }
}

function isAsWanted({ reindex }: ReindexStatus, { cancel }: Options): boolean {
  return reindex?.phase === (cancel === true ? 'canceled' : 'done')
}

function interruptedText(goesOn: boolean): string {
  return goesOn
    ? 'The reindex goes on. `hangtag catalog reindex` follows it, `--status` tells how far it is, `--cancel` gives it up.'
    : 'The reindex goes on when Hangtag runs again (`hangtag up`, or any command that starts it).'
}
