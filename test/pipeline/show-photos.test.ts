import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { originalKey, sentVariantPattern, variantKey } from '../../src/domain/photo-keys.ts'
import type { Field } from '../../src/domain/record.ts'
import { settingsSchema } from '../../src/domain/settings.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'
import { modelRules } from '../../src/model/profiles/model-rules.ts'
import { fitImage } from '../../src/model/tokens/fit-image.ts'
import { showPhotos } from '../../src/pipeline/show-photos.ts'
import type { ReadListing } from '../../src/reads/read.ts'

const profiles = await loadProfiles()
const openai = chooseProfile(profiles, { baseUrl: 'https://api.openai.com/v1', profile: null })
const limits = { bytesMax: 25e6, pixelsMax: 50e6, deadlineMs: 30_000 }
const signal = new AbortController().signal

const jpeg = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
const original = await jpeg(3_024, 4_032)
const model = await jpeg(768, 1_024)
const phashes = ['ffff0000ffff0000', '00ff00ff00ff00ff', '0f0f0f0f0f0f0f0f', '123456789abcdef0']

/** A listing of four photos in a store of its own; photo 3 shows a label. */
function scene(more: { isThere?: boolean; model?: string; strong?: string | null; photosMax?: number } = {}) {
  const { isThere = true, model: name = 'gpt-5-mini', strong = null, photosMax = 6 } = more
  const stored = new Map<string, Buffer>()
  for (const index of phashes.keys()) {
    stored.set(originalKey('closet-9', 'lst_1', index), original)
    stored.set(variantKey('closet-9', 'lst_1', index, 'model'), model)
  }
  const photoStore = {
    get: async (key: string) => stored.get(key) ?? null,
    put: async (key: string, source: unknown) => void stored.set(key, source as Buffer),
    removeAll: async (prefix: string) => {
      for (const key of [...stored.keys()]) if (key.startsWith(prefix)) stored.delete(key)
    },
  }
  const listing: ReadListing = {
    ...{ listingId: 'lst_1', tenant: 'closet-9', revision: 1, run: 1, text: '', hints: {} },
    photos: phashes.map((phash, index) => ({
      ...{ index, phash, sha256: `${index}`, notes: index === 3 ? ['label'] : [] },
      bytes: async () => model,
    })),
  }
  const settings = settingsSchema.parse({
    ...{ reads: {}, neighbors: {}, thresholds: {} },
    model: { name, strong, photosMax, endpoint: 'api.openai.com' },
  })
  const show = showPhotos({ photoStore, profile: openai, limits, isThere: async () => isThere })
  return {
    stored,
    show: (read: 'model' | 'model-second' = 'model', fields: Record<string, Field> = {}) =>
      show(listing, { read, settings, fields }, signal),
  }
}

const brandOf = (region: number[]): Field => ({
  ...{ value: 'Acme', label: 'Acme', status: 'observed', confidence: 0.8, conflicts: [] },
  evidence: [{ read: 'label', kind: 'label', photo: 3, quote: 'ACME', region }],
})

describe('the photos of a listing that a model is shown', () => {
  it('are the whole item, its label, and smaller ones of what else there is; each is stored as it was sent', async () => {
    const { show, stored } = scene()
    const shown = await show()
    expect(shown.map(({ index, size }) => [index, size])).toEqual([
      [0, 'sent-576x768'],
      [3, 'sent-576x768'],
      [expect.any(Number), 'sent-384x512'],
      [expect.any(Number), 'sent-384x512'],
    ])
    for (const { index, size, bytes } of shown) {
      expect(size).toMatch(sentVariantPattern)
      expect(stored.get(variantKey('closet-9', 'lst_1', index, (size ?? 'model') as 'model'))).toEqual(bytes)
    }
  })

  it('are scaled by no server: neither for the model nor for the stronger one', async () => {
    const wide = ['gpt-5-mini', 'gpt-4o', 'gpt-6-luna'].map((name) => modelRules(openai, name).image)
    const { show } = scene({ model: 'gpt-6-luna', strong: 'gpt-4o' })
    for (const { bytes } of [...(await show()), ...(await show('model-second'))]) {
      const { width, height } = await sharp(bytes).metadata()
      for (const rule of wide) expect(fitImage({ width, height }, rule)).toEqual({ width, height })
    }
  })

  it('fill the tiles that are paid for, where a model counts tiles', async () => {
    const sizes = (await scene({ model: 'gpt-5.1' }).show()).map(({ size }) => size ?? 'model')
    expect(sizes).toEqual(['model', 'model', 'sent-384x512', 'sent-384x512'])
  })

  it('are larger where the seller names flaws, which are small', async () => {
    const flaws: Field = { ...brandOf([0, 0, 1, 1]), value: [{ id: 'hole' }] }
    const sizes = (await scene().show('model', { flaws })).map(({ size }) => size)
    expect(new Set(sizes)).toEqual(new Set(['sent-576x768']))
  })

  it('are larger for the second read, which is for what is in doubt', async () => {
    const sizes = (await scene().show('model-second')).map(({ size }) => size ?? 'model')
    expect(sizes).toEqual(['model', 'model', 'sent-576x768', 'sent-576x768'])
  })

  it('are no more than the settings say', async () => {
    expect(await scene({ photosMax: 2 }).show()).toHaveLength(2)
    expect(await scene({ photosMax: 0 }).show()).toEqual([])
  })

  it('come for the second read with the label cut out of the original, at the pixels of the camera', async () => {
    const { show, stored } = scene()
    const fields = { brand: brandOf([0.4, 0.4, 0.2, 0.05]), size: brandOf([0.4, 0.5, 0.1, 0.05]) }
    const crops = (await show('model-second', fields)).filter(({ kind }) => kind === 'label-crop')
    expect(crops).toHaveLength(1)
    const [crop] = crops
    expect(crop).toMatchObject({ index: 3, size: expect.stringMatching(/^crop-400-400-200-150-\d+x\d+$/) })
    const { width = 0 } = await sharp(crop?.bytes).metadata()
    // A third of the photo's width and a bit more, of 3,024 pixels; the `model` variant has 768 for the whole.
    expect(width).toBeGreaterThan(900)
    expect(stored.get(variantKey('closet-9', 'lst_1', 3, crop?.size as 'model'))).toEqual(crop?.bytes)
    expect((await show('model', fields)).every(({ kind }) => kind === 'photo')).toBe(true)
  })

  it('leave nothing behind of a listing that was deleted meanwhile, and the model is not asked', async () => {
    const { show, stored } = scene({ isThere: false })
    await expect(show()).rejects.toMatchObject({ code: 'listing-gone', disposition: 'give-up' })
    expect([...stored.keys()]).toEqual([])
  })

  it('are made once: a second time they come from the store', async () => {
    const { show, stored } = scene()
    const first = await show()
    const count = stored.size
    expect(await show()).toEqual(first)
    expect(stored.size).toBe(count)
  })
})
