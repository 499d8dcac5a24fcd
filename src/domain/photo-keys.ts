export const photoVariants = ['model', 'thumb'] as const
/** `model` is what models are shown a photo from, and the whole of it; `thumb` is for lists. JPEG without any metadata. */
export type PhotoVariant = (typeof photoVariants)[number]

/**
 * What a model was sent where that was not `model` itself, kept so that a person can look at the very same picture: smaller, by
 * its pixels (`sent-480x640`), or a part of the original, by its place in thousandths of the photo and its pixels
 * (`crop-100-200-300-150-900x450`).
 */
export type SentVariant =
  | `sent-${number}x${number}`
  | `crop-${number}-${number}-${number}-${number}-${number}x${number}`
export const sentVariantPattern = /^(?:sent|crop(?:-\d{1,4}){4})-\d{1,5}x\d{1,5}$/

/** All objects of one listing in the photo store lie under this prefix; the tenant is part of every key. */
export function listingPrefix(tenant: string, listingId: string): string {
  return `${tenant}/${listingId}/`
}

/** The upload as it came, private, never served. */
export function originalKey(tenant: string, listingId: string, index: number): string {
  return `${listingPrefix(tenant, listingId)}${index}/original`
}

/** A stored variant. */
export function variantKey(
  tenant: string,
  listingId: string,
  index: number,
  variant: PhotoVariant | SentVariant,
): string {
  return `${listingPrefix(tenant, listingId)}${index}/${variant}.jpg`
}

/** A batch of catalog items on its way to the index, as JSON Lines; removed once indexed. */
export function importKey(tenant: string, importId: string): string {
  return `${tenant}/imports/${importId}.jsonl`
}

/** Under it lie the marks of uploads. No tenant has this name: tenants start with a letter or digit. */
export const uploadMarksPrefix = '_uploads/'

/**
 * There while photos are taken in for a listing that has no row yet, so that what a crash leaves of them is found again.
 * Listing ids hold the time at which they were made.
 */
export function uploadMark(tenant: string, listingId: string): string {
  return `${uploadMarksPrefix}${tenant}/${listingId}`
}
