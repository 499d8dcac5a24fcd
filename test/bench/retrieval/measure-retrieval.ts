import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type CatalogIndex, type SearchMode, searchModes } from '../../../src/catalog/catalog-index.ts'
import type { Config } from '../../../src/config.ts'
import { catalogItemSchema } from '../../../src/domain/catalog-item.ts'
import { readJsonLines } from '../../../src/evals/read-json-lines.ts'
import { type Comparison, comparePairs } from '../../../src/evals/statistics/compare-pairs.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'
import { ndcg } from './ndcg.ts'
import { benchTenant, withBenchIndexes } from './open-bench-indexes.ts'

const folder = fileURLToPath(new URL('../../../evals/retrieval', import.meta.url))
const depth = 10

export const querySchema = z.strictObject({
  id: z.string(),
  text: z.string(),
  kind: z.string(),
  language: z.string(),
  /** Settings are chosen on `dev` and reported on `test`. */
  half: z.enum(['dev', 'test']),
  /** Item → 1 to 3; an item that is not here is of no use. */
  grades: z.record(z.string(), z.int().min(1).max(3)),
})
type Query = z.infer<typeof querySchema>

/** Mean nDCG@10 of a way of searching: over each half, and over each kind of query in both. */
type RetrievalRow = { embedding: string; mode: SearchMode; halves: Means; kinds: Means }
type Means = Record<string, number>

export type RetrievalReport = {
  items: number
  queries: Means
  rows: RetrievalRow[]
  /** What hybrid gains on each of the others, query by query, on the test half and on all. */
  gains: { embedding: string; over: SearchMode; half: 'test' | 'all'; comparison: Comparison }[]
}

/** Searches for every judged query in every mode with every embedding at hand, on the real Milvus Lite. */
export async function measureRetrieval(config: Config): Promise<RetrievalReport> {
  const items = (await readJsonLines(join(folder, 'items.jsonl'), catalogItemSchema)).map(({ row }) => row)
  const queries = (await readJsonLines(join(folder, 'queries.jsonl'), querySchema)).map(({ row }) => row)
  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  return withBenchIndexes(config, taxonomy, items, async (indexes) => {
    const report: RetrievalReport = { items: items.length, queries: counts(queries), rows: [], gains: [] }
    for (const { embedding, index } of indexes) {
      const scores = {} as Record<SearchMode, number[]>
      for (const mode of searchModes) {
        scores[mode] = await scoresOf(index, mode, queries)
        report.rows.push({ embedding, mode, ...meansOf(queries, scores[mode]) })
      }
      for (const over of ['dense', 'bm25'] as const)
        for (const half of ['test', 'all'] as const)
          report.gains.push({ embedding, over, half, comparison: compare(queries, scores, over, half) })
    }
    return report
  })
}

async function scoresOf(index: CatalogIndex, mode: SearchMode, queries: readonly Query[]): Promise<number[]> {
  const scores: number[] = []
  for (const { text, grades } of queries) {
    const hits = await index.search({ tenant: benchTenant, text, limit: depth, mode })
    scores.push(
      ndcg(
        hits.map(({ id }) => id.slice(benchTenant.length + 1)),
        grades,
        depth,
      ),
    )
  }
  return scores
}

function meansOf(queries: readonly Query[], scores: readonly number[]): { halves: Means; kinds: Means } {
  const by = (of: (query: Query) => string) =>
    Object.fromEntries(
      [...Map.groupBy(queries.keys(), (place) => of(queries[place] as Query))].map(([name, places]) => [
        name,
        places.reduce((sum, place) => sum + (scores[place] ?? 0), 0) / places.length,
      ]),
    )
  return { halves: { ...by(({ half }) => half), ...by(() => 'all') }, kinds: by(({ kind }) => kind) }
}

function compare(
  queries: readonly Query[],
  scores: Record<SearchMode, number[]>,
  over: SearchMode,
  half: 'test' | 'all',
): Comparison {
  const pairs = queries
    .map((query, place) => ({ query, before: scores[over][place] ?? 0, after: scores.hybrid[place] ?? 0 }))
    .filter(({ query }) => half === 'all' || query.half === half)
    .map(({ query, before, after }) => ({ cluster: query.id, before, after }))
  const { gain } = comparePairs({ gain: pairs }, { margin: 0.01, random: createRandom(1) })
  return gain as Comparison
}

function counts(queries: readonly Query[]): Means {
  const of = (half: Query['half']) => queries.filter((query) => query.half === half).length
  return { dev: of('dev'), test: of('test'), all: queries.length }
}
