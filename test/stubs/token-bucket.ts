/** So many a minute, so many at once; `timeScale` 60 makes a minute of a second. */
export type BucketLimit = { requestsPerMinute: number; burst: number; timeScale?: number }

export type TokenBucket = {
  /** Takes one, where there is one. */
  take(): boolean
  /** How the real endpoint tells of it, on every answer. */
  headers(): Record<string, string>
  /** Milliseconds until there is one again; 0: there is one. */
  waitMs(): number
}

/** The limit of requests of an endpoint: it fills all the time, up to the burst. `now` in milliseconds. */
export function createTokenBucket(
  { requestsPerMinute, burst, timeScale = 1 }: BucketLimit,
  now: () => number,
): TokenBucket {
  const perMinute = requestsPerMinute * timeScale
  const perMs = perMinute / 60_000
  let level = burst
  let at = now()
  const fill = () => {
    const time = now()
    level = Math.min(burst, level + Math.max(0, time - at) * perMs)
    at = time
  }
  return {
    take() {
      fill()
      if (level < 1) return false
      level -= 1
      return true
    },
    headers() {
      fill()
      return {
        'x-ratelimit-limit-requests': String(perMinute),
        'x-ratelimit-remaining-requests': String(Math.floor(level)),
        'x-ratelimit-reset-requests': duration((burst - level) / perMs),
      }
    },
    waitMs() {
      fill()
      return level >= 1 ? 0 : (1 - level) / perMs
    },
  }
}

/** `6m0s`, `1.5s`, `17ms`: as the real endpoint writes it. */
function duration(ms: number): string {
  if (ms < 1_000) return `${Math.ceil(ms)}ms`
  const seconds = ms / 1_000
  if (seconds < 60) return `${Number(seconds.toFixed(3))}s`
  return `${Math.floor(seconds / 60)}m${Number((seconds % 60).toFixed(3))}s`
}
