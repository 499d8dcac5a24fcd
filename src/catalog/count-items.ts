import { ConsistencyLevelEnum } from '@zilliz/milvus2-sdk-node'
import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls, CatalogSession } from './catalog-session.ts'
import { allOf, bucketsIn, equals } from './filter-expression.ts'

/**
 * How many items a tenant has, range by range of buckets, each inside a deadline of its own. Milvus counts a million at once;
 * Milvus Lite makes each counted row whole first (35,000 took 17 s and a gigabyte), so the ranges go by the time they take.
 */
export async function countItems(session: Pick<CatalogSession, 'use'>, tenant: string): Promise<number> {
  let total = 0
  let width = firstWidth
  for (let first = 0; first < bucketCount; ) {
    const end = Math.min(bucketCount, first + width)
    const filter = allOf(equals('tenant', tenant), bucketsIn(first, end))
    const { count, share } = await session.use((calls) => countWhere(calls, filter), { anyEmbedding: true })
    total += count
    width = Math.max(1, Math.floor(width * Math.min(widthGrowthMax, aimedShare / share)))
    first = end
  }
  return total
}

/** Some 1 % of the rows: nothing that could take long. */
const firstWidth = 32
const widthGrowthMax = 8

/** Of the deadline, a query should take. */
const aimedShare = 1 / 5

async function countWhere(calls: CatalogCalls, filter: string): Promise<{ count: number; share: number }> {
  const started = performance.now()
  const answer = await calls.call('query', (client) =>
    client.query({
      collection_name: calls.alias,
      filter,
      output_fields: ['count(*)'],
      consistency_level: ConsistencyLevelEnum.Strong,
    }),
  )
  const share = Math.max(performance.now() - started, 1) / calls.deadlineMs
  return { count: Number(answer.data[0]?.['count(*)'] ?? 0), share }
}
