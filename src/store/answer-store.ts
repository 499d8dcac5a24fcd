/**
 * Where a model's answers lie, as JSON: in Redis as a cache, in a folder as a recording. Failures are `HangtagError`:
 * `answer-store-unavailable` (retry), `answer-unreadable` and `answer-key-invalid` (give up).
 */
export type AnswerStore = {
  /** What lies under a key of this tenant, whichever of its listings asked for it; null where there is nothing. */
  get(tenant: string, key: string): Promise<unknown>
  /** Keeps an answer, all of it or nothing; it goes with the listing that it was asked for. Overwrites. */
  put(place: AnswerPlace, answer: unknown): Promise<void>
  /** Removes every answer that was asked for a listing. */
  removeListing(tenant: string, listingId: string): Promise<void>
  close(): void
}

/** `key`: what was asked, as a name for it and a hash: `extract-attributes.9c1e…`. */
type AnswerPlace = { tenant: string; listingId: string; key: string }
