import { createHash } from 'node:crypto'
import { access, constants, open, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type ApiClient, createApiClient } from '../api-client.ts'
import { withPlatform } from '../with-platform.ts'
import { batchProgress, countsText } from './batch-progress.ts'
import { keepNewestLines } from './keep-newest-lines.ts'
import { openOutput } from './open-output.ts'
import { readInputLines } from './read-input-lines.ts'
import { readOutput } from './read-output.ts'
import { type BatchResult, runBatch } from './run-batch.ts'

export type BatchOptions = {
  input: string
  output: string
  photosRoot: string | undefined
  concurrency: number
  /** Also what is done already, whose reads, prompts or settings may have changed since. */
  again: boolean
  tenant: string | undefined
  /** What the model calls of all runs into this output may cost together. */
  maxCostUsd: number | undefined
}

/**
 * A file of listings into a file of records, in the bulk lane. Files that cannot be used throw `HangtagError` code
 * `input-unusable` before anything is started. Resolves with whether every line has its draft.
 */
export async function digitizeBatch(config: Config, options: BatchOptions): Promise<boolean> {
  const { input, output: outputFile, again } = options
  const photosRoot = options.photosRoot ?? dirname(input)
  const totalBytes = await checkFiles(input, outputFile, options.photosRoot)
  const earlier = await readOutput(outputFile)
  const output = await openOutput(outputFile, earlier)
  let result: BatchResult
  try {
    result = await withPlatform(config, async (platform, signal) => {
      const api = createApiClient(platform, { tenant: options.tenant })
      const progress = batchProgress(totalBytes)
      try {
        const lines = readInputLines(input, photosRoot)
        const capped = options.maxCostUsd === undefined ? {} : await setCap(options.maxCostUsd, outputFile, api, signal)
        const deps = { api, output, hashes: earlier.hashes, again, progress, ...capped }
        return await runBatch(lines, options.concurrency, deps, signal)
      } finally {
        progress.stop()
        await api.close()
      }
    })
  } finally {
    await output.close()
  }
  if (earlier.superseded || result.replaced > 0) await keepNewestLines(outputFile)
  console.error(countsText(result))
  if (result.unpaid > 0) console.error(unpaidText(result.unpaid, options.maxCostUsd))
  return result.failed === 0 && result.badLines === 0 && result.unpaid === 0
}

/** The cap is the output's: whatever is digitized into it, in however many runs, is held to it together. */
async function setCap(maxUsd: number, output: string, api: ApiClient, signal: AbortSignal) {
  const name = createHash('sha256')
    .update(await realpath(output))
    .digest('hex')
  const spendingCap = `batch-${name.slice(0, 32)}`
  const { spentUsd } = await api.putSpendingCap(spendingCap, maxUsd, signal)
  if (spentUsd > 0) console.error(`$${spentUsd.toFixed(4)} of $${maxUsd} are spent by earlier runs`)
  return { spendingCap }
}

function unpaidText(count: number, maxCostUsd: number | undefined): string {
  const lines = `${count} ${count === 1 ? 'line has' : 'lines have'} a draft of the free reads alone: no money was left for the model.`
  if (maxCostUsd === undefined) return `${lines} Run this again when there is: it goes on with them`
  return `${lines} Raise --max-cost and run this again: it goes on with them and with what was not begun`
}

/** The size of the input in bytes, once all files are known to be usable. An output that is not there is made. */
async function checkFiles(input: string, output: string, photosRoot: string | undefined): Promise<number> {
  const size = await usable(`--input ${input}`, async () => {
    await access(input, constants.R_OK)
    const found = await stat(input)
    return found.isFile() ? found.size : 'it is not a file'
  })
  if (photosRoot !== undefined) {
    await usable(`--photos-root ${photosRoot}`, async () => {
      await access(photosRoot, constants.R_OK | constants.X_OK)
      return (await stat(photosRoot)).isDirectory() ? 0 : 'it is not a folder'
    })
  }
  await usable(`--output ${output}`, async () => {
    const handle = await open(output, 'a+')
    const isFile = await handle
      .stat()
      .then((found) => found.isFile())
      .finally(() => handle.close())
    if (!isFile) return 'it is not a file'
    return (await realpath(input)) === (await realpath(output)) ? 'it is the input' : 0
  })
  return size
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'the disk is read-only',
  EISDIR: 'it is a folder',
}

/** What the check found, or the reason why not, told with the option to correct. */
async function usable(option: string, check: () => Promise<number | string>): Promise<number> {
  const unusable = (why: string, cause?: unknown) =>
    new HangtagError(`${option} cannot be used: ${why}. Correct the path or its rights, and run this again`, {
      code: 'input-unusable',
      disposition: 'give-up',
      cause,
    })
  const found = await check().catch((cause: unknown) => {
    const reason = cause instanceof Error && 'code' in cause ? reasons[String(cause.code)] : undefined
    throw reason === undefined ? cause : unusable(reason, cause)
  })
  if (typeof found === 'string') throw unusable(found)
  return found
}
