import type { Draft } from '../domain/draft.ts'
import type { ListingStep } from './listing-step.ts'
import type { StoredListing } from './tables.ts'

/**
 * Takes a draft for the row's own (revision, run). `same`: this pair was written already. `stale`: any other pair, or photos
 * came after it; so an older draft never overwrites a newer one. A listing that failed in this very run takes its draft
 * late: a job that was given up for dead may still have been at work.
 */
export function takeDraft(row: StoredListing, draft: Draft): ListingStep | 'same' | 'stale' {
  const { revision, run, fields, copy, review, provenance } = draft
  if (row.draftedRevision === revision && row.draftedRun === run) return 'same'
  if (row.revision !== revision || row.run !== run) return 'stale'
  if (row.state !== 'digitizing' && row.state !== 'failed') return 'stale'
  if (row.photos.some((photo) => photo.state === 'received')) return 'stale'
  return {
    row: {
      ...row,
      state: review.needed ? 'needs-review' : 'draft',
      draft: { fields, copy, review, provenance },
      draftedRevision: revision,
      draftedRun: run,
      version: row.version + 1,
      problem: null,
    },
    events: [{ type: review.needed ? 'listing.needs-review' : 'listing.draft.ready' }],
  }
}
