import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'

/** The folder with what Tesseract knows of letters, out of an installed package. Throws `HangtagError` code `label-data-missing`. */
export function findOcrData(name = '@tesseract.js-data/eng'): string {
  const folder = folderOf(name)
  // Not looked for here, the library would end its thread with an error that names neither the file nor the way out.
  if (folder !== null && existsSync(join(folder, 'eng.traineddata.gz'))) return folder
  throw dataMissing(`the package ${name} is not installed, or not whole`, name)
}

/** The failure that an installation mends; `problem` for the log. */
export function dataMissing(reason: string, problem: string): HangtagError {
  const message = `Labels cannot be read: ${reason}. Run npm ci in Hangtag's folder`
  return new HangtagError(message, { code: 'label-data-missing', disposition: 'retry', evidence: { problem } })
}

function folderOf(name: string): string | null {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), '4.0.0_best_int')
  } catch (error) {
    if (errorCode(error) === 'MODULE_NOT_FOUND') return null
    throw error
  }
}
