import { setTimeout as delay } from 'node:timers/promises'
import type { CreateCollectionReq } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CallMilvus } from './call-milvus.ts'
import { type CatalogEmbeddings, spaceOf } from './catalog-embeddings.ts'
import { collectionSchema } from './collection-schema.ts'
import { findCollection } from './find-collection.ts'
import { type IndexPlan, type ServerKind, serverKinds } from './server-kinds.ts'

/** Makes a collection of items with its indexes. See `createCollectionAs`. */
export async function createCollection(
  call: CallMilvus,
  kind: ServerKind,
  name: string,
  embeddings: CatalogEmbeddings,
): Promise<void> {
  const schema = collectionSchema(name, { space: spaceOf(embeddings), dimensions: embeddings.dimensions })
  await createCollectionAs(call, schema, serverKinds[kind].indexes)
}

/**
 * Makes a collection with its indexes, without an alias, so that nothing goes to it yet. Each step looks before it acts and
 * takes "somebody was faster" for done: two processes may start at once, and after a crash half-way the next goes on. A name
 * is for one embedding space for ever, because clients keep what they know of a name.
 */
export async function createCollectionAs(
  call: CallMilvus,
  schema: CreateCollectionReq,
  indexes: readonly IndexPlan[],
): Promise<void> {
  const name = schema.collection_name
  await unlessDone(
    () => call('create collection', (client) => client.createCollection(schema)),
    async () => (await findCollection(call, name)) !== null,
  )
  for (const index of indexes)
    await unlessDone(
      () => call('create index', (client) => client.createIndex({ collection_name: name, ...index })),
      () => hasIndex(call, name, index),
    )
}

/** Points a new alias at the collection. One that is there already stays where it is. */
export async function createAlias(call: CallMilvus, name: string, alias: string): Promise<void> {
  await unlessDone(
    () => call('create alias', (client) => client.createAlias({ collection_name: name, alias })),
    async () => (await findCollection(call, alias)) !== null,
  )
}

async function hasIndex(call: CallMilvus, name: string, { field_name }: IndexPlan): Promise<boolean> {
  try {
    const answer = await call('describe index', (client) => client.describeIndex({ collection_name: name, field_name }))
    return answer.index_descriptions.length > 0
  } catch (error) {
    if (error instanceof HangtagError && error.evidence.milvusCode !== undefined) return false
    throw error
  }
}

/**
 * Acts, unless what is wanted is there; where acting fails, the failure counts only if it is still not there a moment later:
 * Milvus Lite refuses the slower of two creators before it shows what the faster one made.
 */
async function unlessDone(act: () => Promise<unknown>, isDone: () => Promise<boolean>): Promise<void> {
  if (await isDone()) return
  try {
    await act()
  } catch (error) {
    for (const pauseMs of [0, 50, 200, 500]) {
      await delay(pauseMs)
      if (await isDone()) return
    }
    throw error
  }
}
