import type { CallMilvus } from './call-milvus.ts'

/** Says of a collection that is being filled that writes went past it; the reindex must look at all rows once more. */
export async function noteMissedWrites(call: CallMilvus, name: string): Promise<void> {
  await set(call, name, 'true')
}

/** Forgets it: whoever calls this looks at all rows now. */
export async function forgetMissedWrites(call: CallMilvus, name: string): Promise<void> {
  if (await missedWrites(call, name)) await set(call, name, 'false')
}

export async function missedWrites(call: CallMilvus, name: string): Promise<boolean> {
  const found = await call('describe', (client) => client.describeCollection({ collection_name: name }))
  return found.properties.some(({ key, value }) => key === missedProperty && String(value) === 'true')
}

const missedProperty = 'hangtag.missed'

async function set(call: CallMilvus, name: string, value: string): Promise<void> {
  const properties = { [missedProperty]: value }
  await call('note missed writes', (client) => client.alterCollectionProperties({ collection_name: name, properties }))
}
