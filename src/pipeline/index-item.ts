import type { IndexJob } from '../domain/job.ts'
import { type EraseListingDeps, eraseListing } from './erase-listing.ts'
import { type IndexImportDeps, indexImport } from './index-import.ts'
import { type IndexListingDeps, indexListing } from './index-listing.ts'

export type IndexItemDeps = IndexListingDeps & EraseListingDeps & IndexImportDeps

/** What the one writer of the vector index does. Every kind of job may run twice; what is gone meanwhile is nothing to do. */
export async function indexItem(
  job: Exclude<IndexJob, { kind: 'reindex' }>,
  deps: IndexItemDeps,
  signal: AbortSignal,
): Promise<void> {
  switch (job.kind) {
    case 'put':
      return indexListing(job.listingId, job.version, deps, signal)
    case 'remove':
      return eraseListing(job.deletionId, deps)
    case 'import':
      return indexImport(job.importId, deps, signal)
  }
}
