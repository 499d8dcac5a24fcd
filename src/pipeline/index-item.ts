import type { CatalogIndex } from '../catalog/catalog-index.ts'
import { type CatalogItem, catalogItemSchema } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CatalogImport, Deletion } from '../domain/internal-api.ts'
import type { IndexJob } from '../domain/job.ts'
import { importKey, listingPrefix } from '../domain/photo-keys.ts'
import type { PhotoStore } from '../store/photo-store.ts'

/** Items embedded and written at once; between batches the worker looks at its stop signal. */
const batchSize = 200

export type IndexItemDeps = {
  catalogItem(listingId: string, version: number): Promise<{ tenant: string; item: CatalogItem | null } | null>
  indexed(listingId: string, version: number): Promise<void>
  deletion(id: string): Promise<Deletion | null>
  deletionDone(id: string): Promise<void>
  catalogImport(id: string): Promise<CatalogImport | null>
  importDone(id: string): Promise<void>
  /** Null: no vector index is configured. Accepted listings are then not indexed, and deletions go on without it. */
  catalog: Pick<CatalogIndex, 'upsert' | 'remove'> | null
  photoStore: Pick<PhotoStore, 'get' | 'removeAll'>
  /** What models answered about a listing. */
  removeAnswers(tenant: string, listingId: string): Promise<void>
}

/** The one writer of the vector index. Every kind of job may run twice; what is gone meanwhile is nothing to do. */
export async function indexItem(job: IndexJob, deps: IndexItemDeps, signal: AbortSignal): Promise<void> {
  if (job.kind === 'put') return putListing(job.listingId, job.version, deps)
  if (job.kind === 'remove') return removeListing(job.deletionId, deps)
  return importItems(job.importId, deps, signal)
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

/** The stored file goes before the row is marked done: a missing file therefore means that only the mark is missing. */
async function importItems(importId: string, deps: IndexItemDeps, signal: AbortSignal): Promise<void> {
  const found = await deps.catalogImport(importId)
  if (found === null) return
  if (deps.catalog === null) {
    const reason = 'No vector index is configured: set MILVUS_ADDRESS and replay this import'
    throw new HangtagError(reason, { code: 'catalog-not-configured', disposition: 'give-up' })
  }
  const key = importKey(found.tenant, importId)
  const stored = await deps.photoStore.get(key)
  const lines = stored === null ? [] : stored.toString('utf8').split('\n').filter(Boolean)
  for (let at = 0; at < lines.length; at += batchSize) {
    signal.throwIfAborted()
    await deps.catalog.upsert(found.tenant, lines.slice(at, at + batchSize).map(parseItem))
  }
  await deps.photoStore.removeAll(key)
  await deps.importDone(importId)
}

function parseItem(line: string): CatalogItem {
  return catalogItemSchema.parse(JSON.parse(line))
}
