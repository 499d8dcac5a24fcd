import type { CallMilvus } from './call-milvus.ts'
import type { FoundCollection } from './find-collection.ts'

/**
 * The name of a collection that is to be made: the next number, one that was dropped counting too. A name is never used twice,
 * because clients keep what they know of a name.
 */
export async function claimNextName(call: CallMilvus, alias: string, current: FoundCollection): Promise<string> {
  const found = await call('describe', (client) => client.describeCollection({ collection_name: current.name }))
  const claimed = Number(found.properties.find(({ key }) => key === claimedProperty)?.value ?? 0)
  const names = await versionedNames(call, alias)
  const next = Math.max(claimed, ...names.map((name) => numberOf(name, alias) ?? 0)) + 1
  const properties = { [claimedProperty]: String(next) }
  await call('claim name', (client) => client.alterCollectionProperties({ collection_name: current.name, properties }))
  return `${alias}_v${next}`
}

/** Drops all collections of the alias's line but these. No alias may point at them any more. */
export async function dropOthers(call: CallMilvus, alias: string, kept: readonly string[]): Promise<void> {
  for (const name of await versionedNames(call, alias))
    if (!kept.includes(name)) await call('drop', (client) => client.dropCollection({ collection_name: name }))
}

const claimedProperty = 'hangtag.claimed'

async function versionedNames(call: CallMilvus, alias: string): Promise<string[]> {
  const { data } = await call('list', (client) => client.showCollections())
  return data.map(({ name }) => name).filter((name) => numberOf(name, alias) !== null)
}

function numberOf(name: string, alias: string): number | null {
  const digits = name.startsWith(`${alias}_v`) ? name.slice(alias.length + 2) : ''
  return /^\d+$/.test(digits) ? Number(digits) : null
}
