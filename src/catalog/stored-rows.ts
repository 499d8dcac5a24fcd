import { ConsistencyLevelEnum } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { allOf, bucketsIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'

/** All rows that a filter means, up to the server's own limit of one answer: only for filters that mean few. */
export async function storedRows(
  { call }: Pick<CatalogCalls, 'call'>,
  { name }: FoundCollection,
  filter: string,
  columns: readonly string[],
  limit: number | null = null,
): Promise<Record<string, unknown>[]> {
  const answer = await call('query', (client) =>
    client.query({
      collection_name: name,
      filter,
      output_fields: [...columns],
      consistency_level: ConsistencyLevelEnum.Strong,
      ...(limit === null ? {} : { limit }),
    }),
  )
  return answer.data
}

/** Where a walk is: all rows of buckets below `first` have come, and `width` buckets are to be asked for next. */
export type BucketPlace = { first: number; width: number }

/** Where a walk begins: 200 rows of 50,000, and 4,000 of a million. */
export const walkStart: BucketPlace = { first: 0, width: 16 }

/**
 * The rows of one range of buckets that `filter` means too, and where to go on; null where that was the last range. Ranges grow
 * or shrink towards `rowsAimed` rows. A row never changes its bucket, so whatever is written or removed meanwhile moves no
 * other row to another range.
 */
export async function bucketRows(
  calls: Pick<CatalogCalls, 'call'>,
  collection: FoundCollection,
  wanted: { place: BucketPlace; filter: string | null; columns: readonly string[]; rowsAimed: number },
): Promise<{ rows: Record<string, unknown>[]; next: BucketPlace | null }> {
  const { rowsAimed, columns, filter } = wanted
  let { first, width } = wanted.place
  for (;;) {
    const end = Math.min(bucketCount, first + width)
    const range = bucketsIn(first, end)
    // A range of one bucket cannot shrink: it gets all that fits in an answer.
    const limit = end - first === 1 ? answerRowsMax : Math.min(rowsAimed * 4, answerRowsMax)
    const rows = await storedRows(calls, collection, filter === null ? range : allOf(filter, range), columns, limit)
    width = nextWidth(end - first, rows.length, rowsAimed)
    if (rows.length < limit) return { rows, next: end < bucketCount ? { first: end, width } : null }
    if (end - first === 1) throw tooMany(first)
  }
}

/** The most that Milvus answers to one query: some 60 million rows can be walked over. */
const answerRowsMax = 16_384

function tooMany(bucket: number): HangtagError {
  return new HangtagError(
    `Bucket ${bucket} of the catalog holds ${answerRowsMax} rows or more and cannot be walked over`,
    {
      code: 'catalog-too-large',
      disposition: 'give-up',
      evidence: { bucket },
    },
  )
}

/** Keys are spread evenly, so that a range tells of the next one; a small one tells little, so it grows fourfold at most. */
function nextWidth(width: number, rows: number, rowsAimed: number): number {
  const fitting = Math.floor((width * rowsAimed) / Math.max(1, rows))
  return Math.max(1, Math.min(fitting, width * 4, bucketCount))
}
