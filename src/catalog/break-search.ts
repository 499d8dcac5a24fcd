import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * An index whose search fails at once during an outage: a server that stands still would cost each listing the whole deadline.
 * After `failuresMax` failures in a row it is left alone for `openMs`; then one search tries, while all others still fail at
 * once, and what becomes of that one decides. The error says `catalog-unavailable` (retry), as the failures before it did.
 */
export function breakSearch<Index extends { search: Search }>(
  index: Index,
  { failuresMax, openMs, now }: { failuresMax: number; openMs: number; now: () => number } = defaults,
): Index {
  let failures = 0
  let openUntil = 0
  let isTried = false
  let last: unknown

  function refuseWhileOpen(): void {
    if (failures < failuresMax || (now() >= openUntil && !isTried)) return
    const reason = last instanceof Error ? last.message : 'it did not answer'
    throw new HangtagError(`The catalog is left alone for some seconds, since it failed ${failures} times: ${reason}`, {
      code: 'catalog-unavailable',
      disposition: 'retry',
      evidence: { failures },
      cause: last,
    })
  }

  return {
    ...index,
    async search(query: never, signal?: AbortSignal) {
      refuseWhileOpen()
      const tries = failures >= failuresMax
      if (tries) isTried = true
      try {
        const found = await index.search(query, signal)
        failures = 0
        return found
      } catch (error) {
        if (signal?.aborted !== true && isOutage(error)) {
          failures += 1
          openUntil = now() + openMs
          last = error
        }
        throw error
      } finally {
        if (tries) isTried = false
      }
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: what is looked for, and what is found, pass through here as they are
type Search = (query: any, signal?: AbortSignal) => Promise<any>

/** Three listings that waited in vain are proof enough, and five seconds no long time to be without neighbors. */
const defaults = { failuresMax: 3, openMs: 5_000, now: () => performance.now() }

/** A search that is refused for its own sake, or for the embedding's, is answered at once as it is. */
function isOutage(error: unknown): boolean {
  return error instanceof HangtagError && error.disposition !== 'give-up'
}
