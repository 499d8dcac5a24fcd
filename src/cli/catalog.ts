import { Command } from 'commander'
import type { Config } from '../config.ts'
import { deleteCommand } from './catalog/delete.ts'
import { exportCommand } from './catalog/export.ts'
import { importCommand } from './catalog/import.ts'
import { reindexCommand } from './catalog/reindex.ts'
import { searchCommand } from './catalog/search.ts'
import { statsCommand } from './catalog/stats.ts'

/** Each subcommand is a file under `catalog/`. */
const subcommands = [importCommand, exportCommand, deleteCommand, statsCommand, searchCommand, reindexCommand]

/** `hangtag catalog`: the items that are known to be right, which become neighbors of what is digitized. */
export function catalogCommand(readConfig: () => Config): Command {
  const command = new Command('catalog').description(
    'the items that are known to be right: they become neighbors of what is digitized',
  )
  for (const subcommand of subcommands) command.addCommand(subcommand(readConfig))
  return command
}
