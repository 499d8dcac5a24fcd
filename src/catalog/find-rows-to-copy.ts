import { z } from 'zod'
import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { type Copy, copiedAtOnce } from './copy-rows.ts'
import { keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { forgetMissedWrites } from './missed-writes.ts'
import { type BucketPlace, bucketRows } from './stored-rows.ts'

type Calls = Pick<CatalogCalls, 'call'>

/**
 * The keys of one range of buckets that may need a copy, and where to go on; null at the end. All of the old collection's where
 * a new one is filled: what is there already is found out when they are copied. Where an older one is mended, those that it
 * lacks or has otherwise, and what it has too much is taken out at once.
 */
export async function findRowsToCopy(
  calls: Calls,
  { from, to, hold, mending }: Copy,
  place: BucketPlace,
  rowsAimed: number,
): Promise<{ keys: string[]; next: BucketPlace | null }> {
  const filter = from.marksDeleted ? 'deleted == false' : null
  const columns = mending ? contentColumns : ['key']
  if (mending && place.first === 0) await forgetMissedWrites(calls.call, to.name)
  const { rows, next } = await bucketRows(calls, from, { place, filter, columns, rowsAimed })
  if (!mending) return { keys: rows.map(({ key }) => String(key)), next }

  const wanted = contentSchema.array().parse(rows)
  const present = await rowsInRange(calls, to, { first: place.first, end: next?.first ?? bucketCount, rowsAimed })
  const kept = new Set(wanted.map(({ key }) => key))
  const surplus = [...present.values()].filter(({ key, deleted }) => !kept.has(key) && !deleted)
  for (let start = 0; start < surplus.length; start += copiedAtOnce) {
    const gone = keyIn(surplus.slice(start, start + copiedAtOnce).map(({ key }) => key))
    await hold()
    await calls.call('delete', (client) => client.delete({ collection_name: to.name, filter: gone }))
  }
  return { keys: wanted.filter((row) => !isSame(row, present.get(row.key))).map(({ key }) => key), next }
}

const contentSchema = z.object({
  key: z.string(),
  contentHash: z.string(),
  imageUrl: z.string(),
  trusted: z.boolean(),
  deleted: z.boolean().default(false),
})
type Content = z.infer<typeof contentSchema>
const contentColumns = ['key', 'contentHash', 'imageUrl', 'trusted']

function isSame(row: Content, there: Content | undefined): boolean {
  return (
    there?.deleted === false &&
    there.contentHash === row.contentHash &&
    there.imageUrl === row.imageUrl &&
    there.trusted === row.trusted
  )
}

/** Mostly one query: the same range of both collections holds nearly the same rows. */
async function rowsInRange(
  calls: Calls,
  to: FoundCollection,
  { first, end, rowsAimed }: { first: number; end: number; rowsAimed: number },
): Promise<Map<string, Content>> {
  const columns = to.marksDeleted ? [...contentColumns, 'deleted'] : contentColumns
  const found: Content[] = []
  for (let place: BucketPlace | null = { first, width: end - first }; place !== null && place.first < end; ) {
    const part = await bucketRows(calls, to, { place, filter: null, columns, rowsAimed })
    found.push(...contentSchema.array().parse(part.rows))
    place = part.next && { first: part.next.first, width: Math.min(part.next.width, end - part.next.first) }
  }
  return new Map(found.map((row) => [row.key, row]))
}
