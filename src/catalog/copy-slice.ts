import type { ReindexPlan } from '../domain/reindex.ts'
import type { CatalogReindex } from './catalog-reindex.ts'
import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { type Copy, copiedAtOnce, copyRows } from './copy-rows.ts'
import { findRowsToCopy } from './find-rows-to-copy.ts'
import type { BucketPlace } from './stored-rows.ts'

/** Does work at the server, with both collections as they are now. */
export type Copying = <T>(work: (calls: CatalogCalls, copy: Copy) => Promise<T>) => Promise<T>

/** A range of buckets that is being copied: the keys that are left of it, and how many it had. */
type Range = { id: string; keys: string[]; count: number; next: BucketPlace | null }

/**
 * Copies for `sliceMs`, range by range of buckets that aim at `rangeRows` rows: Milvus Lite reads the whole collection for each
 * (20,000 rows: 0.3 s of CPU, whatever the range). What is left of a range is remembered for the next slice; where that is
 * another process's, it asks again. Keys may have gone or come since: whoever wrote wrote both collections.
 */
export function createSliceCopy({ sliceMs, rangeRows }: { sliceMs: number; rangeRows: number }) {
  let range: Range | null = null

  return async (
    plan: ReindexPlan,
    { bucket, mending }: Parameters<CatalogReindex['copy']>[1],
    copying: Copying,
  ): ReturnType<CatalogReindex['copy']> => {
    const until = performance.now() + sliceMs
    let copied = 0
    let place: BucketPlace | null = { first: bucket, width: widthFor(plan.rows, rangeRows) }
    while (place !== null) {
      const from: BucketPlace = place
      const id = `${plan.to} ${from.first} ${mending}`
      if (range?.id !== id) {
        const found = await copying((calls, copy) => findRowsToCopy(calls, copy, from, rangeRows))
        range = { ...found, id, count: found.keys.length }
      }
      while (range.keys.length > 0) {
        const batch = range.keys.slice(0, copiedAtOnce)
        copied += await copying((calls, copy) => copyRows(calls, copy, batch))
        range.keys = range.keys.slice(batch.length)
        if (range.keys.length > 0 && performance.now() > until)
          return { bucket: from.first, progress: progressOf(from.first, range), copied }
      }
      place = range.next
      if (performance.now() > until) break
    }
    return { bucket: place?.first ?? null, progress: (place?.first ?? bucketCount) / bucketCount, copied }
  }
}

function progressOf(first: number, { keys, count, next }: Range): number {
  const width = (next?.first ?? bucketCount) - first
  return (first + width * (1 - keys.length / Math.max(1, count))) / bucketCount
}

function widthFor(rows: number, rowsAimed: number): number {
  return Math.max(1, Math.min(bucketCount, Math.floor((bucketCount * rowsAimed) / Math.max(1, rows))))
}
