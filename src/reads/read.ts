import type { ReadResult } from '../domain/internal-api.ts'
import type { Lane } from '../domain/job.ts'
import type { PhotoVariant } from '../domain/photo-keys.ts'
import type { SpendingLimit } from '../domain/spending.ts'

/** A photo as a read sees it: its stored variants, and the upload as it came (to be decoded with care), fetched when asked for. */
export type ReadPhoto = {
  index: number
  sha256: string
  notes: string[]
  /** The fingerprint, 16 hex digits; left out: not known. */
  phash?: string | null
  bytes(variant: PhotoVariant | 'original'): Promise<Buffer>
}

/** A listing as a read sees it. Only normalized photos are here, in the order they came. */
export type ReadListing = {
  listingId: string
  tenant: string
  revision: number
  run: number
  text: string
  hints: Record<string, unknown>
  photos: ReadPhoto[]
  /** How urgent it is, and what its model calls may cost: nothing that a read's answer depends on. */
  lane?: Lane
  spendingLimits?: readonly SpendingLimit[]
}

/**
 * A free read: takes what it names, returns claims, decides nothing. `version` changes whenever its answers could;
 * `input` is all that its answer depends on, as JSON, so that a stored result can be found again. What a read had to leave out,
 * and which model it used, stand in `run`; `incomplete`: for a passing reason, so that its result must not be taken again.
 */
export type Read = {
  name: string
  version: string
  input(listing: ReadListing): unknown
  run(
    listing: ReadListing,
    signal: AbortSignal,
  ): Promise<
    Pick<ReadResult, 'claims' | 'extra'> & {
      run?: Pick<ReadResult['run'], 'error' | 'reason' | 'model' | 'endpoint'>
      incomplete?: boolean
    }
  >
}
