import { HangtagError } from '../domain/hangtag-error.ts'
import type { ListingRecord } from '../domain/record.ts'
import type { ApiClient, NewListing } from './api-client.ts'

/** How often one input may have been deleted and sent again. */
const livesMax = 20

/**
 * The listing of this key: made now, or found as an earlier, perhaps killed, run left it. One that was deleted since is made
 * again, under the next key of a series.
 */
export async function createOnce(
  api: Pick<ApiClient, 'create'>,
  listing: Omit<NewListing, 'idempotencyKey'>,
  key: string,
  signal: AbortSignal,
): Promise<ListingRecord> {
  for (let life = 0; ; life += 1) {
    try {
      return await api.create({ ...listing, idempotencyKey: `${key}.${life}` }, signal)
    } catch (error) {
      const deleted = error instanceof HangtagError && error.evidence.problem === 'listing-deleted'
      if (!deleted || life >= livesMax) throw error
    }
  }
}
