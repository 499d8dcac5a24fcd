import { z } from 'zod'
import { catalogKey } from '../catalog-row.ts'
import type { CatalogCalls } from '../catalog-session.ts'
import { allOf, equals, isNot } from '../filter-expression.ts'
import type { FoundCollection } from '../find-collection.ts'
import { serverKinds } from '../server-kinds.ts'
import type { PhotoHit, PhotoQuery } from './image-index.ts'

/** The items whose photos are nearest to any of the vectors, each by its nearest photo. */
export async function searchImages(
  calls: CatalogCalls,
  { name }: FoundCollection,
  { tenant, limit, exceptId }: PhotoQuery,
  vectors: readonly number[][],
): Promise<PhotoHit[]> {
  const { efMin } = serverKinds[await calls.kind()]
  // An item has up to 16 photos, and copies are collapsed.
  const candidates = Math.max(limit * 8, 64)
  const filter = allOf(
    equals('tenant', tenant),
    ...(exceptId === undefined ? [] : [isNot('item', catalogKey(tenant, exceptId))]),
  )
  const lists = await Promise.all(
    vectors.map((vector) =>
      calls.call('search photos', (client) =>
        client.search({
          collection_name: name,
          anns_field: 'dense',
          data: vector,
          metric_type: 'COSINE',
          params: efMin === null ? {} : { ef: Math.max(candidates, efMin) },
          limit: candidates,
          filter,
          output_fields: ['item', 'phash'],
        }),
      ),
    ),
  )
  const best = new Map<string, Hit>()
  for (const hit of lists.flatMap(({ results }) => hitSchema.array().parse(results)))
    if ((best.get(hit.item)?.score ?? -2) < hit.score) best.set(hit.item, hit)
  const hits = [...best.values()].sort((left, right) => right.score - left.score)
  const middle = Math.min(
    hits[Math.floor(hits.length / 2)]?.score ?? 0,
    hits.length < fewHits ? middleOfFewMax : middleMax,
  )
  return hits.map(({ item, phash, score }) => ({
    id: item,
    score: rounded(score),
    likeness: rounded(Math.max(0, (score - middle) / (1 - middle))),
    phash: phash === '' ? null : phash,
  }))
}

/** Where all that is found is alike, or there is little to find, the middle of it is no measure of what is different. */
const middleMax = 0.9
const fewHits = 8
const middleOfFewMax = 0.5

function rounded(value: number): number {
  return Math.round(Math.min(1, value) * 10_000) / 10_000
}

type Hit = z.infer<typeof hitSchema>

const hitSchema = z.object({ score: z.number(), item: z.string(), phash: z.string() })
