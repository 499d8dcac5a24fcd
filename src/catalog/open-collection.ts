import { setTimeout as delay } from 'node:timers/promises'
import { DataType, type DescribeCollectionResponse, type FieldType, FunctionType } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import { type MilvusConnection, unavailable } from './milvus-connection.ts'

/**
 * Finds the collection behind the alias, makes it (as `<alias>_v1`) where there is none, and loads it. Each step looks
 * before it acts and takes "somebody was faster" for done, so that two processes may start at once; the alias comes last, so
 * that after a crash half-way the next start goes on where this one stopped. Returns the id of the embedding on record.
 */
export async function openCollection(
  connection: MilvusConnection,
  alias: string,
  embedding: { id: string; dimensions: number },
  signal: AbortSignal,
): Promise<OpenCollection> {
  let found = await describe(connection, alias, signal)
  if (found === null) {
    const collection = `${alias}_v1`
    await create(connection, collection, embedding, signal)
    for (const index of indexes) await createIndex(connection, collection, index, signal)
    await unlessDone(
      () =>
        connection.call('create alias', (client) => client.createAlias({ collection_name: collection, alias }), signal),
      async () => (await describe(connection, alias, signal)) !== null,
    )
    found = await describe(connection, alias, signal)
  }
  if (found === null) throw unavailable('create collection', 'it is not there after it was made')
  await load(connection, alias, signal)
  return { collection: found.collection_name, recorded: embeddingOf(found) }
}

export type OpenCollection = { collection: string; recorded: string | null }

const embeddingProperty = 'hangtag.embedding'

function fields(dimensions: number): FieldType[] {
  const text = (name: string, bytesMax: number): FieldType => ({
    name,
    data_type: DataType.VarChar,
    max_length: bytesMax,
  })
  // VARCHAR lengths are bytes: three for each UTF-16 unit that the item's schema allows.
  return [
    { ...text('pk', 512), is_primary_key: true },
    { ...text('tenant', 64), is_partition_key: true },
    // A copy of the primary key: hits lose the key where other output fields are asked for.
    text('key', 512),
    { name: 'bucket', data_type: DataType.Int32 },
    text('contentHash', 64),
    text('title', 3_000),
    { ...text('text', 24_000), enable_analyzer: true },
    text('description', 30_000),
    text('category', 600),
    text('brand', 600),
    text('imageUrl', 6_000),
    { name: 'attributes', data_type: DataType.JSON },
    { name: 'trusted', data_type: DataType.Bool },
    { name: 'dense', data_type: DataType.FloatVector, dim: dimensions },
    { name: 'sparse', data_type: DataType.SparseFloatVector },
  ]
}

const indexes = [
  { field_name: 'dense', index_type: 'HNSW', metric_type: 'COSINE', params: { M: 16, efConstruction: 200 } },
  { field_name: 'sparse', index_type: 'SPARSE_INVERTED_INDEX', metric_type: 'BM25', params: {} },
]

async function describe(
  connection: MilvusConnection,
  name: string,
  signal: AbortSignal,
): Promise<DescribeCollectionResponse | null> {
  try {
    return await connection.call('describe', (client) => client.describeCollection({ collection_name: name }), signal)
  } catch (error) {
    if (error instanceof HangtagError && error.evidence.milvusCode === notFound) return null
    throw error
  }
}

/** The server's number for "no such collection", the same on Milvus and Milvus Lite. */
const notFound = 100

async function create(
  connection: MilvusConnection,
  name: string,
  embedding: { id: string; dimensions: number },
  signal: AbortSignal,
): Promise<void> {
  if ((await describe(connection, name, signal)) !== null) return
  const request = {
    collection_name: name,
    // Milvus shows the description to people; Milvus Lite forgets it and keeps the property.
    description: embedding.id,
    properties: { [embeddingProperty]: embedding.id },
    fields: fields(embedding.dimensions),
    functions: [
      {
        name: 'bm25',
        type: FunctionType.BM25,
        input_field_names: ['text'],
        output_field_names: ['sparse'],
        params: {},
      },
    ],
  }
  await unlessDone(
    () => connection.call('create collection', (client) => client.createCollection(request), signal),
    async () => (await describe(connection, name, signal)) !== null,
  )
}

async function createIndex(
  connection: MilvusConnection,
  name: string,
  index: (typeof indexes)[number],
  signal: AbortSignal,
): Promise<void> {
  const exists = () =>
    connection
      .call(
        'describe index',
        (client) => client.describeIndex({ collection_name: name, field_name: index.field_name }),
        signal,
      )
      .then((answer) => answer.index_descriptions.length > 0, refusedIsFalse)
  if (await exists()) return
  await unlessDone(
    () => connection.call('create index', (client) => client.createIndex({ collection_name: name, ...index }), signal),
    exists,
  )
}

function refusedIsFalse(error: unknown): false {
  if (error instanceof HangtagError && error.evidence.milvusCode !== undefined) return false
  throw error
}

/**
 * Acts; where that fails, the failure counts only if what was wanted is still not there a moment later: Milvus Lite refuses
 * the slower of two creators before it shows what the faster one made.
 */
async function unlessDone(act: () => Promise<unknown>, done: () => Promise<boolean>): Promise<void> {
  try {
    await act()
  } catch (error) {
    for (const pauseMs of [0, 50, 200, 500]) {
      await delay(pauseMs)
      if (await done()) return
    }
    throw error
  }
}

/** Our own loop: the SDK's waits 400 ms even where the collection is loaded at once, and never gives up. */
async function load(connection: MilvusConnection, name: string, signal: AbortSignal): Promise<void> {
  await connection.call('load', (client) => client.loadCollectionAsync({ collection_name: name }), signal)
  for (;;) {
    const { progress } = await connection.call(
      'loading progress',
      (client) => client.getLoadingProgress({ collection_name: name }),
      signal,
    )
    if (Number(progress) >= 100) return
    await delay(100, undefined, { signal })
  }
}

function embeddingOf(found: DescribeCollectionResponse): string | null {
  const property = found.properties.find(({ key }) => key === embeddingProperty)
  return property === undefined ? found.schema.description || null : String(property.value)
}
