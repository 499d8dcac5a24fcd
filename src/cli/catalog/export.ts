import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type CatalogClient, createCatalogClient } from '../catalog-client.ts'
import { tenantOption } from '../tenant-option.ts'
import { withPlatform } from '../with-platform.ts'

/** `hangtag catalog export`: all items, as import takes them back. */
export function exportCommand(readConfig: () => Config): Command {
  return new Command('export')
    .description('all items as JSON Lines, which import takes back as they are')
    .argument('[file]', 'where they go, whole or not at all (default: standard output)')
    .option('--tenant <tenant>', 'of this tenant (default: "default")', tenantOption)
    .action(async (file: string | undefined, { tenant }: { tenant?: string }) => {
      const count = await withPlatform(readConfig(), async (platform, signal) => {
        const api = createCatalogClient(platform, tenant)
        try {
          return file === undefined
            ? await writeItems(process.stdout, api, signal)
            : await writeFileWhole(file, (stream) => writeItems(stream, api, signal))
        } finally {
          await api.close()
        }
      })
      console.error(`${count} ${count === 1 ? 'item' : 'items'}${file === undefined ? '' : ` in ${file}`}`)
    })
}

/** Page by page: no more than one is held. What stops reading, as `head` does, ends it in peace. */
async function writeItems(stream: NodeJS.WritableStream, api: Pick<CatalogClient, 'page'>, signal: AbortSignal) {
  let count = 0
  let failure: unknown = null
  stream.on('error', (error) => {
    failure = error
  })
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const page: Awaited<ReturnType<CatalogClient['page']>> = await api.page(cursor, signal)
    const lines = page.items.map((item) => `${JSON.stringify(item)}\n`).join('')
    if (lines !== '' && !stream.write(lines) && failure === null)
      await Promise.race([once(stream, 'drain', { signal }), once(stream, 'close', { signal })]).catch((error) => {
        if (failure === null) throw error
      })
    if (failure !== null) {
      if (errorCode(failure) === 'EPIPE') return count
      throw failure
    }
    count += page.items.length
    cursor = page.next
  }
  return count
}

async function writeFileWhole(file: string, write: (stream: NodeJS.WritableStream) => Promise<number>) {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const stream = createWriteStream(temporary, { flush: true })
    await once(stream, 'open')
    const count = await write(stream)
    stream.end()
    await once(stream, 'close')
    await rename(temporary, file)
    return count
  } catch (cause) {
    const code = errorCode(cause)
    if (code === null || cause instanceof HangtagError || code === 'ABORT_ERR') throw cause
    throw new HangtagError(`${file} cannot be written (${code}): name another file, or make room`, {
      code: 'output-unusable',
      disposition: 'give-up',
      cause,
    })
  } finally {
    await rm(temporary, { force: true })
  }
}
