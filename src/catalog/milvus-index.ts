import { ConsistencyLevelEnum } from '@zilliz/milvus2-sdk-node'
import { tenantSchema } from '../domain/tenant.ts'
import { type CatalogEmbeddings, spaceOf } from './catalog-embeddings.ts'
import type { CatalogIndex } from './catalog-index.ts'
import { catalogKey, itemColumns, itemOfRow } from './catalog-row.ts'
import { type CatalogCalls, createCatalogSession } from './catalog-session.ts'
import { countItems } from './count-items.ts'
import { keyIn } from './filter-expression.ts'
import { foldText } from './fold-text.ts'
import { searchCharactersMax } from './item-text.ts'
import { pageItems } from './page-items.ts'
import { searchNeighbors } from './search-neighbors.ts'
import { batchRows, upsertItems } from './upsert-items.ts'
import { within } from './within.ts'

export type MilvusIndexSettings = {
  /** `host:port`, or an address with `https://` for TLS. */
  address: string
  token: string | null
  /** Bounds each search and read and each batch of a write, connecting and opening included. */
  deadlineMs: number
  embeddings: CatalogEmbeddings
  /** The alias that calls go to, `catalog` unless tests say otherwise; the collection behind it is made as `<alias>_v1`. */
  collection?: string
}

/**
 * The catalog in Milvus, Milvus Lite or Zilliz Cloud. Beside `catalog-unavailable`, search, upsert and check throw
 * `catalog-embedding-mismatch` (give-up) where the collection was made with another embedding and must be reindexed.
 * Writes go one after the other: Milvus Lite loses rows under two writers, for which reason also only one process may write.
 */
export function createMilvusIndex(settings: MilvusIndexSettings): CatalogIndex {
  const { embeddings } = settings
  const session = createCatalogSession({
    ...settings,
    alias: settings.collection ?? 'catalog',
    embedding: {
      id: spaceOf(embeddings),
      dimensions: embeddings.dimensions,
    },
  })
  let lastWrite: Promise<unknown> = Promise.resolve()
  function inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = lastWrite.then(write)
    lastWrite = turn.catch(() => undefined)
    return turn
  }

  return {
    async search(query, signal) {
      tenantSchema.parse(query.tenant)
      const text = foldText(query.text.slice(0, searchCharactersMax))
      if (text === '' || query.limit < 1) return []
      return session.use(
        async (calls) => {
          const vector = await within(embeddings.embedQuery(text), calls.signal)
          return searchNeighbors(calls, { ...query, text, vector })
        },
        { signal },
      )
    },

    upsert(tenant, items) {
      tenantSchema.parse(tenant)
      return inTurn(async () => {
        const total = { written: 0, unchanged: 0 }
        for (let start = 0; start < items.length; start += batchRows) {
          const batch = items.slice(start, start + batchRows)
          const done = await session.use((calls) =>
            upsertItems(calls, tenant, batch, (texts) => embeddings.embedDocuments(texts)),
          )
          total.written += done.written
          total.unchanged += done.unchanged
        }
        return total
      })
    },

    remove(tenant, ids) {
      tenantSchema.parse(tenant)
      return inTurn(async () => {
        for (let start = 0; start < ids.length; start += batchRows) {
          const filter = itemsOf(tenant, ids.slice(start, start + batchRows))
          await session.use((calls) => removeWhere(calls, filter), { anyEmbedding: true })
        }
      })
    },

    async get(tenant, id) {
      const filter = itemsOf(tenantSchema.parse(tenant), [id])
      const [row] = await session.use((calls) => rowsWhere(calls, filter, itemColumns), { anyEmbedding: true })
      return row === undefined ? null : itemOfRow(row)
    },

    count: async (tenant) => countItems(session, tenantSchema.parse(tenant)),

    page(tenant, cursor, signal) {
      tenantSchema.parse(tenant)
      return session.use((calls) => pageItems(calls, tenant, cursor), { anyEmbedding: true, signal })
    },

    async space() {
      const configured = spaceOf(embeddings)
      return {
        configured,
        ...(await session.use(async ({ recorded, collection }) => ({ recorded, collection }), { anyEmbedding: true })),
      }
    },

    check: () => session.use(async (calls) => void (await rowsWhere(calls, itemsOf('check', ['check']), ['key']))),
    close: () => session.close(),
  }
}

function itemsOf(tenant: string, ids: readonly string[]): string {
  return keyIn(ids.map((id) => catalogKey(tenant, id)))
}

/**
 * Looks first: Milvus Lite deletes from a collection that is not loaded, and just after a restart such a delete can land in
 * a copy of the collection that is then dropped; a query is refused there, and the collection opened again.
 */
async function removeWhere(calls: CatalogCalls, filter: string): Promise<void> {
  const there = await rowsWhere(calls, filter, ['key'])
  if (there.length > 0) await calls.call('delete', (client) => client.delete({ collection_name: calls.alias, filter }))
}

async function rowsWhere(calls: CatalogCalls, filter: string, columns: string[]): Promise<Record<string, unknown>[]> {
  const answer = await calls.call('query', (client) =>
    client.query({
      collection_name: calls.alias,
      filter,
      output_fields: columns,
      consistency_level: ConsistencyLevelEnum.Strong,
    }),
  )
  return answer.data
}
