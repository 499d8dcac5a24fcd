import { isHealthy } from '../services/is-healthy.ts'
import { type RunFile, readRunFile } from '../services/run-file.ts'

/** The `up` that runs on this home and answers; null where there is none. */
export async function runningPlatform(home: string): Promise<RunFile | null> {
  const run = await readRunFile(home)
  return run !== null && (await isHealthy(run.url)) ? run : null
}
