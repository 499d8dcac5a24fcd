import type { DescribeCollectionResponse } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CallMilvus } from './call-milvus.ts'
import { recordedSpace } from './collection-schema.ts'

/** A collection as the server describes it. */
export type FoundCollection = {
  /** Its own name, also where it was looked for by an alias: calls that use it go on meaning this one. */
  name: string
  /** The embedding space of its vectors; null where an old version recorded none. */
  space: string | null
  dimensions: number
  /** Collections of earlier versions have no column for tombstones, and need none until they are filled from another. */
  marksDeleted: boolean
}

/** The collection of this name or alias; null where there is none. */
export async function findCollection(call: CallMilvus, nameOrAlias: string): Promise<FoundCollection | null> {
  let found: DescribeCollectionResponse
  try {
    found = await call('describe', (client) => client.describeCollection({ collection_name: nameOrAlias }))
  } catch (error) {
    if (error instanceof HangtagError && error.evidence.milvusCode === notFound) return null
    throw error
  }
  const column = (name: string) => found.schema.fields.find((field) => field.name === name)
  return {
    name: found.collection_name,
    space: recordedSpace(found),
    dimensions: Number(column('dense')?.dim ?? 0),
    marksDeleted: column('deleted') !== undefined,
  }
}

/** The server's number for "no such collection", the same on Milvus and Milvus Lite. */
const notFound = 100
