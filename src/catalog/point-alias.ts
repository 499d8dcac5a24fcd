import type { CallMilvus } from './call-milvus.ts'
import { findCollection } from './find-collection.ts'

/** Points the alias at the collection, wherever it pointed before; at one moment for all who use it. */
export async function pointAlias(call: CallMilvus, alias: string, name: string): Promise<void> {
  const found = await findCollection(call, alias)
  if (found?.name === name) return
  if (found === null) await call('create alias', (client) => client.createAlias({ collection_name: name, alias }))
  else await call('alter alias', (client) => client.alterAlias({ collection_name: name, alias }))
}

/** Takes the alias away; the collection behind it stays. */
export async function dropAlias(call: CallMilvus, alias: string): Promise<void> {
  if ((await findCollection(call, alias)) === null) return
  await call('drop alias', (client) => client.dropAlias({ alias }))
}
