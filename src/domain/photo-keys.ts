export const photoVariants = ['model', 'thumb'] as const
/** `model` is exactly what a model is shown; `thumb` is for lists. Both are JPEG without any metadata. */
export type PhotoVariant = (typeof photoVariants)[number]

/** All objects of one listing in the photo store lie under this prefix; the tenant is part of every key. */
export function listingPrefix(tenant: string, listingId: string): string {
  return `${tenant}/${listingId}/`
}

/** The upload as it came, private, never served. */
export function originalKey(tenant: string, listingId: string, index: number): string {
  return `${listingPrefix(tenant, listingId)}${index}/original`
}

/** A stored variant. */
export function variantKey(tenant: string, listingId: string, index: number, variant: PhotoVariant): string {
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
