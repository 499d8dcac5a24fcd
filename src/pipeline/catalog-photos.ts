import { createHash } from 'node:crypto'
import type { ImageIndex, ItemPhoto, Picture } from '../catalog/images/image-index.ts'
import type { CatalogItem } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { CatalogPhoto } from '../domain/internal-api.ts'
import { variantKey } from '../domain/photo-keys.ts'
import type { PhotoStore } from '../store/photo-store.ts'

/**
 * The photos of what is indexed. One that cannot be had, or that the endpoint refuses, is counted in the log and found by its
 * item's words alone; an endpoint or an index that is away is thrown.
 */
export type CatalogPhotos = {
  ofListing(tenant: string, listingId: string, photos: readonly CatalogPhoto[], signal: AbortSignal): Promise<void>
  /** By their `imageUrl`; an item without one, or that is not trusted, has no photo. */
  ofItems(tenant: string, items: readonly CatalogItem[], signal: AbortSignal): Promise<void>
  remove(tenant: string, ids: readonly string[]): Promise<void>
}

export type CatalogPhotosDeps = {
  images: Pick<ImageIndex, 'put' | 'remove'>
  photoStore: Pick<PhotoStore, 'get'>
  /** A photo behind a stranger's address, made ready. Throws where there is none. */
  fetchPicture(url: string, signal: AbortSignal): Promise<Picture>
  warn(facts: object, message: string): void
  now(): number
}

/** For the photos of one batch of items. What is not there by then is left out: an import must not hang on a slow shop. */
const fetchMsMax = 30_000
/** A host that failed this often in a batch is not asked again in it. */
const failuresMax = 3

export function createCatalogPhotos(deps: CatalogPhotosDeps): CatalogPhotos {
  const { images, photoStore } = deps
  const put = async (tenant: string, items: Parameters<ImageIndex['put']>[1], signal: AbortSignal): Promise<void> => {
    try {
      const { written, failed } = await images.put(tenant, items, signal)
      if (failed > 0) deps.warn({ tenant, written, failed }, 'photos were left out of the catalog')
    } catch (error) {
      if (!(error instanceof HangtagError) || error.code !== 'catalog-embedding-mismatch') throw error
      deps.warn({ tenant, reason: error.message }, 'photos were left out of the catalog')
    }
  }

  return {
    ofListing: (tenant, listingId, photos, signal) => {
      const loads = photos.map(({ index, sha256, phash }): ItemPhoto => {
        const load = async () => {
          const jpeg = await photoStore.get(variantKey(tenant, listingId, index, 'thumb'))
          return jpeg === null ? null : { jpeg, phash }
        }
        return { index, source: sha256, load }
      })
      return put(tenant, [{ id: listingId, photos: loads }], signal)
    },
    ofItems: (tenant, items, signal) => {
      const fetchPicture = fetchPatiently(deps)
      const photosOf = ({ imageUrl, trusted }: CatalogItem): ItemPhoto[] =>
        imageUrl === undefined || trusted === false
          ? []
          : [{ index: 0, source: hashOf(imageUrl), load: (ended) => fetchPicture(imageUrl, ended) }]
      return put(
        tenant,
        items.map((item) => ({ id: item.id, photos: photosOf(item) })),
        signal,
      )
    },
    remove: (tenant, ids) => images.remove(tenant, ids),
  }
}

/** Fetches for one batch: within its time, and from no host that has failed it too often. Null: not to be had. */
function fetchPatiently({ fetchPicture, now }: CatalogPhotosDeps) {
  const ends = now() + fetchMsMax
  const failures = new Map<string, number>()
  return async (url: string, signal: AbortSignal): Promise<Picture | null> => {
    const { host } = new URL(url)
    const failed = failures.get(host) ?? 0
    if (now() >= ends || failed >= failuresMax) return null
    try {
      return await fetchPicture(url, signal)
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof HangtagError)) throw error
      if (hostIsAway.has(error.code)) failures.set(host, failed + 1)
      return null
    }
  }
}

const hostIsAway: ReadonlySet<string> = new Set(['fetch-timeout', 'fetch-unreachable', 'fetch-host-unknown'])

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
