import type { Neighbor } from '../domain/catalog-item.ts'
import type { CatalogQuery, SearchMode } from './catalog-index.ts'
import { catalogKey } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { collapseDuplicates } from './collapse-duplicates.ts'
import { cosine } from './cosine.ts'
import { allOf, isNot, itemsOf, keyIn, noneOf } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { foldPlurals } from './fold-plurals.ts'
import { fuseRanks, type Ranking } from './fuse-ranks.ts'
import { type Hit, hitColumns, hitSchema } from './search-hit.ts'
import { serverKinds } from './server-kinds.ts'
import { storedRows } from './stored-rows.ts'

export type NeighborQuery = CatalogQuery & { vector: readonly number[] }

/** A hit with what it is ordered by, and its cosine where the search by vectors said it. */
type Found = Hit & { relevance: number; cosine: number | null }

/**
 * Nearest by dense vector, best by BM25, or both merged. The two searches go side by side and are merged here: on Milvus Lite
 * that takes no longer than its own hybrid search (20,000 rows: 149 ms of CPU against 161), it takes weights, and the cosine of
 * most hits comes with them; vectors are fetched only of final hits that the words alone found. Where near-duplicates crowd
 * out others, more is searched for without them.
 */
export async function searchNeighbors(
  calls: CatalogCalls,
  collection: FoundCollection,
  query: NeighborQuery,
  ranking: Ranking,
): Promise<Neighbor[]> {
  let best: Found[] = []
  const contentSeen = new Set<string>()
  let candidates = Math.min(Math.max(query.limit * 4, 32), hitsMax)
  for (let round = 0, rank = 0; round < roundsMax && best.length < query.limit; round += 1) {
    const filter = filterOf(query, collection, [...contentSeen])
    const lists = await searchBoth(calls, collection, query, { filter, candidates })
    const found = merge(lists, query.mode ?? 'hybrid', { ...ranking, rank })
    const byRelevance = [...best, ...found].sort((left, right) => right.relevance - left.relevance)
    best = collapseDuplicates(byRelevance, query.limit)
    if (Object.values(lists).every((hits) => hits.length < candidates)) break
    for (const { contentHash } of found) contentSeen.add(contentHash)
    rank += candidates
    candidates = Math.min(candidates * 4, hitsMax)
  }
  const cosines = await missingCosines(calls, collection, best, query.vector)
  return best.map((hit) => neighborOf(hit, hit.cosine ?? cosines.get(hit.key) ?? 0))
}

/** Four times as many each: 32, 128, 512. More copies of one thing than that would not make a better answer. */
const roundsMax = 3

/** The most that Milvus gives to one search. */
const hitsMax = 16_384

function filterOf(query: CatalogQuery, collection: FoundCollection, contentSeen: readonly string[]): string {
  return allOf(
    itemsOf(query.tenant, collection),
    'trusted == true',
    ...(query.exceptId === undefined ? [] : [isNot('pk', catalogKey(query.tenant, query.exceptId))]),
    ...(contentSeen.length === 0 ? [] : [noneOf('contentHash', contentSeen)]),
  )
}

type Lists = { dense: Hit[]; words: Hit[] }

async function searchBoth(
  calls: CatalogCalls,
  { name }: FoundCollection,
  { mode, text, vector }: NeighborQuery,
  { filter, candidates }: { filter: string; candidates: number },
): Promise<Lists> {
  const { efMin } = serverKinds[await calls.kind()]
  const search = async (field: object): Promise<Hit[]> => {
    const request = { collection_name: name, limit: candidates, filter, output_fields: hitColumns, ...field }
    const answer = await calls.call('search', (client) => client.search(request as Parameters<typeof client.search>[0]))
    return hitSchema.array().parse(answer.results)
  }
  const params = efMin === null ? {} : { ef: Math.max(candidates, efMin) }
  const [dense, words] = await Promise.all([
    mode === 'bm25' ? [] : search({ anns_field: 'dense', data: [...vector], metric_type: 'COSINE', params }),
    mode === 'dense'
      ? []
      : search({ anns_field: 'sparse', data: foldPlurals(tellingWords(text)), metric_type: 'BM25', params: {} }),
  ])
  return { dense, words }
}

function merge({ dense, words }: Lists, mode: SearchMode, ranking: Ranking & { rank: number }): Found[] {
  const cosines = new Map(dense.map((hit) => [hit.key, rounded(hit.score)]))
  const found = (hit: Hit, relevance: number) => ({ ...hit, relevance, cosine: cosines.get(hit.key) ?? null })
  if (mode === 'dense') return dense.map((hit) => found(hit, rounded(hit.score)))
  // Milvus gives BM25 as it is, Milvus Lite its negative; either way it falls from hit to hit in size.
  if (mode === 'bm25') return words.map((hit) => found(hit, Math.abs(hit.score)))
  return fuseRanks({ dense, words }, ranking).map(({ hit, relevance }) => found(hit, relevance))
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

async function missingCosines(
  calls: CatalogCalls,
  collection: FoundCollection,
  hits: readonly Found[],
  vector: readonly number[],
): Promise<Map<string, number>> {
  const keys = hits.filter((hit) => hit.cosine === null).map((hit) => hit.key)
  if (keys.length === 0) return new Map()
  const rows = await storedRows(calls, collection, keyIn(keys), ['key', 'dense'])
  return new Map(rows.map((row) => [String(row.key), rounded(cosine(row.dense as number[], vector))]))
}

function neighborOf({ key, title, category, brand, attributes, relevance }: Found, score: number): Neighbor {
  return {
    ...{ id: key, score, relevance, title, attributes },
    category: category === '' ? null : category,
    brand: brand === '' ? null : brand,
  }
}

/** Four digits: stored vectors have no more. */
function rounded(value: number): number {
  return Math.round(Math.max(-1, Math.min(1, value)) * 10_000) / 10_000
}
