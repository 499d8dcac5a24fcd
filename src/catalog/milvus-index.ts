import { HangtagError } from '../domain/hangtag-error.ts'
import { tenantSchema } from '../domain/tenant.ts'
import { type CatalogEmbeddings, type EmbeddingsSource, spaceOf } from './catalog-embeddings.ts'
import type { CatalogIndex } from './catalog-index.ts'
import { catalogKey, itemColumns, itemOfRow } from './catalog-row.ts'
import { type CatalogCalls, createCatalogSession } from './catalog-session.ts'
import { countItems } from './count-items.ts'
import { createAlias, createCollection } from './create-collection.ts'
import { allOf, itemsOf, keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { foldText } from './fold-text.ts'
import type { Ranking } from './fuse-ranks.ts'
import { searchCharactersMax } from './item-text.ts'
import { pageItems } from './page-items.ts'
import { removeItems } from './remove-items.ts'
import { searchNeighbors } from './search-neighbors.ts'
import { storedRows } from './stored-rows.ts'
import { upsertInBatches } from './upsert-in-batches.ts'
import { batchRows, type ItemRow, itemRows, type Upserted, upsertRows } from './upsert-items.ts'
import { upsertNext } from './upsert-next.ts'

export type MilvusIndexSettings = {
  /** `host:port`, or an address with `https://` for TLS. */
  address: string
  token: string | null
  /** Bounds what each search waits for the server, connecting and opening included; batches of a write, pages and counts five times. */
  deadlineMs: number
  embeddings: EmbeddingsSource
  ranking: Ranking
  /** The alias that calls go to, `catalog` unless tests say otherwise; the first collection behind it is `<alias>_v1`. */
  collection?: string
}

/**
 * The catalog in Milvus, Milvus Lite or Zilliz Cloud. Reads take what is there: before the first write nothing is found.
 * Beside `catalog-unavailable`, searches and `check` throw `catalog-embedding-mismatch` (give-up) where the collection was
 * filled with another embedding than is configured and must be reindexed; writes go on in the collection's own.
 * Writes go one after the other: Milvus Lite loses rows under two writers, for which reason also only one process may write.
 */
export function createMilvusIndex(settings: MilvusIndexSettings): CatalogIndex {
  const { embeddings, ranking } = settings
  const alias = settings.collection ?? 'catalog'
  const session = createCatalogSession({ ...settings, alias })
  let lastWrite: Promise<unknown> = Promise.resolve()
  function inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = lastWrite.then(write)
    lastWrite = turn.catch(() => undefined)
    return turn
  }

  /** The embedding for queries to a collection. */
  async function forQueries(calls: CatalogCalls, { space }: FoundCollection): Promise<CatalogEmbeddings> {
    const configured = await calls.outside(() => embeddings.configured(space))
    if (spaceOf(configured) !== space) throw mismatch(space, spaceOf(configured))
    return configured
  }

  let creating: Promise<FoundCollection> | null = null
  function first(calls: CatalogCalls): Promise<FoundCollection> {
    creating ??= createFirst(calls, alias, embeddings).finally(() => {
      creating = null
    })
    return creating
  }

  async function upsertBatch(batch: readonly ItemRow[], turn: Promise<unknown>): Promise<Upserted> {
    const embedded = new Map<string, number[]>()
    return session.patiently(async (calls) => {
      const embed = embedOnce(embeddings, embedded, calls.signal)
      const { current, next } = await calls.targets()
      const used = current ?? (await first(calls))
      if (next !== null) await upsertNext(calls, next, batch, embed(next.space), turn)
      return upsertRows(calls, used, batch, embed(used.space), turn)
    })
  }

  return {
    async search(query, signal) {
      tenantSchema.parse(query.tenant)
      const text = foldText(query.text.slice(0, searchCharactersMax))
      if (text === '' || query.limit < 1) return []
      return session.use(async (calls) => {
        const collection = await calls.current()
        if (collection === null) return []
        const used = await forQueries(calls, collection)
        const vector = await calls.outside(() => used.embedQuery(text, calls.signal))
        return searchNeighbors(calls, collection, { ...query, text, vector }, ranking)
      }, signal)
    },

    upsert(tenant, items) {
      tenantSchema.parse(tenant)
      return inTurn(() => upsertInBatches(itemRows(tenant, items), upsertBatch))
    },

    remove(tenant, ids) {
      tenantSchema.parse(tenant)
      return inTurn(async () => {
        for (let start = 0; start < ids.length; start += batchRows)
          await session.patiently((calls) => removeItems(calls, tenant, ids.slice(start, start + batchRows)))
      })
    },

    async get(tenant, id) {
      const key = catalogKey(tenantSchema.parse(tenant), id)
      return session.use(async (calls) => {
        const collection = await calls.find(alias)
        if (collection === null) return null
        const columns = collection.marksDeleted ? [...itemColumns, 'deleted'] : itemColumns
        const [row] = await storedRows(calls, collection, keyIn([key]), columns)
        return row === undefined || row.deleted === true ? null : itemOfRow(row)
      })
    },

    count: async (tenant) => countItems(session, alias, tenantSchema.parse(tenant)),

    async page(tenant, cursor, signal) {
      tenantSchema.parse(tenant)
      return session.patiently(async (calls) => {
        const collection = await calls.find(alias)
        return collection === null ? { items: [], next: null } : pageItems(calls, collection, tenant, cursor)
      }, signal)
    },

    space: () =>
      session.use(async (calls) => {
        const collection = await calls.find(alias)
        const recorded = collection?.space ?? null
        const configured = spaceOf(await calls.outside(() => embeddings.configured(recorded)))
        return { configured, recorded, collection: collection?.name ?? null }
      }),

    check: () =>
      session.use(async (calls) => {
        const collection = await calls.find(alias)
        if (collection === null) return
        await forQueries(calls, collection)
        await storedRows(calls, collection, allOf(itemsOf('check', collection), keyIn(['check/check'])), ['key'])
      }),

    close: () => session.close(),
  }
}

async function createFirst(calls: CatalogCalls, alias: string, source: EmbeddingsSource): Promise<FoundCollection> {
  const embeddings = await calls.outside(() => source.configured(null))
  await createCollection(calls.call, await calls.kind(), `${alias}_v1`, embeddings)
  await createAlias(calls.call, `${alias}_v1`, alias)
  const made = await calls.find(alias)
  if (made !== null) return made
  throw new HangtagError('The collection of the catalog is not there after it was made', {
    code: 'catalog-unavailable',
    disposition: 'retry',
  })
}

/** What has been embedded is `known` to a second attempt at the same batch: it may have been paid for. */
function embedOnce(source: EmbeddingsSource, known: Map<string, number[]>, signal: AbortSignal) {
  return (space: string | null) => async (rows: readonly ItemRow[]) => {
    if (space === null) throw mismatch(null, spaceOf(await source.configured(null)))
    const missing = rows.filter(({ row }) => !known.has(`${space} ${row.key}`))
    const used = await source.open(space)
    const vectors = await used.embedDocuments(
      missing.map(({ text }) => text),
      signal,
    )
    for (const [place, { row }] of missing.entries()) known.set(`${space} ${row.key}`, vectors[place] ?? [])
    return rows.map(({ row }) => known.get(`${space} ${row.key}`) ?? [])
  }
}

function mismatch(recorded: string | null, configured: string): HangtagError {
  return new HangtagError(
    `The catalog was indexed with ${recorded ?? 'an unknown embedding'} and ${configured} is configured: run \`hangtag catalog reindex\``,
    { code: 'catalog-embedding-mismatch', disposition: 'give-up', evidence: { recorded, configured } },
  )
}
