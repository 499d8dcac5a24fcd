import type { ReadResult } from '../domain/internal-api.ts'
import type { ReadListing } from '../reads/read.ts'
import { hashJson } from './hash-json.ts'

/** Where results of reads are kept (design idea 6): a retry, a delayed job or a re-run starts from them. */
export type ReadStore = {
  readResult(listingId: string, key: string): Promise<ReadResult | null>
  putReadResult(listingId: string, key: string, result: ReadResult): Promise<unknown>
}

/** A read that may say more of its run than its time: which model, prompt and endpoint, and what it cost. */
export type RunnableRead = {
  name: string
  version: string
  input(listing: ReadListing): unknown
  run(
    listing: ReadListing,
    signal: AbortSignal,
  ): Promise<Pick<ReadResult, 'claims' | 'extra'> & { run?: Partial<ReadResult['run']>; incomplete?: boolean }>
}

/** The stored result of this read of this very input, marked as cached; else runs the read and stores what it says, if that is all. */
export async function runRead(
  read: RunnableRead,
  listing: ReadListing,
  store: ReadStore,
  signal: AbortSignal,
): Promise<ReadResult> {
  const key = `${read.name}.${hashJson({ version: read.version, input: read.input(listing) })}`
  const stored = await store.readResult(listing.listingId, key)
  if (stored !== null) return { ...stored, run: { ...stored.run, cached: true } }
  signal.throwIfAborted()
  const started = performance.now()
  const { claims, extra, run, incomplete } = await read.run(listing, signal)
  const result: ReadResult = {
    claims,
    ...(extra === undefined ? {} : { extra }),
    run: { ...run, read: read.name, version: read.version, ms: Math.round(performance.now() - started), cached: false },
  }
  if (incomplete !== true) await store.putReadResult(listing.listingId, key, result)
  return result
}
