import { createHash } from 'node:crypto'
import type { ListingRecord } from '../../domain/record.ts'
import type { ApiClient } from '../api-client.ts'
import { createOnce } from '../create-once.ts'
import type { InputListing } from './read-input-lines.ts'
import { unpaidReason } from './unpaid-reason.ts'

/** From the order to the draft: in the bulk lane, sellers go first. */
const deadlineMs = 60 * 60_000

/**
 * One line's listing as it ended, drafted or failed. The same input is the same listing in every run: what a killed run
 * made is found again, and where it failed, no money was left for its model read, or all is wanted `again`, it is digitized
 * once more.
 */
export async function digitizeLine(
  { id, photos, text }: InputListing,
  { inputHash, again, spendingCap }: { inputHash: string; again: boolean; spendingCap: string | undefined },
  api: Pick<ApiClient, 'create' | 'redigitize' | 'follow'>,
  signal: AbortSignal,
): Promise<ListingRecord> {
  const key = createHash('sha256').update(id).update(inputHash).digest('hex').slice(0, 32)
  const capped = spendingCap === undefined ? {} : { spendingCap }
  const found = await createOnce(api, { photos, text, lane: 'bulk', ...capped }, `batch-${key}`, signal)
  const isOver = !['received', 'digitizing'].includes(found.state)
  const redo = found.state === 'failed' || (isOver && (again || unpaidReason(found) !== null))
  const started = redo ? await api.redigitize(found.listingId, signal, spendingCap) : found
  return await api.follow(started, { deadlineMs, signal })
}
