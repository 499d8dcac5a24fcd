import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls, CatalogSession } from './catalog-session.ts'
import { allOf, bucketsIn, itemsOf } from './filter-expression.ts'
import { storedRows } from './stored-rows.ts'

/**
 * How many items a tenant has, range by range of buckets, each inside a deadline of its own. Milvus counts a million at once;
 * Milvus Lite makes each counted row whole first (35,000 took 17 s and a gigabyte), so the ranges go by the time they take.
 */
export async function countItems(session: Pick<CatalogSession, 'use'>, alias: string, tenant: string): Promise<number> {
  let total = 0
  let width = firstWidth
  for (let first = 0; first < bucketCount; ) {
    const end = Math.min(bucketCount, first + width)
    const { count, share } = await session.use((calls) => countRange(calls, { alias, tenant, first, end }))
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

async function countRange(
  calls: CatalogCalls,
  { alias, tenant, first, end }: { alias: string; tenant: string; first: number; end: number },
) {
  const started = performance.now()
  const collection = await calls.find(alias)
  if (collection === null) return { count: 0, share: aimedShare / widthGrowthMax }
  const filter = allOf(itemsOf(tenant, collection), bucketsIn(first, end))
  const [row] = await storedRows(calls, collection, filter, ['count(*)'])
  const share = Math.max(performance.now() - started, 1) / calls.deadlineMs
  return { count: Number(row?.['count(*)'] ?? 0), share }
}
