import type { CatalogItem } from '../domain/catalog-item.ts'
import type { Deletion } from '../domain/internal-api.ts'
import type { IndexJob } from '../domain/job.ts'
import { listingPrefix } from '../domain/photo-keys.ts'
import { type IndexImportDeps, indexImport } from './index-import.ts'

export type IndexItemDeps = IndexImportDeps & {
  catalogItem(listingId: string, version: number): Promise<{ tenant: string; item: CatalogItem | null } | null>
  indexed(listingId: string, version: number): Promise<void>
  deletion(id: string): Promise<Deletion | null>
  deletionDone(id: string): Promise<void>
  /** What models answered about a listing. */
  removeAnswers(tenant: string, listingId: string): Promise<void>
}

/**
 * The one writer of the vector index. Where none is configured, accepted listings are not indexed, and deletions go on
 * without it. Every kind of job may run twice; what is gone meanwhile is nothing to do.
 */
export async function indexItem(
  job: Exclude<IndexJob, { kind: 'reindex' }>,
  deps: IndexItemDeps,
  signal: AbortSignal,
): Promise<void> {
  if (job.kind === 'put') return putListing(job.listingId, job.version, deps)
  if (job.kind === 'remove') return removeListing(job.deletionId, deps)
  return indexImport(job.importId, deps, signal)
}

async function putListing(listingId: string, version: number, deps: IndexItemDeps): Promise<void> {
  const found = await deps.catalogItem(listingId, version)
  if (found === null || found.item === null) return
  await deps.catalog?.upsert(found.tenant, [found.item])
  await deps.indexed(listingId, version)
}

/** Last in a listing's life: with one writer and jobs in order, no older `put` can come after it. */
async function removeListing(deletionId: string, deps: IndexItemDeps): Promise<void> {
  const deletion = await deps.deletion(deletionId)
  if (deletion === null) return
  // The photos go whether or not the others can be reached now.
  await deps.photoStore.removeAll(listingPrefix(deletion.tenant, deletion.listingId))
  await Promise.all([
    deps.removeAnswers(deletion.tenant, deletion.listingId),
    deps.catalog?.remove(deletion.tenant, [deletion.listingId]),
  ])
  await deps.deletionDone(deletionId)
}
