import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { unusableFile } from './unusable-file.ts'

/** What a file is by its first bytes. */
type SourceKind = 'parquet' | 'json-lines' | 'table'

export type Source = {
  kind: SourceKind
  /** Its text as UTF-8 without a mark at its start, unpacked where it was packed. Not for Parquet. */
  stream: AsyncIterable<Buffer>
  /** How much of the file was read, from 0 to 1; null where its size is not known. */
  share(): number | null
}

const sniffBytes = 4_096

/**
 * Opens a file of items, or standard input where `file` is null: UTF-8 or UTF-16, plain or packed by gzip. Throws
 * `catalog-file-unusable`, which says what to do, where it cannot be read, is empty or of a kind that is not taken.
 */
export async function openSource(file: string | null, input: AsyncIterable<Buffer>): Promise<Source> {
  const size = file === null ? null : await sizeOf(file)
  let read = 0
  const count = async function* (stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of stream) {
      read += chunk.length
      yield chunk
    }
  }
  const name = file ?? 'Standard input'
  const packed = await peeked(count(file === null ? input : createReadStream(file)), name)
  const isPacked = packed.head[0] === 0x1f && packed.head[1] === 0x8b
  const whole = isPacked ? await peeked(unpacked(packed.stream, name), name) : packed
  const { head, text } = decoded(whole)
  return {
    kind: kindOf(head, name, isPacked || file === null),
    stream: text,
    share: () => (size === null ? null : Math.min(1, read / Math.max(1, size))),
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    const handle = await open(file)
    await handle.close()
    const found = await stat(file)
    if (!found.isFile()) throw unusableFile(`${file} is not a file`)
    return found.size
  } catch (cause) {
    if (cause instanceof HangtagError) throw cause
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'this user may not read it' : code
    throw unusableFile(`${file} cannot be read: ${why}`, cause)
  }
}

type Peeked = { head: Buffer; stream: AsyncIterable<Buffer> }

/** The first bytes of a stream, and all of it. */
async function peeked(stream: AsyncIterable<Buffer>, name: string): Promise<Peeked> {
  const chunks: Buffer[] = []
  const iterator = stream[Symbol.asyncIterator]()
  for (let length = 0; length < sniffBytes; ) {
    const next = await iterator.next()
    if (next.done === true) break
    chunks.push(next.value)
    length += next.value.length
  }
  const head = Buffer.concat(chunks)
  if (head.length === 0) throw unusableFile(`${name} is empty`)
  const all = async function* () {
    yield head
    for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
  }
  return { head: head.subarray(0, sniffBytes), stream: all() }
}

async function* unpacked(stream: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  const feeding = (async () => {
    try {
      for await (const chunk of stream) {
        if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve))
        if (gunzip.destroyed) return
      }
      gunzip.end()
    } catch (error) {
      gunzip.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  try {
    yield* gunzip as AsyncIterable<Buffer>
  } catch (cause) {
    throw unusableFile(`${name} is not a whole gzip file: pack it again`, cause)
  } finally {
    gunzip.destroy()
    gunzip.emit('drain')
    await feeding
  }
}

function decoded({ head, stream }: Peeked): { head: string; text: AsyncIterable<Buffer> } {
  const encoding =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : null
  if (encoding !== null) return { head: new TextDecoder(encoding).decode(head), text: fromUtf16(stream, encoding) }
  const hasMark = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  return { head: head.subarray(hasMark ? 3 : 0).toString('utf8'), text: hasMark ? without(stream, 3) : stream }
}

async function* fromUtf16(stream: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of stream) yield Buffer.from(decoder.decode(chunk, { stream: true }))
  yield Buffer.from(decoder.decode())
}

async function* without(stream: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes
  for await (const chunk of stream) {
    yield chunk.subarray(Math.min(left, chunk.length))
    left = Math.max(0, left - chunk.length)
  }
}

function kindOf(head: string, name: string, isStream: boolean): SourceKind {
  if (head.startsWith('PAR1')) {
    if (isStream)
      throw unusableFile(`${name} is Parquet, which is read from a file that is not packed: unpack it into one`)
    return 'parquet'
  }
  const start = head.trimStart()
  if (start === '') throw unusableFile(`${name} is empty`)
  if (start.startsWith('{')) return 'json-lines'
  if (start.startsWith('['))
    throw unusableFile(`${name} is one JSON array: write one object a line (jq -c '.[]' does) and import that`)
  if (start.startsWith('<'))
    throw unusableFile(`${name} is XML or HTML: export the feed as tab-separated text, or as CSV`)
  if (start.startsWith('PK')) throw unusableFile(`${name} is a ZIP file or a workbook: save it as CSV (UTF-8)`)
  if (start.includes('\0')) throw unusableFile(`${name} is not text: JSON Lines, CSV, TSV and Parquet are taken`)
  return 'table'
}
