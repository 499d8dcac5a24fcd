import { setTimeout as delay } from 'node:timers/promises'
import { createParser } from 'eventsource-parser'
import { type Agent, request } from 'undici'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { ListingRecord } from '../domain/record.ts'
import { type ApiAccess, accessHeaders } from './api-call.ts'

/** The API sends a sign of life every few seconds; silence for so long is a lost connection. */
const silenceMs = 30_000
const pauseMs = 500
const underWay: readonly string[] = ['received', 'digitizing']
const eventSchema = z.object({ state: z.string(), run: z.number() })

export type FollowDeps = {
  access: ApiAccess
  agent: Agent
  get(id: string, signal: AbortSignal): Promise<ListingRecord>
}

/**
 * The listing once it is no longer under way: drafted, or failed. Its events say when to look; a lost stream is opened again.
 * After `deadlineMs` it throws `HangtagError` code `draft-late`.
 */
export async function followListing(
  listing: ListingRecord,
  { deadlineMs, signal }: { deadlineMs: number; signal: AbortSignal },
  deps: FollowDeps,
): Promise<ListingRecord> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const either = AbortSignal.any([signal, deadline])
  try {
    let record = listing
    while (underWay.includes(record.state)) {
      const seen = await untilSettled(record, either, deps)
      record = await deps.get(record.listingId, either)
      if (!seen && underWay.includes(record.state)) await delay(pauseMs, undefined, { signal: either })
    }
    return record
  } catch (error) {
    signal.throwIfAborted()
    if (!deadline.aborted) throw error
    const waited = `${listing.listingId} has no draft after ${Math.round(deadlineMs / 60_000)} minutes`
    throw new HangtagError(`${waited}: look at the dead letters and the logs, or ask for it later`, {
      code: 'draft-late',
      disposition: 'retry',
      cause: error,
    })
  }
}

/** Whether an event of this run said so; false where the stream ended without one. */
async function untilSettled(
  { listingId, run }: ListingRecord,
  signal: AbortSignal,
  { access, agent }: FollowDeps,
): Promise<boolean> {
  const stop = new AbortController()
  let settled = false
  const parser = createParser({
    onEvent: ({ data }) => {
      const event = eventSchema.safeParse(JSON.parse(data)).data
      if (event !== undefined && event.run >= run && !underWay.includes(event.state)) settled = true
    },
  })
  try {
    const { statusCode, body } = await request(new URL(`/v1/listings/${listingId}/events`, access.url), {
      dispatcher: agent,
      headers: accessHeaders(access),
      bodyTimeout: silenceMs,
      signal: AbortSignal.any([signal, stop.signal]),
    })
    // What is wrong shows when the listing itself is asked for.
    if (statusCode !== 200) return false
    body.setEncoding('utf8')
    for await (const text of body) {
      parser.feed(String(text))
      if (settled) break
    }
  } catch {
    // An abort is the caller's to see; else the stream was lost, and the listing is asked for itself.
    signal.throwIfAborted()
  } finally {
    stop.abort()
  }
  return settled
}
