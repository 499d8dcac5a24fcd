import { HangtagError } from '../../domain/hangtag-error.ts'
import type { ImageEmbeddings } from '../embeddings/image-embeddings.ts'
import type { ItemPhoto, Picture } from './image-index.ts'

export type MissingPhoto = { id: string; key: string; photo: ItemPhoto }
export type EmbeddedPhoto = MissingPhoto & { phash: string | null; dense: number[] }

/** Photos that are fetched and decoded side by side. */
const loadsAtOnce = 4
/** Pictures in memory at once: 32 of 320 pixels are a megabyte. */
const picturesAtOnce = 32

/** Photos with their vectors; those that cannot be had, or that the endpoint refuses, are left out. */
export async function embedPhotos(
  missing: readonly MissingPhoto[],
  embeddings: ImageEmbeddings,
  signal: AbortSignal,
): Promise<EmbeddedPhoto[]> {
  const embedded: EmbeddedPhoto[] = []
  for (let at = 0; at < missing.length; at += picturesAtOnce) {
    const loaded = await loadAll(missing.slice(at, at + picturesAtOnce), signal)
    embedded.push(...(await embedAll(loaded, embeddings, signal)))
  }
  return embedded
}

type LoadedPhoto = MissingPhoto & { picture: Picture }

async function loadAll(missing: readonly MissingPhoto[], signal: AbortSignal): Promise<LoadedPhoto[]> {
  const loaded: (LoadedPhoto | null)[] = []
  for (let at = 0; at < missing.length; at += loadsAtOnce) {
    signal.throwIfAborted()
    const some = missing.slice(at, at + loadsAtOnce).map(async (one) => {
      const picture = await one.photo.load(signal)
      return picture === null ? null : { ...one, picture }
    })
    loaded.push(...(await Promise.all(some)))
  }
  return loaded.filter((one) => one !== null)
}

/** Where one of several is refused each is sent by itself: the others are embedded all the same. */
async function embedAll(
  loaded: readonly LoadedPhoto[],
  embeddings: ImageEmbeddings,
  signal: AbortSignal,
): Promise<EmbeddedPhoto[]> {
  if (loaded.length === 0) return []
  try {
    const vectors = await embeddings.embed(
      loaded.map(({ picture }) => picture.jpeg),
      signal,
    )
    return loaded.map(({ picture, ...one }, place) => ({ ...one, phash: picture.phash, dense: vectors[place] ?? [] }))
  } catch (error) {
    if (!(error instanceof HangtagError) || error.code !== 'image-refused') throw error
    if (loaded.length === 1) return []
    const embedded: EmbeddedPhoto[] = []
    for (const one of loaded) embedded.push(...(await embedAll([one], embeddings, signal)))
    return embedded
  }
}
