import { bucketCount } from './catalog-row.ts'
import type { CatalogCalls, CatalogSession } from './catalog-session.ts'
import { allOf, bucketsIn, itemsOf, notItemsOf } from './filter-expression.ts'
import { storedRows } from './stored-rows.ts'

/**
 * How many items a tenant has. Where it has the collection to itself, as on one's own machine, that is the collection's own
 * count. Else it is counted range by range of buckets, each inside a deadline of its own: Milvus counts a million at once;
 * Milvus Lite makes each counted row whole first (35,000 took 17 s and a gigabyte), so the ranges go by the time they take.
 */
export async function countItems(
  session: Pick<CatalogSession, 'patiently'>,
  alias: string,
  tenant: string,
): Promise<number> {
  const own = await session.patiently((calls) => countWhole(calls, alias, tenant))
  if (own !== null) return own
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

/** The rows of the whole collection, which both servers know; null where not all of them are the tenant's items. */
async function countWhole(calls: CatalogCalls, alias: string, tenant: string): Promise<number | null> {
  const collection = await calls.find(alias)
  if (collection === null) return 0
  const [row] = await storedRows(calls, collection, '', ['count(*)'])
  const others = await storedRows(calls, collection, notItemsOf(tenant, collection), ['key'], 1)
  return others.length === 0 ? Number(row?.['count(*)'] ?? 0) : null
}

type CountedRange = { alias: string; tenant: string; first: number; end: number }

async function countRange(calls: CatalogCalls, { alias, tenant, first, end }: CountedRange) {
  const started = performance.now()
  const collection = await calls.find(alias)
  if (collection === null) return { count: 0, tookMs: 1 }
  const filter = allOf(itemsOf(tenant, collection), bucketsIn(first, end))
  const [row] = await storedRows(calls, collection, filter, ['count(*)'])
  return { count: Number(row?.['count(*)'] ?? 0), tookMs: Math.max(performance.now() - started, 1) }
}
