/** A deadline for one server that stands still while something else is waited for. */
export type CatalogDeadline = {
  /** Ends with a `TimeoutError`, as that of `AbortSignal.timeout` does. */
  signal: AbortSignal
  outside<T>(work: () => Promise<T>): Promise<T>
  /** To be called when all is done. */
  stop(): void
}

export function createCatalogDeadline(milliseconds: number): CatalogDeadline {
  const ended = new AbortController()
  let leftMs = milliseconds
  let startedAt = performance.now()
  let paused = 0
  let stopped = false
  let timer = start()

  function start(): NodeJS.Timeout {
    return setTimeout(
      () => ended.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      leftMs,
    )
  }

  return {
    signal: ended.signal,
    async outside(work) {
      if (paused === 0) {
        clearTimeout(timer)
        leftMs -= performance.now() - startedAt
      }
      paused += 1
      try {
        return await work()
      } finally {
        paused -= 1
        if (paused === 0 && !stopped) {
          startedAt = performance.now()
          timer = start()
        }
      }
    },
    stop() {
      stopped = true
      clearTimeout(timer)
    },
  }
}
