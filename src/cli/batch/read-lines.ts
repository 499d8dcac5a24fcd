import { createReadStream } from 'node:fs'

export type FileLine = {
  /** From 1. */
  number: number
  /** Without its end; null where it is not UTF-8, or longer than any line that is meant. */
  text: string | null
  /** Its first bytes, as Latin-1: to know a torn line by, which may end within a character. */
  head: string
  /** Where it starts in the file, and its length with its end, in bytes. */
  start: number
  bytes: number
  /** Whether it ends with a line feed: the last one may not. */
  ended: boolean
}

/** Far above a listing with the longest text, and above its record. */
const lineBytesMax = 16 * 1024 * 1024
const headBytes = 16
const lineFeed = 0x0a

/**
 * A file's lines, one at a time. Only a line feed ends a line: node:readline also splits at U+2028, which JSON leaves as it
 * is in a seller's text.
 */
export async function* readLines(file: string): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let parts: Buffer[] = []
  let line = { number: 1, head: '', start: 0, bytes: 0 }
  const take = (part: Buffer) => {
    line.head += part.toString('latin1', 0, headBytes - line.head.length)
    line.bytes += part.length
    if (line.bytes <= lineBytesMax) parts.push(part)
    else parts = []
  }
  const end = (ended: boolean): FileLine => {
    const finished = { ...line, text: line.bytes > lineBytesMax ? null : decode(decoder, parts), ended }
    line = { number: line.number + 1, head: '', start: line.start + line.bytes, bytes: 0 }
    parts = []
    return finished
  }
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      take(chunk.subarray(from, at + 1))
      yield end(true)
      from = at + 1
    }
    if (from < chunk.length) take(chunk.subarray(from))
  }
  if (line.bytes > 0) yield end(false)
}

function decode(decoder: InstanceType<typeof TextDecoder>, parts: readonly Buffer[]): string | null {
  try {
    return decoder.decode(Buffer.concat(parts)).replace(/\r?\n$/, '')
  } catch {
    // Not UTF-8: the reader says which line.
    return null
  }
}
