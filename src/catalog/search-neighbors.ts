import { type HybridSearchReq, RANKER_TYPE } from '@zilliz/milvus2-sdk-node'
import { z } from 'zod'
import { type Neighbor, neighborSchema } from '../domain/catalog-item.ts'
import type { CatalogQuery } from './catalog-index.ts'
import { catalogKey } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { allOf, equals, noneOf } from './filter-expression.ts'
import { foldPlurals } from './fold-plurals.ts'

/**
 * One hybrid search: nearest by dense vector and best by BM25, merged by reciprocal rank. Milvus' merged score says nothing
 * of likeness and BM25's is negative and per segment on Milvus Lite, so the hits bring their vectors along and the score is
 * worked out here. Items of the same content count once: where they crowd out others, the search is repeated without them.
 */
export async function searchNeighbors(
  calls: CatalogCalls,
  query: CatalogQuery & { text: string; vector: readonly number[] },
): Promise<Neighbor[]> {
  const candidates = Math.max(query.limit * 4, 32)
  const best = new Map<string, Hit>()
  for (let round = 0; round < roundsMax && best.size < query.limit; round += 1) {
    const request = hybridRequest(calls.alias, query, candidates, [...best.keys()])
    const answer = await calls.call('search', (client) => client.hybridSearch(request))
    const hits = hitSchema.array().parse(answer.results)
    for (const hit of hits) if (!best.has(hit.contentHash)) best.set(hit.contentHash, hit)
    if (hits.length < candidates) break
  }
  return [...best.values()].slice(0, query.limit).map((hit) => neighborOf(hit, query.vector))
}

/** Three pages of candidates without enough different ones: more of them would not make a better answer. */
const roundsMax = 3

const hitSchema = z.object({
  score: z.number(),
  key: z.string(),
  contentHash: z.string(),
  title: z.string(),
  category: z.string(),
  brand: z.string(),
  attributes: z.record(z.string(), z.unknown()),
  dense: z.array(z.number()),
})
type Hit = z.infer<typeof hitSchema>

/** The SDK's type of a sub-request lacks the metric, which Milvus Lite needs in each of them. */
type SubRequest = HybridSearchReq['data'][number] & { metric_type: string; expr: string }

function hybridRequest(
  alias: string,
  query: CatalogQuery & { vector: readonly number[] },
  candidates: number,
  contentSeen: readonly string[],
): HybridSearchReq {
  const expr = allOf(
    equals('tenant', query.tenant),
    'trusted == true',
    ...(query.exceptId === undefined ? [] : [noneOf('key', [catalogKey(query.tenant, query.exceptId)])]),
    ...(contentSeen.length === 0 ? [] : [noneOf('contentHash', contentSeen)]),
  )
  const dense: SubRequest = {
    anns_field: 'dense',
    data: [...query.vector],
    metric_type: 'COSINE',
    params: { ef: Math.max(candidates, 64) },
    expr,
  }
  const words: SubRequest = {
    anns_field: 'sparse',
    data: foldPlurals(tellingWords(query.text)),
    metric_type: 'BM25',
    params: {},
    expr,
  }
  return {
    collection_name: alias,
    data: [dense, words],
    limit: candidates,
    rerank: { strategy: RANKER_TYPE.RRF, params: { k: 60 } },
    output_fields: Object.keys(hitSchema.shape).filter((column) => column !== 'score'),
  }
}

/**
 * The words worth a BM25 match. In a small catalog the rarest word is often an article in another language ("a", "à", "de"),
 * and would lift whatever item has it; words of one or two letters are therefore left to the dense side.
 */
function tellingWords(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u)
  const telling = words.filter((word) => word.length > 2 || /\p{N}/u.test(word))
  return telling.length === 0 ? text : telling.join(' ')
}

function neighborOf(hit: Hit, vector: readonly number[]): Neighbor {
  return neighborSchema.parse({
    id: hit.key,
    score: cosine(hit.dense, vector),
    relevance: hit.score,
    title: hit.title,
    category: hit.category === '' ? null : hit.category,
    brand: hit.brand === '' ? null : hit.brand,
    attributes: hit.attributes,
  })
}

/** Cosine similarity, −1 to 1; 0 where a vector has no direction. Rounded to four digits: stored vectors have no more. */
function cosine(left: readonly number[], right: readonly number[]): number {
  const lengths = Math.hypot(...left) * Math.hypot(...right)
  if (lengths === 0) return 0
  const product = left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0)
  return Math.round(Math.max(-1, Math.min(1, product / lengths)) * 10_000) / 10_000
}
