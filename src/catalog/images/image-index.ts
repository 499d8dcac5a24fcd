/** A photo of an item. What was indexed of the same `source` (a hash of its bytes, or of its address) is not looked at again. */
export type ItemPhoto = {
  /** Its place among the photos of its item, 0 to 15. */
  index: number
  source: string
  /** The picture as it is embedded; null where it cannot be had. Asked for only where it is needed. */
  load(signal: AbortSignal): Promise<Picture | null>
}

/** An upright JPEG without metadata, and its fingerprint of 16 hex digits where it is known. */
export type Picture = { jpeg: Buffer; phash: string | null }

export type PhotoQuery = {
  tenant: string
  /** JPEGs; an item counts by its best likeness to any of them. */
  pictures: readonly Buffer[]
  /** How many items are wanted. */
  limit: number
  /** An item that must not be its own neighbor. */
  exceptId?: string
}

/**
 * An item that has a photo near the query's. `id` is `tenant/item`; `score` is the cosine of the photos' vectors, `likeness` where
 * that lies between the middle of all that were found (0) and the same photo (1): cosines of one model begin where another's end.
 */
export type PhotoHit = { id: string; score: number; likeness: number; phash: string | null }

/**
 * The photos of trusted items, one row each. Inside one tenant, like the catalog, and with its errors; beside them those of the
 * embedding, and `catalog-embedding-mismatch` (give-up) where the photos were indexed with another one.
 */
export type ImageIndex = {
  /** Brings the rows of each item to these photos, none included. `failed`: photos that could not be had or embedded. */
  put(
    tenant: string,
    items: readonly { id: string; photos: readonly ItemPhoto[] }[],
    signal: AbortSignal,
  ): Promise<{ written: number; unchanged: number; failed: number }>
  remove(tenant: string, ids: readonly string[]): Promise<void>
  /** Best first, and more than are wanted: copies are still among them. */
  search(query: PhotoQuery, signal?: AbortSignal): Promise<PhotoHit[]>
  count(tenant: string): Promise<number>
  close(): Promise<void>
}
