/**
 * Where photos lie: a folder now, an S3 bucket later. Keys are `/`-separated, made by `domain/photo-keys.ts`, and always
 * start with the tenant. Failures are `HangtagError` with code `photo-store-unavailable` and disposition `retry`.
 */
export type PhotoStore = {
  /** Stores all bytes or nothing: a reader never sees half an object. Overwrites. If the source throws, nothing is stored. */
  put(key: string, source: Uint8Array | AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>
  get(key: string, signal?: AbortSignal): Promise<Buffer | null>
  /** Removes every object whose key starts with the prefix. What is not there is no error. */
  removeAll(prefix: string): Promise<void>
  /** Keys under a prefix, sorted. */
  list(prefix: string): Promise<string[]>
  /** Throws where the store cannot be used. */
  check(): Promise<void>
}
