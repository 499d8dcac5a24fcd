import sharp from 'sharp'
import { HangtagError } from '../domain/hangtag-error.ts'
import { listingPrefix, originalKey, type SentVariant, variantKey } from '../domain/photo-keys.ts'
import type { Field } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import type { ModelReadName } from '../model/model-call.ts'
import type { ModelPhoto } from '../model/model-input.ts'
import { modelRules } from '../model/profiles/model-rules.ts'
import type { ImageRule, Profile } from '../model/profiles/profile.ts'
import { fitImage, type ImageSize } from '../model/tokens/fit-image.ts'
import { type ChosenPhoto, choosePhotos } from '../photos/choose-photos.ts'
import { type CropLimits, cropLabel, type Region } from '../photos/crop-label.ts'
import { resizeJpeg } from '../photos/resize-jpeg.ts'
import type { ReadListing } from '../reads/read.ts'
import type { PhotoStore } from '../store/photo-store.ts'
import { labelRegions } from './label-regions.ts'

export type ShowPhotosDeps = {
  photoStore: Pick<PhotoStore, 'get' | 'put' | 'removeAll'>
  profile: Profile
  /** For decoding originals. */
  limits: CropLimits
  /** Whether the listing is still there. */
  isThere(listingId: string, signal: AbortSignal): Promise<boolean>
}

/** What a model read is about to do: which read, with which settings, on what was found so far. */
type Showing = { read: ModelReadName; settings: Settings; fields: Readonly<Record<string, Field>> }

/** The photos that a model read is shown, most useful first, in the very form in which they are sent. */
export type ShowPhotos = (listing: ReadListing, showing: Showing, signal: AbortSignal) => Promise<ModelPhoto[]>

/**
 * Chooses the photos for a model, and makes each as large as it has to be and no larger: so that the server scales nothing
 * itself, and what was sent can be looked at afterwards. What differs from the `model` variant is stored under a name of its
 * own before it is sent. The second read gets the labels besides, cut out of the originals. Throws `HangtagError` code
 * `listing-gone` where the listing was deleted meanwhile; nothing of it is left then.
 */
export function showPhotos(deps: ShowPhotosDeps): ShowPhotos {
  return async (listing, { read, settings, fields }, signal) => {
    if (settings.model === null) return []
    const { name, strong, routes, photosMax, photoSide } = settings.model
    const models = [...new Set([name, ...(strong === null ? [] : [strong]), ...Object.values(routes)])]
    const rules = models.map((model) => modelRules(deps.profile, model).image)
    const known = listing.photos.map((photo) => ({ ...photo, phash: photo.phash ?? null }))
    const chosen = choosePhotos(known, photosMax)
    const sides = sidesOf(read, photoSide, valued(fields.flaws))
    const shown: ModelPhoto[] = []
    const written: string[] = []
    for (const photo of chosen)
      shown.push(await shownPhoto(photo, listing, { rules, side: filled(sides[photo.use], rules[0]) }, written, deps))
    if (read === 'model-second')
      for (const { photo, region } of labelRegions(fields, chosen).slice(0, cropsMax))
        shown.push(...(await shownLabel(photo, region, listing, rules, written, deps, signal)))
    if (written.length > 0 && !(await deps.isThere(listing.listingId, signal))) throw await gone(listing, deps)
    return shown
  }
}

/**
 * Longest side of each photo. Views beside the first are smaller: enough for the back or a pattern; where the seller names flaws,
 * which are small, as large as the first. The second read is for what is in doubt, and sees all there is.
 */
function sidesOf(read: ModelReadName, side: number, hasFlaws: boolean): Record<ChosenPhoto['use'], number> {
  if (read === 'model-second') return { whole: wholeSide, label: wholeSide, detail: hasFlaws ? wholeSide : side }
  return { whole: side, label: side, detail: hasFlaws ? side : Math.round((side * 2) / 3) }
}

/** As large as the `model` variant is. */
const wholeSide = Number.POSITIVE_INFINITY
/** Labels cut out for the second read, at most. */
const cropsMax = 2

async function shownPhoto(
  { index }: ChosenPhoto,
  listing: ReadListing,
  { rules, side }: { rules: readonly ImageRule[]; side: number },
  written: string[],
  { photoStore }: ShowPhotosDeps,
): Promise<ModelPhoto> {
  const photo = listing.photos.find((each) => each.index === index)
  if (photo === undefined) throw new Error('a chosen photo is one of the listing')
  const whole = await photo.bytes('model')
  const { width, height } = await sharp(whole).metadata()
  const size = sendable({ width, height }, rules, side)
  if (size.width === width && size.height === height) return { index, kind: 'photo', bytes: whole }
  const variant: SentVariant = `sent-${size.width}x${size.height}`
  const key = variantKey(listing.tenant, listing.listingId, index, variant)
  const stored = await photoStore.get(key)
  const bytes = stored ?? (await resizeJpeg(whole, size))
  if (stored === null) {
    await photoStore.put(key, bytes)
    written.push(key)
  }
  return { index, kind: 'photo', size: variant, bytes }
}

async function shownLabel(
  index: number,
  region: Region,
  { tenant, listingId }: ReadListing,
  rules: readonly ImageRule[],
  written: string[],
  { photoStore, limits }: ShowPhotosDeps,
  signal: AbortSignal,
): Promise<ModelPhoto[]> {
  const original = await photoStore.get(originalKey(tenant, listingId, index), signal)
  if (original === null)
    throw new HangtagError('An original is not in the photo store', { code: 'photo-missing', disposition: 'retry' })
  const crop = await cut(() =>
    cropLabel(original, region, { fit: (size) => sendable(size, rules, cropSide), limits }, signal),
  )
  if (crop === null) return []
  const [x, y, width, height] = region.map((share) => Math.round(share * 1_000))
  const variant = `crop-${x}-${y}-${width}-${height}-${crop.width}x${crop.height}` as SentVariant
  const key = variantKey(tenant, listingId, index, variant)
  await photoStore.put(key, crop.jpeg)
  written.push(key)
  return [{ index, kind: 'label-crop', size: variant, bytes: crop.jpeg }]
}

const cropSide = 1_024

/** A label that cannot be cut out is not worth the read: the photo that shows it is there as well. */
async function cut<T>(make: () => Promise<T>): Promise<T | null> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof HangtagError && error.disposition === 'give-up') return null
    throw error
  }
}

/** A tile that is begun is paid for whole: what fits into it costs nothing more. */
function filled(side: number, rule: ImageRule | undefined): number {
  return rule?.kind === 'tiles' ? Math.ceil(side / rule.side) * rule.side : side
}

/** In a size that no model of these scales down itself, with no side longer than `side`. */
function sendable(size: ImageSize, rules: readonly ImageRule[], side: number): ImageSize {
  const scale = Math.min(1, side / Math.max(size.width, size.height))
  const small = {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  }
  return rules.reduce(fitImage, small)
}

function valued(field: Field | undefined): boolean {
  return field !== undefined && field.value !== null
}

/** Its deletion may have swept the store before the last picture was written. */
async function gone({ tenant, listingId }: ReadListing, { photoStore }: ShowPhotosDeps): Promise<HangtagError> {
  await photoStore.removeAll(listingPrefix(tenant, listingId))
  return new HangtagError('The listing was deleted.', { code: 'listing-gone', disposition: 'give-up' })
}
