import type { ImageIndex } from './catalog/images/image-index.ts'
import type { Config } from './config.ts'
import type { Log } from './observability/create-log.ts'
import { fetchPhoto } from './photos/fetch-photo.ts'
import type { GuardedFetch } from './photos/guarded-fetch.ts'
import { normalizePhoto } from './photos/normalize-photo.ts'
import { type CatalogPhotos, createCatalogPhotos } from './pipeline/catalog-photos.ts'
import type { PhotoStore } from './store/photo-store.ts'

/** The photos of the catalog; null where nothing embeds pictures, or no index is configured. Nothing is contacted yet. */
export async function openImages({ milvus, embeddings: { images } }: Config): Promise<ImageIndex | null> {
  if (milvus.address === null || images === null) return null
  const [{ createMilvusImageIndex }, { createImageEmbeddings }, { guessImageForm }, { createModelClient }] =
    await Promise.all([
      import('./catalog/images/milvus-image-index.ts'),
      import('./catalog/embeddings/image-embeddings.ts'),
      import('./catalog/embeddings/image-forms.ts'),
      import('./model/model-client.ts'),
    ])
  const form = images.form === 'auto' ? guessImageForm(images.baseUrl) : images.form
  const embeddings = createImageEmbeddings({ ...images, form, post: createModelClient(images).embedAs })
  return createMilvusImageIndex({ ...milvus, address: milvus.address, embeddings })
}

/** Photos as they are compared: small, upright, without metadata. */
export function openPictures({ photos }: Config): (photo: Buffer, signal: AbortSignal) => Promise<Buffer> {
  return async (photo, signal) => (await normalizePhoto(photo, photos, signal)).thumb
}

/** What indexes the photos of listings and of imported items. */
export function openCatalogPhotos(
  images: ImageIndex,
  parts: { config: Config; photoStore: PhotoStore; fetch: GuardedFetch; log: Log },
): CatalogPhotos {
  const { config, photoStore, fetch, log } = parts
  const limits = { bytesMax: config.photos.bytesMax, deadlineMs: config.fetch.deadlineMs }
  return createCatalogPhotos({
    images,
    photoStore,
    fetchPicture: async (url, signal) => {
      const original = await fetchPhoto(url, limits, fetch, signal)
      const { thumb, phash } = await normalizePhoto(original, config.photos, signal)
      return { jpeg: thumb, phash }
    },
    warn: (facts, message) => log.warn(facts, message),
    now: () => performance.now(),
  })
}
