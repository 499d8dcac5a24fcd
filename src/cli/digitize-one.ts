import { HangtagError } from '../domain/hangtag-error.ts'
import type { ListingRecord } from '../domain/record.ts'
import type { Platform } from '../services/platform.ts'
import { createApiClient, type NewListing } from './api-client.ts'

/** From the order to the draft: a queue may be full, and a model slow. */
const deadlineMs = 15 * 60_000

/** One listing through the pipeline, in the sellers' lane: its record once it is drafted. A failed one throws its problem. */
export async function digitizeOne(
  platform: Platform,
  listing: NewListing,
  options: { tenant: string | undefined; signal: AbortSignal },
): Promise<ListingRecord> {
  const api = createApiClient(platform, { tenant: options.tenant })
  try {
    const created = await api.create(listing, options.signal)
    const record = await api.follow(created, { deadlineMs, signal: options.signal })
    if (record.state !== 'failed') return record
    throw new HangtagError(`${record.listingId} failed: ${problemText(record)}`, {
      code: 'listing-failed',
      disposition: 'give-up',
      evidence: { listingId: record.listingId },
    })
  } finally {
    await api.close()
  }
}

/** What a failed listing's problem says. */
export function problemText({ problem }: ListingRecord): string {
  return String(problem?.detail ?? problem?.title ?? 'no reason was recorded')
}
