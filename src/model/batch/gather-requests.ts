/**
 * Takes requests one by one and hands them on together: when a file is full, or when nothing new has come for `quietMs`. What
 * is left at the abort is nobody's any more.
 */
export function gatherRequests<T extends { packed: { bytes: number } | null }>(
  {
    limits,
    quietMs,
    wait,
    signal,
  }: {
    limits: { requestsMax: number; bytesMax: number }
    quietMs: number
    wait(ms: number, signal: AbortSignal): Promise<unknown>
    signal: AbortSignal
  },
  hand: (gathered: readonly T[]) => void,
): (request: T) => void {
  let waiting: T[] = []
  let bytes = 0
  let count = 0
  let isWatched = false

  function flush(): void {
    const gathered = waiting
    waiting = []
    bytes = 0
    if (gathered.length > 0) hand(gathered)
  }

  async function flushWhenQuiet(): Promise<void> {
    if (isWatched) return
    isWatched = true
    for (let seen = -1; seen !== count && !signal.aborted; ) {
      seen = count
      // Cut short by the abort, which the loop looks at itself.
      await wait(quietMs, signal).catch(() => {})
    }
    isWatched = false
    if (!signal.aborted) flush()
  }

  return (request) => {
    waiting.push(request)
    bytes += request.packed?.bytes ?? 0
    count += 1
    if (waiting.length >= limits.requestsMax || bytes >= limits.bytesMax) flush()
    else void flushWhenQuiet()
  }
}
