import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls, CatalogSession } from './catalog-session.ts'
import { allOf, bucketsIn, itemsOf } from './filter-expression.ts'
import { storedRows } from './stored-rows.ts'

/**
 * How many items a tenant has, range by range of buckets, each inside a deadline of its own. Milvus counts a million at once;
 * Milvus Lite makes each counted row whole first (35,000 took 17 s and a gigabyte), so the ranges go by the time they take.
 */
export async function countItems(
  session: Pick<CatalogSession, 'patiently'>,
  alias: string,
  tenant: string,
): Promise<number> {
  let total = 0
  let width = firstWidth
  for (let first = 0; first < bucketCount; ) {
    const range = { alias, tenant, first, end: Math.min(bucketCount, first + width) }
    const { count, tookMs } = await session.patiently((calls) => countRange(calls, range))
    total += count
    width = Math.max(1, Math.floor(width * Math.min(widthGrowthMax, aimedMs / tookMs)))
    first = range.end
  }
  return total
}

/** Some 1 % of the rows: nothing that could take long. */
const firstWidth = 32
const widthGrowthMax = 8

/** What a query should take: some 1,000 rows of Milvus Lite, whose searches wait meanwhile. */
const aimedMs = 400

type CountedRange = { alias: string; tenant: string; first: number; end: number }

async function countRange(calls: CatalogCalls, { alias, tenant, first, end }: CountedRange) {
  const started = performance.now()
  const collection = await calls.find(alias)
  if (collection === null) return { count: 0, tookMs: 1 }
  const filter = allOf(itemsOf(tenant, collection), bucketsIn(first, end))
  const [row] = await storedRows(calls, collection, filter, ['count(*)'])
  return { count: Number(row?.['count(*)'] ?? 0), tookMs: Math.max(performance.now() - started, 1) }
}
