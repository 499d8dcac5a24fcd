import { Command } from 'commander'
import type { Config } from '../config.ts'
import type { DeadLetter } from './api-client.ts'
import { printable } from './printable.ts'
import { terminalWidth } from './terminal-width.ts'
import { textTable } from './text-table.ts'
import { withApi } from './with-api.ts'

/** `hangtag dead-letters`: jobs that could give no result, of all tenants, with the reason; and putting them back. */
export function deadLettersCommand(readConfig: () => Config): Command {
  return new Command('dead-letters')
    .description('jobs that could give no result: why, and putting them back')
    .addCommand(listCommand(readConfig))
    .addCommand(replayCommand(readConfig))
}

function listCommand(readConfig: () => Config): Command {
  return new Command('list')
    .description('all of them, newest first')
    .option('--json', 'as JSON')
    .action(async (options: { json?: true }) => {
      const letters = await withApi(readConfig(), undefined, (api) => api.deadLetters())
      console.log(options.json === true ? JSON.stringify(letters, null, 2) : lettersTable(letters))
    })
}

function replayCommand(readConfig: () => Config): Command {
  return new Command('replay')
    .description('put the work back: done twice it is done once')
    .argument('<id>', 'as `dead-letters list` shows it')
    .option('--json', 'as JSON')
    .action(async (id: string, options: { json?: true }) => {
      const letter = await withApi(readConfig(), undefined, (api) => api.replay(id))
      if (options.json === true) console.log(JSON.stringify(letter, null, 2))
      else console.error(`${id} is put back${letter.listingId === null ? '' : ` (${letter.listingId})`}`)
    })
}

function lettersTable(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return 'There are no dead letters.'
  const columns = [
    { head: 'id', width: 29 },
    { head: 'queue', width: 13 },
    { head: 'listing', width: 30 },
    { head: 'reason', width: { share: 1 } },
    { head: 'state', width: 20 },
  ]
  const rows = letters.map(({ id, queue, listingId, code, reason, at, replayedAt }) => [
    id,
    queue,
    listingId ?? '',
    printable(`${code}: ${reason}`, 300),
    replayedAt === null ? `since ${at.slice(0, 16).replace('T', ' ')}` : 'put back',
  ])
  return textTable(columns, rows, terminalWidth())
}
