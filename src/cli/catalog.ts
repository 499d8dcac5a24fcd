import { Command } from 'commander'
import type { Config } from '../config.ts'
import { reindexCommand } from './catalog/reindex.ts'
import { searchCommand } from './catalog/search.ts'
import { statsCommand } from './catalog/stats.ts'

/** Each subcommand is a file under `catalog/`. */
const subcommands = [reindexCommand, searchCommand, statsCommand]

/** `hangtag catalog`: the items that are known to be right, which become neighbors of what is digitized. */
export function catalogCommand(readConfig: () => Config): Command {
  const command = new Command('catalog').description(
    'the items that are known to be right: they become neighbors of what is digitized',
  )
  for (const subcommand of subcommands) command.addCommand(subcommand(readConfig))
  return command
}
