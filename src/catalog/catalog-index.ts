import type { CatalogItem, Neighbor } from '../domain/catalog-item.ts'

export type CatalogQuery = {
  tenant: string
  text: string
  /** How many neighbors at most. */
  limit: number
  /** An item that must not be its own neighbor. */
  exceptId?: string
}

/**
 * The vector index as the product sees it. Every call stays inside one tenant. Failures are `HangtagError` with code
 * `catalog-unavailable` and disposition `retry`; nothing waits past the configured deadline.
 */
export type CatalogIndex = {
  /** Trusted items near the text, best first: dense and BM25 together. */
  search(query: CatalogQuery, signal?: AbortSignal): Promise<Neighbor[]>
  /** Inserts or replaces by `tenant/id`; an unchanged item (same content hash) is not embedded again. Only the index worker writes. */
  upsert(tenant: string, items: readonly CatalogItem[]): Promise<{ written: number; unchanged: number }>
  remove(tenant: string, ids: readonly string[]): Promise<void>
  /** One stored item, or null; for checks that something is or is not there. */
  get(tenant: string, id: string): Promise<CatalogItem | null>
  count(tenant: string): Promise<number>
  /** Throws where the index cannot be used. */
  check(): Promise<void>
  close(): Promise<void>
}
