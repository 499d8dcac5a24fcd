import { type FileHandle, mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorCode } from '../domain/error-code.ts'

const logBytesMax = 20_000_000
const tailBytes = 4_000
const tailLines = 8

/** Opens a child's log to append to; one that has grown large becomes `FILE.1` first, so that two are kept at most. */
export async function openLog(file: string): Promise<FileHandle> {
  await mkdir(dirname(file), { recursive: true })
  const size = await stat(file).then(
    (found) => found.size,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return 0
      throw error
    },
  )
  if (size > logBytesMax) await rename(file, `${file}.1`)
  return await open(file, 'a', 0o600)
}

/** The last few lines of a log. */
export async function tailOf(file: string): Promise<string> {
  const log = await open(file, 'r')
  try {
    const { size } = await log.stat()
    const { buffer, bytesRead } = await log.read({
      buffer: Buffer.alloc(tailBytes),
      position: Math.max(0, size - tailBytes),
    })
    return buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').slice(-tailLines).join('\n')
  } finally {
    await log.close()
  }
}
