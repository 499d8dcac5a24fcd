import { HangtagError } from '../../domain/hangtag-error.ts'
import { tenantSchema } from '../../domain/tenant.ts'
import { type CatalogCalls, createCatalogSession } from '../catalog-session.ts'
import { createAlias, createCollectionAs } from '../create-collection.ts'
import type { ImageEmbeddings } from '../embeddings/image-embeddings.ts'
import { equals, keyIn } from '../filter-expression.ts'
import type { FoundCollection } from '../find-collection.ts'
import { serverKinds } from '../server-kinds.ts'
import { storedRows } from '../stored-rows.ts'
import { type EmbeddedPhoto, embedPhotos } from './embed-photos.ts'
import type { ImageIndex, ItemPhoto } from './image-index.ts'
import { type ImageRow, imageKeys, imageRow, imageSchema } from './image-row.ts'
import { searchImages } from './search-images.ts'

export type MilvusImageIndexSettings = {
  address: string
  token: string | null
  deadlineMs: number
  embeddings: ImageEmbeddings
  /** The alias of the catalog's own collection; that of the photos is `<collection>_images`. */
  collection?: string
}

/** Items whose photos are looked up at once: 16 keys each. */
const itemsAtOnce = 64
/** For the vectors of a query's pictures. A model on a processor takes a second for three of them. */
const queryMsMax = 5_000
/** Rows of a write: 512 numbers each are a quarter of a megabyte. */
const rowsAtOnce = 64

/**
 * Photos in Milvus, beside the catalog's collection and written by the same one worker. The collection records the embedding
 * that it was filled with; how many numbers that gives is known from its first vectors.
 */
export function createMilvusImageIndex(settings: MilvusImageIndexSettings): ImageIndex {
  const { embeddings } = settings
  const alias = `${settings.collection ?? 'catalog'}_images`
  const session = createCatalogSession({ ...settings, alias })
  const spaceOf = (dimensions: number) => `${embeddings.name}@${embeddings.version}/${dimensions}`

  function checked(collection: FoundCollection | null): FoundCollection | null {
    if (collection === null || collection.space === spaceOf(collection.dimensions)) return collection
    throw mismatch(collection, `${embeddings.name}@${embeddings.version}`)
  }

  async function opened(calls: CatalogCalls, dimensions: number): Promise<FoundCollection> {
    const name = `${alias}_v1`
    let found = checked(await calls.find(alias))
    if (found === null) {
      const indexes = serverKinds[await calls.kind()].indexes.filter(({ field_name }) => field_name !== 'sparse')
      await createCollectionAs(calls.call, imageSchema(name, spaceOf(dimensions), dimensions), indexes)
      await createAlias(calls.call, name, alias)
      found = checked(await calls.find(alias))
    }
    if (found === null) throw notMade()
    if (found.dimensions !== dimensions) throw mismatch(found, spaceOf(dimensions))
    return found
  }

  async function putSome(tenant: string, items: Parameters<ImageIndex['put']>[1], signal: AbortSignal) {
    const keys = items.flatMap(({ id }) => imageKeys(tenant, id))
    const stored = await session.patiently(async (calls) => {
      const collection = checked(await calls.find(alias))
      return collection === null ? [] : storedRows(calls, collection, keyIn(keys), ['key', 'source'])
    }, signal)
    const sources = new Map(stored.map((row) => [String(row.key), String(row.source)]))
    const wanted = items.flatMap(({ id, photos }) =>
      photos.map((photo) => ({ id, key: keyOf(tenant, id, photo), photo })),
    )
    const missing = wanted.filter(({ key, photo }) => sources.get(key) !== photo.source)
    const embedded = await embedPhotos(missing, embeddings, signal)
    await session.patiently((calls) => writeAll(calls, tenant, embedded), signal)
    const kept = new Set([...wanted.filter((one) => !missing.includes(one)), ...embedded].map(({ key }) => key))
    const stale = [...sources.keys()].filter((key) => !kept.has(key))
    await session.patiently((calls) => deleteKeys(calls, stale), signal)
    return {
      written: embedded.length,
      unchanged: wanted.length - missing.length,
      failed: missing.length - embedded.length,
    }
  }

  async function writeAll(calls: CatalogCalls, tenant: string, embedded: readonly EmbeddedPhoto[]): Promise<void> {
    const [first] = embedded
    if (first === undefined) return
    const { name } = await opened(calls, first.dense.length)
    const rows = embedded.map(({ id, photo, phash, dense }) => imageRow(tenant, id, { ...photo, phash, dense }))
    for (let at = 0; at < rows.length; at += rowsAtOnce) {
      const data: ImageRow[] = rows.slice(at, at + rowsAtOnce)
      await calls.call('upsert', (client) => client.upsert({ collection_name: name, data, timeout: calls.deadlineMs }))
    }
  }

  async function deleteKeys(calls: CatalogCalls, keys: readonly string[]): Promise<void> {
    const collection = keys.length === 0 ? null : await calls.find(alias)
    if (collection === null) return
    const there = await storedRows(calls, collection, keyIn(keys), ['key'])
    if (there.length === 0) return
    const filter = keyIn(there.map(({ key }) => String(key)))
    await calls.call('delete', (client) => client.delete({ collection_name: collection.name, filter }))
  }

  return {
    async put(tenant, items, signal) {
      tenantSchema.parse(tenant)
      const total = { written: 0, unchanged: 0, failed: 0 }
      for (let at = 0; at < items.length; at += itemsAtOnce) {
        const done = await putSome(tenant, items.slice(at, at + itemsAtOnce), signal)
        for (const count of ['written', 'unchanged', 'failed'] as const) total[count] += done[count]
      }
      return total
    },

    async remove(tenant, ids) {
      tenantSchema.parse(tenant)
      for (let at = 0; at < ids.length; at += itemsAtOnce) {
        const keys = ids.slice(at, at + itemsAtOnce).flatMap((id) => imageKeys(tenant, id))
        await session.patiently((calls) => deleteKeys(calls, keys))
      }
    },

    async search(query, signal) {
      tenantSchema.parse(query.tenant)
      if (query.pictures.length === 0 || query.limit < 1) return []
      return session.use(async (calls) => {
        const collection = checked(await calls.current())
        if (collection === null) return []
        const vectors = await calls.outside(() => embedQuery(embeddings, query.pictures, calls.signal))
        return searchImages(calls, collection, query, vectors)
      }, signal)
    },

    count: (tenant) =>
      session.patiently(async (calls) => {
        const collection = await calls.current()
        if (collection === null) return 0
        const [row] = await storedRows(calls, collection, equals('tenant', tenantSchema.parse(tenant)), ['count(*)'])
        return Number(row?.['count(*)'] ?? 0)
      }),

    close: () => session.close(),
  }
}

function keyOf(tenant: string, id: string, { index }: ItemPhoto): string {
  const key = imageKeys(tenant, id)[index]
  if (key === undefined) throw new Error(`An item has no photo ${index}`)
  return key
}

/** Somebody waits for a search; an endpoint that stands still must not hold up a listing for as long as it may an import. */
async function embedQuery(embeddings: ImageEmbeddings, pictures: readonly Buffer[], signal: AbortSignal) {
  const deadline = AbortSignal.timeout(queryMsMax)
  try {
    return await embeddings.embed(pictures, AbortSignal.any([signal, deadline]))
  } catch (error) {
    if (signal.aborted || !deadline.aborted) throw error
    const reason = `The endpoint of pictures did not answer within ${queryMsMax} ms`
    throw new HangtagError(reason, { code: 'image-embeddings-unavailable', disposition: 'retry', cause: error })
  }
}

function mismatch({ space, name }: FoundCollection, configured: string): HangtagError {
  return new HangtagError(
    `The photos of the catalog were indexed with ${space ?? 'an unknown embedding'} and ${configured} is configured. A reindex does not cover photos: configure the former again, or drop the collection ${name}, whose photos come back as their items are imported and accepted again`,
    { code: 'catalog-embedding-mismatch', disposition: 'give-up', evidence: { recorded: space, configured } },
  )
}

function notMade(): HangtagError {
  return new HangtagError('The collection of photos is not there after it was made', {
    code: 'catalog-unavailable',
    disposition: 'retry',
  })
}
