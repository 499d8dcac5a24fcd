import { HangtagError } from '../domain/hangtag-error.ts'

export type BodyLimits = {
  host: string
  headers: Readonly<Record<string, string>>
  bytesMax: number
  /**
   * True: all of it, or `HangtagError` give-up `fetch-too-large` or `fetch-encoded`. False: as much as comes, up to the
   * limit; the other side has answered by its status already, and a body cannot take that back.
   */
  whole: boolean
}

/** Reads the body of an answer under its limits. */
export async function readBody(body: AsyncIterable<Buffer>, limits: BodyLimits): Promise<Buffer> {
  const encoding = limits.headers['content-encoding'] ?? 'identity'
  // Never decoded, so that a few kilobytes cannot unfold into gigabytes.
  if (limits.whole && encoding !== 'identity') throw encoded(limits, encoding)
  if (limits.whole && Number(limits.headers['content-length'] ?? 0) > limits.bytesMax) throw tooLarge(limits)
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      length += chunk.length
      // The stated length may be a lie, so what comes is counted.
      if (length > limits.bytesMax) break
    }
  } catch (error) {
    if (limits.whole) throw error
    // A body that broke off or never ended is as good as a short one.
  }
  if (limits.whole && length > limits.bytesMax) throw tooLarge(limits)
  return Buffer.concat(chunks, length).subarray(0, limits.bytesMax)
}

function encoded({ host }: BodyLimits, encoding: string): HangtagError {
  return new HangtagError(`${host} sent its answer compressed (${encoding}), which was not asked for.`, {
    code: 'fetch-encoded',
    disposition: 'give-up',
    evidence: { host, encoding },
  })
}

function tooLarge({ host, headers, bytesMax }: BodyLimits): HangtagError {
  return new HangtagError(`${host} sent more than ${bytesMax} bytes.`, {
    code: 'fetch-too-large',
    disposition: 'give-up',
    evidence: { host, bytesMax, contentLength: headers['content-length'] ?? null },
  })
}
