import { setTimeout as delay } from 'node:timers/promises'
import sharp from 'sharp'
import { expect, vi } from 'vitest'
import type { ListingRecord, ListingState } from '../../src/domain/record.ts'

/** What a caller's program does in the real world: it sends, and when no answer comes it sends the same again. */
export type Seller = {
  /** Sends this many listings, text and small photos mixed, a few at a time. */
  sell(count: number): Sale
  /** The id of one listing of text alone. */
  sellText(text: string): Promise<string>
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  /** How many listings are in one of the states, counted up to `most`. */
  count(states: readonly ListingState[], most: number): Promise<number>
  /** Waits until nothing of this tenant is under way. */
  settled(): Promise<void>
  /** All listings of the tenant. */
  records(): Promise<ListingRecord[]>
  deadLetters(): Promise<{ listingId: string | null; code: string; reason: string }[]>
}

type Sale = {
  /** Idempotency-Key → the id that was acknowledged for it. Grows while the sale goes on. */
  acknowledged: ReadonlyMap<string, string>
  /** Resolves when all are acknowledged. */
  finished: Promise<void>
}

export const drafted = ['draft', 'needs-review'] as const
export const underWay = ['received', 'digitizing'] as const

const atOnce = 12
const answerMs = 10_000
const patienceMs = 60_000
const settleMs = 120_000
const pageSize = 100

type Send = { path: string; body?: unknown; headers?: Record<string, string> }

/** A caller at this address with this key. */
export function createSeller(url: string, key: string): Seller {
  let sales = 0
  const ask = <T>(send: Send) => askUntilAnswered<T>(url, key, send)
  const get = <T>(path: string) => ask<T>({ path })

  async function all<T>(path: string, name: string): Promise<T[]> {
    const found: T[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: Record<string, unknown> = await get(`${path}?limit=${pageSize}${more}`)
      found.push(...(page[name] as T[]))
      cursor = page.next as string | null
    }
    return found
  }
  async function count(states: readonly ListingState[], most: number): Promise<number> {
    const pages = states.map((state) => get<{ listings: unknown[] }>(`/v1/listings?state=${state}&limit=${most}`))
    return (await Promise.all(pages)).reduce((sum, { listings }) => sum + listings.length, 0)
  }

  return {
    get,
    post: (path, body) => ask({ path, body }),
    count,
    sellText: async (text) => (await ask<ListingRecord>({ path: '/v1/listings', body: { text } })).listingId,
    sell: (total) => {
      sales += 1
      const acknowledged = new Map<string, string>()
      const waiting = Array.from({ length: total }, (_, index) => index)
      const work = async () => {
        for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
          const idempotencyKey = `sale-${sales}-${index}`
          const headers = { 'idempotency-key': idempotencyKey }
          const body = await listingBody(index)
          const record = await ask<ListingRecord>({ path: '/v1/listings', body, headers })
          acknowledged.set(idempotencyKey, record.listingId)
        }
      }
      const finished = Promise.all(Array.from({ length: atOnce }, work)).then(() => {})
      finished.catch(() => {}) // Whoever awaits it hears of it; until then it is not unhandled.
      return { acknowledged, finished }
    },
    settled: async () => {
      // A look costs the API time that it shall have for the listings.
      await vi.waitFor(async () => expect(await count(underWay, 1)).toBe(0), { timeout: settleMs, interval: 200 })
    },
    records: () => all('/v1/listings', 'listings'),
    deadLetters: () => all('/v1/dead-letters', 'deadLetters'),
  }
}

/** Sends until there is an answer that is not "later"; the server may be gone for a while. */
async function askUntilAnswered<T>(url: string, key: string, { path, body, headers }: Send): Promise<T> {
  const end = Date.now() + patienceMs
  for (;;) {
    const form = body instanceof FormData
    const answer = await fetch(url + path, {
      ...(body === undefined ? {} : { method: 'POST', body: form ? body : JSON.stringify(body) }),
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      signal: AbortSignal.timeout(answerMs),
    })
      .then(async (response) => ({ status: response.status, text: await response.text() }))
      .catch((error: unknown) => ({ status: 503, text: String(error) }))
    if (answer.status < 300) return JSON.parse(answer.text) as T
    if (answer.status < 500 && answer.status !== 429) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    if (Date.now() > end) throw new Error(`${path}: no answer for ${patienceMs} ms, at last ${answer.text}`)
    await delay(100)
  }
}

const garments = ['cotton t-shirt', 'denim jeans', 'wool sweater', 'linen dress', 'leather jacket']
const colors = ['blue', 'red', 'green', 'black', 'white']

/** Of ten listings three are text as JSON, six have text and one or two photos, one has a photo alone. */
async function listingBody(index: number): Promise<unknown> {
  const text = `${colors[index % 5]} ${garments[Math.floor(index / 5) % 5]}, size M, number ${index}`
  if (index % 10 < 3) return { text }
  const form = new FormData()
  if (index % 10 !== 9) form.append('text', text)
  for (let photo = 0; photo <= index % 2; photo += 1) {
    const bytes = new Uint8Array(await drawnPhoto(colors[(index + photo) % 5] ?? 'gray'))
    form.append('photos', new Blob([bytes], { type: 'image/jpeg' }), `${photo}.jpg`)
  }
  return form
}

const drawn = new Map<string, Promise<Buffer>>()

function drawnPhoto(color: string): Promise<Buffer> {
  const made =
    drawn.get(color) ??
    sharp({ create: { width: 450, height: 600, channels: 3, background: '#ddd' } })
      .composite([
        { input: { create: { width: 250, height: 400, channels: 3, background: color } }, left: 100, top: 100 },
      ])
      .jpeg()
      .toBuffer()
  drawn.set(color, made)
  return made
}
