import type { Neighbor } from '../domain/catalog-item.ts'
import type { Field } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import { createWireSchemas } from '../model/create-wire-schemas.ts'
import type { ModelReadName } from '../model/model-call.ts'
import type { ModelPhoto } from '../model/model-input.ts'
import { modelReadVersion, promptVersions } from '../model/model-read-version.ts'
import type { Profile } from '../model/profiles/profile.ts'
import { readWithModel } from '../model/read-with-model.ts'
import type { CallDeps } from '../model/run-call.ts'
import type { Prompts } from '../prompt/prompt.ts'
import type { ReadListing } from '../reads/read.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { RunnableRead } from './run-read.ts'
import type { ShowPhotos } from './show-photos.ts'

export type ModelReadDeps = Omit<CallDeps, 'now'> & {
  prompts: Prompts
  taxonomy: Taxonomy
  profile: Profile
  /** Which photos the read is shown, in which order and form; left out: the `model` variant of each, as they came. */
  photos?: ShowPhotos
}

/** What the reads before made of a listing when the model sees it. */
export type Known = { neighbors: Neighbor[]; fields: Record<string, Field> }

/** A model read of a listing, given what the reads before it found. */
export type ModelRead = (known: Known, settings: Settings) => RunnableRead

/**
 * A model read (the first, or the second and different one) in the form of a read: stored under all that the model is shown, so
 * that an answer is paid for once. Throws where the taxonomy's schemas would be refused: at the start, not with a listing.
 */
export function modelRead(name: ModelReadName, deps: ModelReadDeps): ModelRead {
  const { prompts, taxonomy, profile, photos: choosePhotos = allPhotos } = deps
  createWireSchemas(taxonomy)
  return (known, settings) => ({
    name,
    version: modelReadVersion(name, { settings, prompts, taxonomy, profile }),
    input: ({ listingId, text, hints, photos }) => ({
      text,
      hints,
      photos: photos.map(({ index, sha256, notes }) => ({ index, sha256, notes })),
      prompts: promptVersions(name, { settings, prompts }, listingId),
      ...known,
    }),
    run: async (listing, signal) => {
      const photos = await choosePhotos(listing, { read: name, settings, fields: known.fields }, signal)
      const input = { listing, photos, ...known, settings, prompts, taxonomy, profile }
      return readWithModel(name, input, { ...deps, now: () => performance.now() }, signal)
    },
  })
}

async function allPhotos({ photos }: ReadListing): Promise<ModelPhoto[]> {
  return Promise.all(
    photos.map(async ({ index, bytes }) => ({ index, kind: 'photo' as const, bytes: await bytes('model') })),
  )
}
