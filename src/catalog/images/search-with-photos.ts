import type { CatalogItem, Neighbor } from '../../domain/catalog-item.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { CatalogIndex, CatalogQuery } from '../catalog-index.ts'
import { collapsePhotos } from './collapse-photos.ts'
import type { ImageIndex, PhotoHit } from './image-index.ts'

/** The catalog whose searches take pictures too: what words find and what photos find is merged by rank. */
export function searchWithPhotos<Index extends Pick<CatalogIndex, 'search' | 'get'>>(
  index: Index,
  images: Pick<ImageIndex, 'search'>,
): Index {
  return {
    ...index,
    async search({ pictures = [], onPicturesMissed, ...query }: CatalogQuery, signal?: AbortSignal) {
      if (pictures.length === 0) return index.search(query, signal)
      // More of each than are wanted: what both found moves up, and copies are left out after.
      const limit = query.limit * 2
      const [words, photos] = await Promise.allSettled([
        query.text.trim() === '' ? [] : index.search({ ...query, limit }, signal),
        images.search({ ...query, pictures, limit }, signal),
      ])
      if (words.status === 'rejected') throw words.reason
      if (photos.status === 'fulfilled') return mergeHits(index, query, words.value, photos.value)
      signal?.throwIfAborted()
      if (onPicturesMissed === undefined || !(photos.reason instanceof HangtagError)) throw photos.reason
      onPicturesMissed(photos.reason)
      return words.value.slice(0, query.limit)
    },
  }
}

/** The usual k of merging by ranks (Cormack and others 2009): no catalog with photos has been measured. */
const rankOffset = 60

async function mergeHits(
  index: Pick<CatalogIndex, 'get'>,
  { tenant, limit }: CatalogQuery,
  words: readonly Neighbor[],
  photos: readonly PhotoHit[],
): Promise<Neighbor[]> {
  const ranked = collapsePhotos(photos).slice(0, limit * 2)
  const byWords = new Map(words.map((neighbor) => [neighbor.id, neighbor]))
  const byPhoto = new Map(photos.map((hit) => [hit.id, hit]))
  const relevances = new Map<string, number>()
  for (const list of [words, ranked])
    for (const [place, { id }] of list.entries())
      relevances.set(id, (relevances.get(id) ?? 0) + 1 / (rankOffset + place + 1))
  const ids = [...relevances.keys()].sort((left, right) => (relevances.get(right) ?? 0) - (relevances.get(left) ?? 0))
  const chosen = withoutCopies(ids, byPhoto).slice(0, limit)
  const found = await Promise.all(
    chosen.map(async (id): Promise<Neighbor | null> => {
      const relevance = relevances.get(id) ?? 0
      const [known, hit] = [byWords.get(id), byPhoto.get(id)]
      if (hit === undefined) return known === undefined ? null : { ...known, relevance }
      const photo = { score: hit.score, likeness: hit.likeness, alone: known === undefined }
      if (known !== undefined) return { ...known, relevance, photo }
      const item = await index.get(tenant, id.slice(tenant.length + 1))
      return item === null || item.trusted === false
        ? null
        : { ...neighborOf(id, item), relevance, photo, score: hit.score }
    }),
  )
  return found.filter((neighbor) => neighbor !== null)
}

/** Items that show the same photo count once; of those that show none nothing is known. */
function withoutCopies(ids: readonly string[], byPhoto: ReadonlyMap<string, PhotoHit>): string[] {
  const hits = ids.map((id) => byPhoto.get(id)).filter((hit) => hit !== undefined)
  const kept = new Set(collapsePhotos(hits).map(({ id }) => id))
  return ids.filter((id) => kept.has(id) || !byPhoto.has(id))
}

function neighborOf(id: string, { title, category, brand, attributes }: CatalogItem) {
  return { id, title, category: category ?? null, brand: brand ?? null, attributes: attributes ?? {} }
}
