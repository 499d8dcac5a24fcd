export type Line = {
  /** From 1. */
  number: number
  /** With its end; null where it is longer than any line that is meant. */
  bytes: Buffer | null
}

/** Far above the longest item. */
const lineBytesMax = 16 * 1024 * 1024
const lineFeed = 0x0a

/** The lines of a stream, one at a time, whatever its chunks. Only a line feed ends a line. */
export async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 1
  let length = 0
  let parts: Buffer[] = []
  const take = (part: Buffer) => {
    length += part.length
    if (length <= lineBytesMax) parts.push(part)
    else parts = []
  }
  const end = (): Line => {
    const [only] = parts
    // Most lines lie in one chunk: copying them would be most of the garbage.
    const whole = parts.length === 1 && only !== undefined ? only : Buffer.concat(parts)
    const line = { number, bytes: length > lineBytesMax ? null : whole }
    number += 1
    length = 0
    parts = []
    return line
  }
  for await (const chunk of stream) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at !== -1; at = chunk.indexOf(lineFeed, from)) {
      take(chunk.subarray(from, at + 1))
      yield end()
      from = at + 1
    }
    if (from < chunk.length) take(chunk.subarray(from))
  }
  if (length > 0) yield end()
}
