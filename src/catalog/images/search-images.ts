import { z } from 'zod'
import { catalogKey } from '../catalog-row.ts'
import type { CatalogCalls } from '../catalog-session.ts'
import { allOf, equals, isNot } from '../filter-expression.ts'
import type { FoundCollection } from '../find-collection.ts'
import { serverKinds } from '../server-kinds.ts'
import { collapsePhotos } from './collapse-photos.ts'
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
  const best = new Map<string, PhotoHit>()
  for (const { item, phash, score } of lists.flatMap(({ results }) => hitSchema.array().parse(results))) {
    if ((best.get(item)?.score ?? -2) >= score) continue
    best.set(item, { id: item, phash: phash === '' ? null : phash, score: Math.round(score * 10_000) / 10_000 })
  }
  return collapsePhotos([...best.values()].sort((left, right) => right.score - left.score)).slice(0, limit)
}

const hitSchema = z.object({ score: z.number(), item: z.string(), phash: z.string() })
