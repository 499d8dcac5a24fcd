import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Config } from '../../config.ts'

/** Where runs lie, each in a folder of its own. */
export function runsFolder(config: Config): string {
  return resolve(config.home, 'runs')
}

/** The folder of a run, by its path or by its name. */
export function findRun(config: Config, run: string): string {
  return existsSync(join(run, 'run.json')) ? run : join(runsFolder(config), run)
}
