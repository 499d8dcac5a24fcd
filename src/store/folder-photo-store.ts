import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { PhotoStore } from './photo-store.ts'
import { withFolderErrors } from './with-folder-errors.ts'

/** Half-written objects lie here; no key can name it, because no part of a key starts with a dot. */
const incoming = '.incoming'
/** A write that is older than this was ended by a crash. */
const leftoverAgeMs = 60 * 60 * 1_000

/**
 * The photo store in a folder that the API and the workers share. An object is written beside and renamed into place, so a
 * reader sees all of it or nothing, and what was acknowledged survives the death of any process. Uploads and imports, the
 * only copies there are, are flushed to the disk too and survive a loss of power; variants (`.jpg`) are not, which would
 * cost each of them some 5 ms of waiting. Throws `HangtagError`: `photo-store-unavailable` (retry), `photo-key-invalid`.
 */
export function createFolderPhotoStore(folder: string): PhotoStore {
  let cleaned: Promise<void> | null = null
  // Once; but a failure is that of one put, and the next one tries again.
  const clean = () => {
    cleaned ??= removeLeftovers(folder).catch((error: unknown) => {
      cleaned = null
      throw error
    })
    return cleaned
  }
  return {
    put: async (key, source, signal) => {
      const target = join(folder, checkedKey(key))
      await translated(clean)
      await putFile(folder, target, { source, flush: !key.endsWith('.jpg'), signal })
    },
    get: async (key, signal) => {
      const file = join(folder, checkedKey(key))
      return translated(() => orNothing(() => readFile(file, { signal }), null), signal)
    },
    removeAll: async (prefix) => {
      const { parent, name } = checkedPrefix(prefix)
      return translated(async () => {
        for (const entry of await orNothing(() => readdir(join(folder, parent)), [])) {
          if (entry.startsWith(name))
            await rm(join(folder, parent, entry), { recursive: true, force: true, maxRetries: 5 })
        }
        await removeEmpty(folder, parent)
      })
    },
    list: async (prefix) => {
      const { parent, name } = checkedPrefix(prefix)
      return translated(async () => {
        const entries = await orNothing(
          () => readdir(join(folder, parent), { recursive: true, withFileTypes: true }),
          [],
        )
        const from = join(folder, '/').length
        const keys = entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(from).replaceAll('\\', '/'))
        return keys.filter((key) => key.startsWith(`${parent}/${name}`)).sort()
      })
    },
    check: () =>
      translated(async () => {
        const probe = await newFile(folder)
        await probe.handle.close()
        await rm(probe.file)
      }),
  }
}

type Put = {
  source: Uint8Array | AsyncIterable<Uint8Array>
  flush: boolean
  signal: AbortSignal | undefined
}

async function putFile(folder: string, target: string, { source, flush, signal }: Put): Promise<void> {
  const { file, handle } = await translated(() => newFile(folder))
  try {
    try {
      for await (const chunks of source instanceof Uint8Array ? [[source]] : gathered(source)) {
        signal?.throwIfAborted()
        await translated(() => writeAll(handle, chunks))
      }
      signal?.throwIfAborted()
      if (flush) await translated(() => handle.datasync())
    } finally {
      await handle.close()
    }
    await translated(() => moveInto(file, target))
    if (flush) await translated(() => flushFolder(dirname(target)))
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
}

async function newFile(folder: string): Promise<{ file: string; handle: FileHandle }> {
  const file = join(folder, incoming, randomUUID())
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  return { file, handle: await open(file, 'wx', 0o600) }
}

/** An upload comes in pieces of 64 kB; a write for each was a tenth of the API's CPU (npm run bench). */
const writeBytesMin = 524_288

async function* gathered(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array[]> {
  let chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of source) {
    chunks.push(chunk)
    bytes += chunk.length
    if (bytes < writeBytesMin) continue
    yield chunks
    chunks = []
    bytes = 0
  }
  if (bytes > 0) yield chunks
}

async function writeAll(handle: FileHandle, chunks: Uint8Array[]): Promise<void> {
  const bytes = chunks.reduce((sum, { length }) => sum + length, 0)
  const { bytesWritten } = await handle.writev(chunks)
  // The system may take less than all at once, as on a nearly full disk.
  if (bytesWritten < bytes) await writeRest(handle, Buffer.concat(chunks).subarray(bytesWritten))
}

async function writeRest(handle: FileHandle, rest: Uint8Array): Promise<void> {
  for (let at = 0; at < rest.length; ) at += (await handle.write(rest, at)).bytesWritten
}

/** A deletion may take the empty folder away between making it and moving into it. */
async function moveInto(file: string, target: string, attempts = 5): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 })
  try {
    await rename(file, target)
  } catch (error) {
    if (attempts <= 1 || errorCode(error) !== 'ENOENT') throw error
    await moveInto(file, target, attempts - 1)
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await orNothing(() => open(folder), null)
  try {
    await handle?.sync()
  } finally {
    await handle?.close()
  }
}

async function removeEmpty(folder: string, parent: string): Promise<void> {
  const parts = parent.split('/')
  for (let depth = parts.length; depth > 0; depth -= 1) {
    try {
      await rmdir(join(folder, ...parts.slice(0, depth)))
    } catch (error) {
      if (errorCode(error) === 'ENOTEMPTY' || errorCode(error) === 'EEXIST') return
      if (errorCode(error) !== 'ENOENT') throw error
    }
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  const oldest = Date.now() - leftoverAgeMs
  for (const name of await orNothing(() => readdir(join(folder, incoming)), [])) {
    const file = join(folder, incoming, name)
    const found = await orNothing(() => stat(file), null)
    if (found !== null && found.mtimeMs < oldest) await rm(file, { force: true })
  }
}

const part = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/

function checkedKey(key: string): string {
  const parts = key.split('/')
  if (parts.length < 2 || !parts.every((name) => part.test(name))) throw invalidKey(key)
  return key
}

/** `tenant/listing/` is all in a folder, `tenant/imports/one` is what starts so in it. */
function checkedPrefix(prefix: string): { parent: string; name: string } {
  const parts = prefix.split('/')
  const name = parts.pop() ?? ''
  const isValid = parts.length > 0 && parts.every((each) => part.test(each)) && (name === '' || part.test(name))
  if (!isValid) throw invalidKey(prefix)
  return { parent: parts.join('/'), name }
}

function invalidKey(key: string): HangtagError {
  return new HangtagError('This is no key of the photo store', {
    code: 'photo-key-invalid',
    disposition: 'give-up',
    evidence: { key: key.slice(0, 200) },
  })
}

/** What is not there is no error. */
async function orNothing<T, N>(work: () => Promise<T>, nothing: N): Promise<T | N> {
  try {
    return await work()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(errorCode(error) ?? '')) return nothing
    throw error
  }
}

const failure = { code: 'photo-store-unavailable', message: 'The photo store cannot be used' }

function translated<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  return withFolderErrors(failure, work, signal)
}
