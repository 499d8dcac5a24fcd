import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import type { Neighbor } from '../../src/domain/catalog-item.ts'
import type { Field } from '../../src/domain/record.ts'
import { settingsSchema } from '../../src/domain/settings.ts'
import type { ModelInput } from '../../src/model/model-input.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'
import { loadPrompts } from '../../src/prompt/load-prompts.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const prompts = await loadPrompts(fileURLToPath(new URL('../../prompts', import.meta.url)))
const profiles = await loadProfiles()
const jpeg = await sharp({ create: { width: 32, height: 32, channels: 3, background: 'navy' } })
  .jpeg()
  .toBuffer()

export const neighbor: Neighbor = {
  id: 'closet-9/77',
  score: 0.83,
  relevance: 0.03,
  title: 'Navy wool sweater',
  category: 'sweaters',
  brand: 'Marlowe',
  attributes: { color: ['navy'] },
}

/** The category of the case, as the seller's words state it. */
export const dresses: Field = {
  value: 'dresses',
  label: 'Dresses',
  status: 'stated',
  confidence: 0.95,
  evidence: [{ read: 'seller-text', kind: 'text', start: 12, end: 17, quote: 'dress' }],
  conflicts: [],
}

/** A listing with two photos, numbered 0 and 2, as the model read takes it. */
export function modelCase(
  more: Partial<ModelInput> & { model?: string; strong?: string; endpoint?: string } = {},
): ModelInput {
  const { model = 'tiny', strong = null, endpoint = 'localhost', ...rest } = more
  return {
    listing: { tenant: 'closet-9', listingId: 'lst_1', text: 'Blue cotton dress, size M, striped', hints: {} },
    photos: [
      { index: 0, kind: 'photo', bytes: jpeg },
      { index: 2, kind: 'photo', bytes: jpeg },
    ],
    neighbors: [neighbor],
    fields: {},
    settings: settingsSchema.parse({
      reads: {},
      model: { name: model, strong, endpoint },
      neighbors: {},
      thresholds: {},
    }),
    prompts,
    taxonomy,
    profile: chooseProfile(profiles, { baseUrl: `http://${endpoint}/v1`, profile: null }),
    ...rest,
  }
}
