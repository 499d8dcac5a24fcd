import { Agent } from 'undici'
import { z } from 'zod'
import type { SearchMode } from '../catalog/catalog-index.ts'
import { type CatalogItem, catalogItemSchema } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Platform } from '../services/platform.ts'
import { createApiCall } from './api-call.ts'
import { parseAnswer } from './parse-answer.ts'

/** What the `catalog` commands ask of the API, as the ops key. Failures are those of `createApiCall`. */
export type CatalogClient = {
  /** The same key with the same items is one batch, however often it is sent. Resolves to the id of the batch. */
  put(items: readonly CatalogItem[], idempotencyKey: string, signal: AbortSignal): Promise<string>
  remove(ids: readonly string[], signal: AbortSignal): Promise<string>
  removeAll(signal: AbortSignal): Promise<string>
  /** What came of a batch; null where it is not known, or no longer. */
  batch(id: string, signal: AbortSignal): Promise<CatalogBatch | null>
  page(cursor: string | null, signal: AbortSignal): Promise<{ items: CatalogItem[]; next: string | null }>
  stats(signal: AbortSignal): Promise<CatalogStats>
  /** Best first. Tried for a short while only: somebody waits for it. */
  search(query: CatalogSearch, signal: AbortSignal): Promise<CatalogHit[]>
  close(): Promise<void>
}

const batchSchema = z.looseObject({
  state: z.enum(['waiting', 'done', 'failed']),
  count: z.number(),
  written: z.number(),
  unchanged: z.number(),
  removed: z.number(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
})
export type CatalogBatch = z.infer<typeof batchSchema>

const statsSchema = z.object({
  items: z.number().nullable(),
  space: z
    .object({ configured: z.string(), recorded: z.string().nullable(), collection: z.string().nullable() })
    .nullable(),
  waiting: z.object({ batches: z.number(), items: z.number(), bytes: z.number() }),
  failed: z.number(),
})
export type CatalogStats = z.infer<typeof statsSchema>

type CatalogSearch = { text: string; mode: SearchMode; limit: number; photo: Buffer | null }

const hitSchema = z.looseObject({
  id: z.string(),
  score: z.number(),
  title: z.string(),
  category: z.string().nullable(),
  brand: z.string().nullable(),
})
export type CatalogHit = z.infer<typeof hitSchema>

const takenSchema = z.looseObject({ importId: z.string() })
const pageSchema = z.object({ items: z.array(catalogItemSchema), next: z.string().nullable() })

/** A platform that was just started loads its catalog and its model with the first search, which then misses its deadline. */
const searchMs = 15_000

/** Opens it for a tenant; connections are kept until `close`. */
export function createCatalogClient(platform: Platform, tenant = 'default'): CatalogClient {
  const agent = new Agent({ keepAliveTimeout: 10_000 })
  const call = createApiCall({ url: platform.url, key: platform.opsKey, tenant }, agent)
  const remove = async (body: object, signal: AbortSignal) => {
    const answer = await call('POST', '/v1/catalog/deletions', { body, repeatable: true, signal })
    return parseAnswer(takenSchema, answer).importId
  }
  return {
    put: async (items, idempotencyKey, signal) => {
      const headers = { 'idempotency-key': idempotencyKey }
      const options = { body: { items }, headers, repeatable: true, signal }
      return parseAnswer(takenSchema, await call('POST', '/v1/catalog/items', options)).importId
    },
    remove: (ids, signal) => remove({ ids }, signal),
    removeAll: (signal) => remove({ all: true }, signal),
    batch: async (id, signal) => {
      try {
        return parseAnswer(batchSchema, await call('GET', `/v1/catalog/imports/${encodeURIComponent(id)}`, { signal }))
      } catch (error) {
        if (error instanceof HangtagError && error.evidence.status === 404) return null
        throw error
      }
    },
    page: async (cursor, signal) => {
      const from = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`
      return parseAnswer(pageSchema, await call('GET', `/v1/catalog/items${from}`, { signal }))
    },
    stats: async (signal) => parseAnswer(statsSchema, await call('GET', '/v1/catalog/stats', { signal })),
    search: async ({ text, mode, limit, photo }, signal) => {
      const query = new URLSearchParams({ text, mode, limit: String(limit) })
      const body = { text, mode, limit, photo: photo?.toString('base64') }
      const answer =
        photo === null
          ? await call('GET', `/v1/catalog/search?${query}`, { tryForMs: searchMs, signal })
          : await call('POST', '/v1/catalog/search', { body, repeatable: true, tryForMs: searchMs, signal })
      return parseAnswer(z.object({ hits: z.array(hitSchema) }), answer).hits
    },
    close: () => agent.destroy(),
  }
}
