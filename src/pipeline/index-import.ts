import { z } from 'zod'
import type { CatalogIndex } from '../catalog/catalog-index.ts'
import { type RefusedItem, upsertSoundItems } from '../catalog/upsert-sound-items.ts'
import { type CatalogItem, catalogItemSchema } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CatalogImport, ImportResult } from '../domain/internal-api.ts'
import { importKey } from '../domain/photo-keys.ts'
import type { PhotoStore } from '../store/photo-store.ts'
import type { CatalogPhotos } from './catalog-photos.ts'

export type IndexImportDeps = {
  nextImport(id: string): Promise<CatalogImport | null>
  importDone(id: string, result: ImportResult): Promise<void>
  /** Null: no vector index is configured. */
  catalog: Pick<CatalogIndex, 'upsert' | 'remove' | 'page'> | null
  /** Null: no embedding of photos is configured. */
  photos: Pick<CatalogPhotos, 'ofItems' | 'remove'> | null
  photoStore: Pick<PhotoStore, 'get' | 'removeAll'>
}

/** Items written at once, so that some are embedded while others are written; between batches the worker looks at its stop signal. */
const batchSize = 1_000

/**
 * Works off a tenant's batches up to this one, oldest first: where an older one waits to be tried again, it comes before this
 * one all the same, so that a deletion is never overtaken by what it deletes. All of it may run twice.
 */
export async function indexImport(importId: string, deps: IndexImportDeps, signal: AbortSignal): Promise<void> {
  for (let batch = await deps.nextImport(importId); batch !== null; batch = await deps.nextImport(importId)) {
    const next = batch
    if (deps.catalog === null) throw notConfigured()
    const ready = { ...deps, catalog: deps.catalog }
    const result = await carryOut(next, ready, signal).catch((error: unknown) => {
      throw next.id === importId ? error : notItsTurn(error)
    })
    // The stored file goes before the row is marked done: a missing file therefore means that only the mark is missing.
    await deps.photoStore.removeAll(importKey(next.tenant, next.id))
    await deps.importDone(next.id, result)
  }
}

async function carryOut(
  { id, tenant, kind }: CatalogImport,
  deps: ImportDeps,
  signal: AbortSignal,
): Promise<ImportResult> {
  const { catalog, photos, photoStore } = deps
  const result = { written: 0, unchanged: 0, removed: 0 }
  if (kind === 'delete-all') return { ...result, removed: await removeAll(tenant, deps, signal) }
  const stored = await photoStore.get(importKey(tenant, id))
  const lines = stored === null ? [] : stored.toString('utf8').split('\n').filter(Boolean)
  const refused: RefusedItem[] = []
  for (let at = 0; at < lines.length; at += batchSize) {
    signal.throwIfAborted()
    const batch = lines.slice(at, at + batchSize)
    if (kind === 'delete') {
      await removeItems(tenant, batch.map(parseId), deps)
      result.removed += batch.length
    } else {
      const items = batch.map(parseItem)
      const done = await upsertSoundItems(catalog.upsert, tenant, items)
      await photos?.ofItems(tenant, soundOf(items, done.refused), signal)
      result.written += done.written
      result.unchanged += done.unchanged
      refused.push(...done.refused)
    }
  }
  if (refused.length > 0) throw refusedItems(refused)
  return result
}

type ImportDeps = IndexImportDeps & { catalog: NonNullable<IndexImportDeps['catalog']> }

async function removeItems(tenant: string, ids: string[], { catalog, photos }: ImportDeps): Promise<void> {
  await catalog.remove(tenant, ids)
  await photos?.remove(tenant, ids)
}

/** The later of two items with one id, as in the index. */
function soundOf(items: readonly CatalogItem[], refused: readonly RefusedItem[]): CatalogItem[] {
  const bad = new Set(refused.map(({ id }) => id))
  return [...new Map(items.map((item) => [item.id, item])).values()].filter(({ id }) => !bad.has(id))
}

/** Nothing else writes meanwhile, so a walk meets every row. */
async function removeAll(tenant: string, deps: ImportDeps, signal: AbortSignal): Promise<number> {
  let removed = 0
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    signal.throwIfAborted()
    const page: Awaited<ReturnType<CatalogIndex['page']>> = await deps.catalog.page(tenant, cursor, signal)
    const ids = page.items.map(({ id }) => id)
    for (let at = 0; at < ids.length; at += batchSize) await removeItems(tenant, ids.slice(at, at + batchSize), deps)
    removed += ids.length
    cursor = page.next
  }
  return removed
}

function parseItem(line: string): CatalogItem {
  return catalogItemSchema.parse(JSON.parse(line))
}

function parseId(line: string): string {
  return z.object({ id: z.string() }).parse(JSON.parse(line)).id
}

/** All others are in by now. The file stays, for a replay once the reason is mended. */
function refusedItems(refused: readonly RefusedItem[]): HangtagError {
  const told = refused.slice(0, 5).map(({ id, reason }) => `${id}: ${reason.slice(0, 300)}`)
  const more = refused.length > told.length ? ` And ${refused.length - told.length} more.` : ''
  return new HangtagError(`${refused.length} items could not be indexed, all others were. ${told.join(' ')}${more}`, {
    code: 'catalog-items-refused',
    disposition: 'give-up',
    evidence: { refused: refused.length, ids: refused.slice(0, 100).map(({ id }) => id) },
  })
}

/** What is wrong with an older batch is the end of that one's own job; this one comes after it. */
function notItsTurn(error: unknown): unknown {
  if (!(error instanceof HangtagError) || error.disposition !== 'give-up') return error
  return new HangtagError(`An older batch comes first and cannot be indexed: ${error.message}`, {
    code: 'catalog-older-batch',
    disposition: 'retry',
    cause: error,
  })
}

function notConfigured(): HangtagError {
  const reason = 'No vector index is configured: set MILVUS_ADDRESS and replay this import'
  return new HangtagError(reason, { code: 'catalog-not-configured', disposition: 'give-up' })
}
