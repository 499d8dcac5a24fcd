import type { PublicationResult } from '../domain/internal-api.ts'
import { problem } from '../domain/problem.ts'
import type { ListingStep } from './listing-step.ts'
import type { StoredListing } from './tables.ts'

/** Takes in what became of a publish order; null where that order no longer stands, so that a second report changes nothing. */
export function takePublicationResult(row: StoredListing, result: PublicationResult): ListingStep | null {
  if (row.publishing !== result.version) return null
  const over = { ...row, publishing: null, publication: null }
  if (result.outcome === 'published') {
    return {
      row: { ...over, state: 'published', publishedVersion: result.version, problem: null },
      events: [{ type: 'listing.published', more: { publishedVersion: result.version } }],
    }
  }
  const failure = problem(502, result.code, 'Publishing failed', result.detail)
  return {
    row: { ...over, state: 'accepted', problem: failure },
    events: [{ type: 'listing.publish-failed', more: { problem: failure } }],
  }
}
