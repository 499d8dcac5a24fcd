import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../node_modules/.cache/hangtag', import.meta.url))

/**
 * For the first line of a program, before it imports the rest: what Node compiles is kept for the next start, which then takes
 * half the CPU. Beside the packages and not in the system's folder for temporary files, where others could lay code of theirs.
 * Where the folder cannot be written, or NODE_COMPILE_CACHE or NODE_DISABLE_COMPILE_CACHE say otherwise, nothing happens.
 */
export function keepCompiled(): void {
  enableCompileCache(folder)
}
