import type { CatalogCalls } from './catalog-session.ts'
import type { FoundCollection } from './find-collection.ts'
import { noteMissedWrites } from './missed-writes.ts'
import { type ItemRow, upsertRows } from './upsert-items.ts'

/**
 * Writes one batch into the collection that is being filled. Where its embedding fails, the catalog in use must not wait for
 * it, nor the order that gives the reindex up: the rows go past it, which the reindex finds noted and mends before it switches.
 */
export async function upsertNext(
  calls: CatalogCalls,
  next: FoundCollection,
  rows: readonly ItemRow[],
  embed: (rows: readonly ItemRow[]) => Promise<number[][]>,
  turn: Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = []
  const watched = async (wanted: readonly ItemRow[]) => {
    try {
      return await embed(wanted)
    } catch (error) {
      failures.push(error)
      throw error
    }
  }
  try {
    await upsertRows(calls, next, rows, watched, turn)
  } catch (error) {
    if (calls.signal.aborted || !failures.includes(error)) throw error
    await noteMissedWrites(calls.call, next.name)
  }
}
