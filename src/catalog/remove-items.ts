import { catalogKey, catalogRow } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { storedRows } from './stored-rows.ts'
import { writeRows } from './upsert-items.ts'

/**
 * Takes items out of both collections. In the one that is being filled a tombstone takes their place, because the copy, which
 * overwrites nothing, would else bring them back.
 */
export async function removeItems(calls: CatalogCalls, tenant: string, ids: readonly string[]): Promise<void> {
  const { current, next } = await calls.targets()
  const keys = ids.map((id) => catalogKey(tenant, id))
  // The tombstones first: if the rest fails and is tried again, nothing has been lost.
  if (next?.marksDeleted === true) await bury(calls, next, tenant, ids)
  // One of an earlier version, which is gone back to: what it has too much is taken out by the copy itself.
  else if (next !== null) await deleteRows(calls, next, keys)
  if (current !== null) await deleteRows(calls, current, keys)
}

/**
 * Looks first: Milvus Lite deletes from a collection that is not loaded, and just after a restart such a delete can land in
 * a copy of the collection that is then dropped; a query is refused there, and the collection loaded again.
 */
async function deleteRows(calls: CatalogCalls, collection: FoundCollection, keys: readonly string[]): Promise<void> {
  const there = await storedRows(calls, collection, keyIn(keys), ['key'])
  if (there.length === 0) return
  const filter = keyIn(there.map(({ key }) => String(key)))
  await calls.call('delete', (client) => client.delete({ collection_name: collection.name, filter }))
}

async function bury(
  calls: CatalogCalls,
  collection: FoundCollection,
  tenant: string,
  ids: readonly string[],
): Promise<void> {
  await look(calls, collection, tenant, ids)
  // Any direction will do: searches leave tombstones out, and an index by cosine wants one.
  const dense = Array.from({ length: collection.dimensions }, (_, place) => (place === 0 ? 1 : 0))
  const blank = [...new Set(ids)].map((id) => catalogRow(tenant, { id, title: '', trusted: false }))
  await writeRows(
    calls,
    collection,
    blank.map((row) => ({ ...row, deleted: true, dense })),
  )
}

/**
 * Which rows are there. Always asked before anything is written: Milvus Lite writes to a collection that is not loaded, and
 * just after a restart that can land in a copy of the collection that is then dropped; a query is refused there, and the
 * collection loaded again.
 */
function look(calls: CatalogCalls, collection: FoundCollection, tenant: string, ids: readonly string[]) {
  const keys = ids.map((id) => catalogKey(tenant, id))
  return storedRows(calls, collection, keyIn(keys), ['key'])
}
