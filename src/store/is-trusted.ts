import type { StoredListing } from './tables.ts'

/** Whether a person, or the tenant's policy, stands by the listing as it is: only then may it be a neighbor of others. */
export function isTrusted({ state }: Pick<StoredListing, 'state'>): boolean {
  return state === 'accepted' || state === 'published'
}
