import type { FlowOutcome } from './flow-state.ts'

/** Times in microseconds; 0: the headers do not say, or there is room. */
export type LimitHeaders = Pick<FlowOutcome, 'requestsPerMinute' | 'tokensPerMinute' | 'requestsEmpty' | 'tokensEmpty'>

/**
 * What `x-ratelimit-limit-*`, `-remaining-*` and `-reset-*` say of requests and tokens. A limit that takes more than a minute
 * to reset is one of an hour or a day, which some accounts get in the same header: it sets no pace, and is left out.
 */
export function readLimitHeaders(headers: Headers): LimitHeaders {
  const requests = readOne(headers, 'requests')
  const tokens = readOne(headers, 'tokens')
  return {
    requestsPerMinute: requests.perMinute,
    requestsEmpty: requests.empty,
    tokensPerMinute: tokens.perMinute,
    tokensEmpty: tokens.empty,
  }
}

const minute = 60_000_000
/** Clocks and roundings of servers. */
const resetMax = minute + 1_000_000

function readOne(headers: Headers, of: 'requests' | 'tokens'): { perMinute: number; empty: number } {
  const limit = count(headers.get(`x-ratelimit-limit-${of}`))
  const remaining = count(headers.get(`x-ratelimit-remaining-${of}`))
  const reset = duration(headers.get(`x-ratelimit-reset-${of}`)) ?? 0
  if (limit === null || limit === 0) return { perMinute: 0, empty: 0 }
  // A bucket fills all the time: room for the next one is there long before all of it is there again. Where the limit starts
  // anew each minute instead, the next call is told so with its 429.
  const empty = remaining === 0 ? Math.min(Math.ceil(reset / limit), minute) : 0
  return { perMinute: reset <= resetMax ? limit : 0, empty }
}

function count(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text.trim()) ? Number(text) : null
}

/** `1s`, `6m0s`, `17ms`, `1h2m`, or plain seconds, in microseconds. */
function duration(text: string | null): number | null {
  if (text === null) return null
  if (/^\d{1,9}(\.\d+)?$/.test(text.trim())) return Math.ceil(Number(text) * 1_000_000)
  const parts = [...text.matchAll(/(\d{1,9}(?:\.\d+)?)(ms|h|m|s)/g)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== text.trim()) return null
  return Math.ceil(parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0))
}

const units: Readonly<Record<string, number>> = { h: 3_600_000_000, m: 60_000_000, s: 1_000_000, ms: 1_000 }
