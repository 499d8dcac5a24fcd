import type { ListingStep } from './listing-step.ts'
import type { StoredListing } from './tables.ts'

/** A person, or the tenant's policy, takes the draft as it stands. */
export function acceptListing(row: StoredListing, at: Date): ListingStep {
  return {
    row: { ...row, state: 'accepted', acceptedAt: at, version: row.version + 1, problem: null },
    events: [{ type: 'listing.accepted' }],
  }
}
