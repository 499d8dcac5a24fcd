import type { Settings } from '../domain/settings.ts'
import { modelReadVersion } from '../model/model-read-version.ts'
import type { Profile } from '../model/profiles/profile.ts'
import { readWithModel } from '../model/read-with-model.ts'
import type { CallDeps } from '../model/run-call.ts'
import type { Prompts } from '../prompt/prompt.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { Known } from './digitize-listing.ts'
import type { RunnableRead } from './run-read.ts'

export type ModelReadDeps = Omit<CallDeps, 'now'> & { prompts: Prompts; taxonomy: Taxonomy; profile: Profile }

/** The model read in the form of a read: stored under all that the model is shown, so that an answer is paid for once. */
export function modelRead(deps: ModelReadDeps): (known: Known, settings: Settings) => RunnableRead {
  const { prompts, taxonomy, profile } = deps
  return (known, settings) => ({
    name: 'model',
    version: modelReadVersion({ settings, prompts, taxonomy, profile }),
    input: ({ text, hints, photos }) => ({
      text,
      hints,
      photos: photos.map(({ index, sha256 }) => ({ index, sha256 })),
      ...known,
    }),
    run: async (listing, signal) => {
      const photos = await Promise.all(
        listing.photos.map(async ({ index, bytes }) => ({ index, bytes: await bytes('model') })),
      )
      const input = { listing, photos, ...known, settings, prompts, taxonomy, profile }
      return readWithModel(input, { ...deps, now: () => performance.now() }, signal)
    },
  })
}
