import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HangtagError } from '../domain/hangtag-error.ts'
import { nullIfMissing } from '../domain/null-if-missing.ts'
import { acquireProcessLock } from '../store/process-lock.ts'
import { installDebianPackage } from './install-debian-package.ts'
import type { Report } from './report.ts'
import { runProgram } from './run-program.ts'

/**
 * Finds `milvus-lite` in the private Python environment at `folder`, and makes that environment first where it is not there,
 * not whole, or made for other requirements. Two who need it at once install it once. Throws `HangtagError` code
 * `milvus-lite-missing`, with what to do, where it cannot be had.
 */
export async function milvusLiteProgram(folder: string, report: Report, signal?: AbortSignal): Promise<string> {
  if (await isInstalled(folder)) return programIn(folder)
  await mkdir(dirname(folder), { recursive: true })
  const lock = await acquireProcessLock(`${folder}.lock`, { wait: true, ...(signal === undefined ? {} : { signal }) })
  try {
    if (await isInstalled(folder)) return programIn(folder)
    report(`Installing Milvus Lite into ${folder} (about 450 MB, once)`)
    await install(folder, report, signal)
    return programIn(folder)
  } finally {
    await lock.release()
  }
}

/** Whether the environment is whole and made for the present requirements. */
export async function isInstalled(folder: string): Promise<boolean> {
  const marker = await readFile(markerIn(folder), 'utf8').catch(nullIfMissing)
  return marker === (await expectedMarker(folder))
}

const requirementsFile = fileURLToPath(new URL('requirements.txt', import.meta.url))
const programIn = (folder: string) => join(folder, 'bin', 'milvus-lite')
const markerIn = (folder: string) => join(folder, 'hangtag-installed')

// The folder belongs to it: programs in a Python environment name its absolute path, so a moved one does not run.
async function expectedMarker(folder: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(requirementsFile))
    .update(folder)
    .digest('hex')
}

// The marker goes first and comes last, so that an install that was cut off is seen and done again.
async function install(folder: string, report: Report, signal?: AbortSignal): Promise<void> {
  await rm(markerIn(folder), { force: true })
  await makeEnvironment(folder, report, signal)
  const pip = ['-m', 'pip', 'install', '--no-input', '--disable-pip-version-check', '--requirement', requirementsFile]
  const { code, output } = await runProgram(join(folder, 'bin', 'python'), pip, { deadlineMs: 20 * 60_000, signal })
  if (code !== 0)
    throw missing('pip could not install it', output, 'check that this machine reaches a Python package index')
  await writeFile(markerIn(folder), await expectedMarker(folder))
}

async function makeEnvironment(folder: string, report: Report, signal?: AbortSignal): Promise<void> {
  const create = () => runProgram('python3', ['-m', 'venv', '--clear', folder], { deadlineMs: 120_000, signal })
  let made = await create()
  // Debian's python3 comes without what makes environments.
  if (made.code !== 0 && (await installDebianPackage('python3-venv', report, signal))) made = await create()
  if (made.code !== 0) {
    const advice =
      process.platform === 'darwin'
        ? 'install Python 3.10 or newer (brew install python)'
        : 'install Python 3.10 or newer with its venv module (sudo apt-get install python3-venv on Debian and Ubuntu)'
    throw missing('python3 could not make an environment', made.output, advice)
  }
}

function missing(what: string, output: string, advice: string): HangtagError {
  const lastWords = output.trim().split('\n').slice(-3).join('\n')
  return new HangtagError(
    `Milvus Lite is not there: ${what} (${lastWords}). To get it: ${advice}; or set MILVUS_ADDRESS`,
    {
      code: 'milvus-lite-missing',
      disposition: 'give-up',
    },
  )
}
