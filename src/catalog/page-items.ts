import { ConsistencyLevelEnum } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CatalogPage } from './catalog-index.ts'
import { bucketCount, itemColumns, itemOfRow } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { allOf, bucketsIn, equals } from './filter-expression.ts'

/**
 * One page of a walk: the tenant's items in a range of buckets. An item never changes its bucket, so whatever is written or
 * removed meanwhile moves no other item to another page. The cursor is the first bucket of the next range.
 */
export async function pageItems(calls: CatalogCalls, tenant: string, cursor: string | null): Promise<CatalogPage> {
  const first = firstBucket(cursor)
  const mine = equals('tenant', tenant)
  const [counted] = await rows(calls, mine, ['count(*)'])
  const total = Number(counted?.['count(*)'] ?? 0)
  let end = Math.min(bucketCount, first + Math.max(1, Math.floor((bucketCount * pageRows) / Math.max(1, total))))
  for (;;) {
    const found = await rows(calls, allOf(mine, bucketsIn(first, end)), itemColumns)
    if (found.length < answerRowsMax || end - first === 1)
      return { items: found.map(itemOfRow), next: end >= bucketCount ? null : String(end) }
    end = first + Math.floor((end - first) / 2)
  }
}

/** Rows a page aims at: a few megabytes at most where descriptions are long. */
const pageRows = 1_000

/** The most that Milvus answers to one query. */
const answerRowsMax = 16_384

function firstBucket(cursor: string | null): number {
  if (cursor === null) return 0
  const bucket = /^\d{1,4}$/.test(cursor) ? Number(cursor) : bucketCount
  if (bucket < bucketCount) return bucket
  throw new HangtagError('This is no cursor that a page of the catalog gave', {
    code: 'catalog-cursor-invalid',
    disposition: 'give-up',
  })
}

async function rows(calls: CatalogCalls, filter: string, columns: string[]): Promise<Record<string, unknown>[]> {
  const request = {
    collection_name: calls.alias,
    filter,
    output_fields: columns,
    consistency_level: ConsistencyLevelEnum.Strong,
  }
  const answer = await calls.call('query', (client) =>
    client.query(columns[0] === 'count(*)' ? request : { ...request, limit: answerRowsMax }),
  )
  return answer.data
}
