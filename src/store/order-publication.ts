import { acceptListing } from './accept-listing.ts'
import { type Decision, verbsOf, wrongState } from './change-listing.ts'
import type { Queries } from './database.ts'
import type { ListingStep } from './listing-step.ts'
import { readPolicy } from './policy-store.ts'
import { recordOf } from './record-of.ts'
import type { StoredListing } from './tables.ts'

/** Orders publishing of the listing as it stands. A draft that the tenant's policy takes unseen is accepted first. */
export async function orderPublication(row: StoredListing, at: Date, queries: Queries): Promise<Decision> {
  const options = {
    acceptedByPolicy: row.state === 'draft' && isAcceptedBy(await readPolicy(queries, row.tenant), row),
  }
  if (!verbsOf(row, options).includes('publish')) return wrongState(row, options)
  const accepted: ListingStep = row.state === 'draft' ? acceptListing(row, at) : { row, events: [] }
  return published(accepted)
}

// The record is kept as it is now: a correction that comes while it is sent must not go out under this version. Neither
// this nor the outcome counts a version. A retry must carry the same idempotency key, and a listing that was just published
// must not show as changed since.
function published({ row, events }: ListingStep): ListingStep {
  const ordered = { ...row, problem: null }
  return {
    row: { ...ordered, publishing: row.version, publication: recordOf(ordered) },
    events: [...events, { type: 'listing.publishing', more: { publishing: row.version } }],
  }
}

/** By the least sure value: one doubtful value is enough for a person to look. A blank is not published, whether right or wrong. */
function isAcceptedBy(policy: { acceptAt: number | null }, row: StoredListing): boolean {
  if (policy.acceptAt === null || row.draft === null || row.draft.review.needed) return false
  const values = Object.values(row.draft.fields).filter(({ value }) => value !== null)
  const sure = values.map(({ confidence }) => confidence)
  return sure.length > 0 && Math.min(...sure) >= policy.acceptAt
}
