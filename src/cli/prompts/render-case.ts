import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { readableRequest } from '../../model/answers/answer-key.ts'
import { fenceData } from '../../model/fence-data.ts'
import type { ModelCall } from '../../model/model-call.ts'
import type { ModelInput } from '../../model/model-input.ts'
import { planChooseCategory } from '../../model/plan-choose-category.ts'
import { planExtractAttributes } from '../../model/plan-extract-attributes.ts'
import { planSecondCalls } from '../../model/plan-second-calls.ts'
import { chooseProfile } from '../../model/profiles/choose-profile.ts'
import { loadProfiles } from '../../model/profiles/load-profiles.ts'
import { normalizePhoto } from '../../photos/normalize-photo.ts'
import { defaultSettings } from '../../pipeline/default-settings.ts'
import { showPhotos } from '../../pipeline/show-photos.ts'
import type { Prompt, Prompts } from '../../prompt/prompt.ts'
import { renderPrompt } from '../../prompt/render-prompt.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import type { CaseListing, PromptCase } from './read-case.ts'

/** One turn as it would be sent: a text, or texts and photos in their order, photos by type, size and hash. */
export type ShownMessage = { role: string; content: string | { text?: string; image_url?: { url: string } }[] }

/** Fills a case into a prompt, by the very code that plans the calls of a listing. */
export async function renderCase(
  { given, file, prompt, prompts }: { given: PromptCase; file: string; prompt: Prompt; prompts: Prompts },
  config: Config,
): Promise<ShownMessage[]> {
  if (given.kind === 'values') {
    const texts = Object.entries(given.values).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : fenceData(value),
    ])
    const messages = await renderPrompt(prompt, Object.fromEntries(texts))
    return messages.map(({ role, text }) => ({ role, content: text }))
  }
  const call = await planCase(given.listing, file, prompt, prompts, config)
  return (readableRequest(call.request) as { messages: ShownMessage[] }).messages
}

async function planCase(
  listing: CaseListing,
  file: string,
  prompt: Prompt,
  prompts: Prompts,
  config: Config,
): Promise<ModelCall> {
  const input = await inputOf(listing, file, prompt, prompts, config)
  const gold = listing.gold?.category ?? null
  const category = listing.category ?? (Array.isArray(gold) ? gold[0] : gold) ?? null
  const plans: Record<string, () => Promise<ModelCall | undefined>> = {
    'choose-category': () => planChooseCategory(input, null),
    'extract-attributes': () => planExtractAttributes(input, category),
    'describe-evidence': async () => (await planSecondCalls(input))[0],
  }
  const call = await plans[prompt.name]?.()
  if (call !== undefined) return call
  const values = prompt.variables.map((variable) => `"${variable}": …`).join(', ')
  throw new HangtagError(
    `What ${prompt.name} says depends on earlier answers. Give a case of its variables: {${values}}`,
    { code: 'case-unusable', disposition: 'give-up' },
  )
}

/** A tenant and a listing that no draft will ever be written for. */
const nobody = { tenant: 'prompts', listingId: 'lst_case' }

async function inputOf(
  { text, photos, hints, neighbors }: CaseListing,
  file: string,
  prompt: Prompt,
  prompts: Prompts,
  config: Config,
): Promise<ModelInput> {
  // Without a model the request is that of a server nobody knows anything of: the core that all of them take.
  const model = config.model ?? {
    baseUrl: 'http://localhost/v1',
    name: 'a-model',
    strong: null,
    profile: null,
    photosMax: 6,
    photoSide: 768,
    profileFiles: undefined,
  }
  const settings = {
    ...defaultSettings({ model, reviewBelow: config.reviewBelow }),
    prompts: { [prompt.name]: prompt.variant },
  }
  const profile = chooseProfile(await loadProfiles(model.profileFiles), model)
  const pictures = await Promise.all(photos.map((photo, index) => readPhoto(photo, index, file, config)))
  const stored = new Map<string, Buffer>()
  const shown = showPhotos({
    photoStore: {
      get: async (key) => stored.get(key) ?? null,
      put: async (key, bytes) => void stored.set(key, bytes as Buffer),
      removeAll: async () => {},
    },
    profile,
    limits: config.photos,
    isThere: async () => true,
  })
  const listing = { ...nobody, revision: 1, run: 1, text, hints, photos: pictures }
  const read = prompt.name === 'describe-evidence' ? 'model-second' : 'model'
  return {
    listing,
    photos: await shown(listing, { read, settings, fields: {} }, new AbortController().signal),
    neighbors,
    fields: {},
    settings,
    prompts,
    taxonomy: await loadTaxonomy(config.taxonomyFolder),
    profile,
  }
}

async function readPhoto(name: string, index: number, file: string, config: Config) {
  const folder = dirname(file)
  const places = [folder, dirname(folder), config.dataFolder].map((place) => resolve(place, name))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) {
    const message = `The photo ${name} is in none of these places: ${places.join(', ')}.`
    throw new HangtagError(message, { code: 'case-unusable', disposition: 'give-up' })
  }
  const original = await readFile(found)
  const { model, phash, notes } = await normalizePhoto(original, config.photos)
  const sha256 = createHash('sha256').update(original).digest('hex')
  return { index, sha256, phash, notes, bytes: async (variant: string) => (variant === 'original' ? original : model) }
}
