import type { CatalogItem, Neighbor } from '../domain/catalog-item.ts'
import type { HangtagError } from '../domain/hangtag-error.ts'

/** How a search ranks: by dense vector, by words, or by both merged. */
export const searchModes = ['hybrid', 'dense', 'bm25'] as const
export type SearchMode = (typeof searchModes)[number]

export type CatalogQuery = {
  tenant: string
  text: string
  /** How many neighbors at most. */
  limit: number
  /** An item that must not be its own neighbor. */
  exceptId?: string
  /** `hybrid` where not said. */
  mode?: SearchMode
  /** JPEGs of the thing that is looked for. Where photos are indexed, neighbors come from text and photos together. */
  pictures?: readonly Buffer[]
  /** Told why photos had no say; left out, their failure is thrown. */
  onPicturesMissed?(error: HangtagError): void
}

/** One step of a walk. It may hold no item although there is a `next`; the walk ends where `next` is null. */
export type CatalogPage = { items: CatalogItem[]; next: string | null }

/** Embedding spaces, each as `name@version/dimensions`. */
type CatalogSpace = {
  /** What this process embeds queries with. */
  configured: string
  /** What the collection was filled with; null where there is no collection yet. */
  recorded: string | null
  /** The collection that searches go to. */
  collection: string | null
}

/**
 * The vector index as the product sees it. Every call stays inside one tenant. Failures are `HangtagError` with code
 * `catalog-unavailable` and disposition `retry`; nothing waits past the configured deadline.
 */
export type CatalogIndex = {
  /** Trusted items near the text, best first, of near-duplicates only the best. */
  search(query: CatalogQuery, signal?: AbortSignal): Promise<Neighbor[]>
  /** Inserts or replaces by `tenant/id`; an unchanged item (same content hash) is not embedded again. Only the index worker writes. */
  upsert(tenant: string, items: readonly CatalogItem[]): Promise<{ written: number; unchanged: number }>
  remove(tenant: string, ids: readonly string[]): Promise<void>
  /** One stored item, or null; for checks that something is or is not there. */
  get(tenant: string, id: string): Promise<CatalogItem | null>
  count(tenant: string): Promise<number>
  /**
   * Walks over all items of a tenant, in no order that means anything, from `null` on by each page's `next`. Each item that
   * is there throughout comes exactly once; one that is written or removed meanwhile may come or not. A cursor that no page
   * gave throws `catalog-cursor-invalid` (give-up).
   */
  page(tenant: string, cursor: string | null, signal?: AbortSignal): Promise<CatalogPage>
  /** For doctor, statistics and drafts. Throws where the server cannot be asked. */
  space(): Promise<CatalogSpace>
  /** Throws where the index cannot be used. */
  check(): Promise<void>
  close(): Promise<void>
}
