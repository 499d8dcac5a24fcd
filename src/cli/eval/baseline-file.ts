import { resolve } from 'node:path'

/** Where the baseline of a suite is committed. */
export function baselineFile(suite: string): string {
  return resolve(import.meta.dirname, '../../../evals/baselines', `${suite}.json`)
}
