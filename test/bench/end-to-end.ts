import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import { type ListingRecord, recordSchema } from '../../src/domain/record.ts'
import type { Platform } from '../../src/services/platform.ts'
import type { BenchPhoto } from './bench-photos.ts'

/** Listings that are on the way at once: enough that neither the API nor the workers wait for the next one. */
const listingsUnderWay = 8
const uploadsAtOnce = 2
/** Only the oldest listing is asked for, so that asking costs next to nothing; often only where the clock waits for it. */
const askAgainMs = { whileOthersCome: 200, last: 20 }
const deadlineMs = 120_000

/**
 * Sends listings over HTTP, as callers do, and returns when each has its draft: seconds from the first request to the last
 * draft. Throws where a listing has none, or one of its photos was not taken: what did less work is no measurement.
 */
export async function runEndToEnd(platform: Platform, photos: readonly BenchPhoto[], count: number): Promise<number> {
  const uploads = new Pool(platform.url, { connections: uploadsAtOnce })
  const questions = new Pool(platform.url, { connections: 1 })
  const authorization = `Bearer ${platform.apiKey}`
  const late = AbortSignal.timeout(deadlineMs)
  const started = performance.now()
  const underWay: Promise<string>[] = []
  try {
    for (let sent = 0; sent < count || underWay.length > 0; ) {
      for (; sent < count && underWay.length < listingsUnderWay; sent += 1) {
        const sending = send(uploads, photos, sent, authorization)
        sending.catch(() => {}) // Heard when its turn comes.
        underWay.push(sending)
      }
      const oldest = await underWay.shift()
      if (oldest !== undefined) {
        const pauseMs = underWay.length > 0 ? askAgainMs.whileOthersCome : askAgainMs.last
        const record = await whenSettled(() => get(questions, oldest, authorization), pauseMs, late)
        checkDraft(record, photos.length)
      }
    }
    return (performance.now() - started) / 1_000
  } finally {
    await Promise.all([uploads.destroy(), questions.destroy()])
  }
}

async function send(
  client: Dispatcher,
  photos: readonly BenchPhoto[],
  number: number,
  authorization: string,
): Promise<string> {
  const text = texts[number % texts.length] ?? ''
  const chunks = multipart(photos, `${text}, item ${number}`)
  const { statusCode, body } = await client.request({
    method: 'POST',
    path: '/v1/listings',
    headers: {
      authorization,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(chunks.reduce((sum, chunk) => sum + chunk.length, 0)),
    },
    body: Readable.from(chunks),
  })
  const answer = await body.text()
  if (statusCode !== 202) throw new Error(`POST /v1/listings answered ${statusCode}: ${answer}`)
  return recordSchema.parse(JSON.parse(answer)).listingId
}

const texts = [
  'Blue cotton t-shirt, size M, like new',
  'Striped wool sweater, beige and brown, size L, worn twice',
  'Plaid shirt, red, men’s, 100 % cotton',
  'White summer top with flowers, size S',
]

const boundary = 'hangtag-bench-5f1c9a'

/** The body in pieces: the photos' bytes are sent from where they are and never copied. */
function multipart(photos: readonly BenchPhoto[], text: string): Buffer[] {
  const head = (disposition: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}`
  return [
    Buffer.from(`${head('name="text"')}\r\n\r\n${text}\r\n`),
    ...photos.flatMap(({ bytes }, at) => [
      Buffer.from(`${head(`name="photos"; filename="photo-${at}.jpg"`)}\r\ncontent-type: image/jpeg\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ]
}

async function get(client: Dispatcher, listingId: string, authorization: string): Promise<ListingRecord> {
  const path = `/v1/listings/${listingId}`
  const { statusCode, body } = await client.request({ method: 'GET', path, headers: { authorization } })
  const answer = await body.text()
  if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}: ${answer}`)
  return recordSchema.parse(JSON.parse(answer))
}

async function whenSettled(
  read: () => Promise<ListingRecord>,
  pauseMs: number,
  late: AbortSignal,
): Promise<ListingRecord> {
  for (;;) {
    const record = await read()
    if (record.state !== 'received' && record.state !== 'digitizing') return record
    await delay(pauseMs, undefined, { signal: late })
  }
}

function checkDraft({ listingId, state, photos, problem }: ListingRecord, photoCount: number): void {
  const normalized = photos.filter((photo) => photo.state === 'normalized').length
  if ((state === 'draft' || state === 'needs-review') && normalized === photoCount) return
  throw new Error(`${listingId} is ${state} with ${normalized} of ${photoCount} photos: ${JSON.stringify(problem)}`)
}
