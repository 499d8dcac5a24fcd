import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { HangtagError } from '../../domain/hangtag-error.ts'

/** The file of a suite, by its path or by the name of one that is shipped. */
export function suiteFile(suite: string): string {
  if (/\.ya?ml$/.test(suite) && existsSync(suite)) return suite
  const shipped = resolve(import.meta.dirname, '../../../evals/suites', `${suite}.yaml`)
  if (existsSync(shipped)) return shipped
  throw new HangtagError(`There is no suite ${suite}: neither a YAML file of that name nor ${shipped}`, {
    code: 'input-unusable',
    disposition: 'give-up',
  })
}
