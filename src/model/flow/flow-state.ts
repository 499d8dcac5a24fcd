import type { Lane } from '../../domain/job.ts'

/**
 * What all workers together know of one endpoint, model and key: how fast it may be asked, and whether it works. Whole
 * numbers, so that it is the same in Redis; times are microseconds of Redis's own clock, 0 where there is none.
 */
export type FlowState = {
  /** As the endpoint said last; 0: it said nothing yet. */
  requestsPerMinute: number
  tokensPerMinute: number
  /** When the next request, and the next token, may go: what is reserved ends here. */
  requestsAt: number
  tokensAt: number
  /** The endpoint asked to be left alone until then. */
  blockedUntil: number
  /** Where the line of those who were sent away to come again ends: each has a moment of its own. */
  sellerLineEnd: number
  bulkLineEnd: number
  /** Failures of the endpoint in a row. */
  failures: number
  /** How often the circuit was opened since the last success. */
  openings: number
  openUntil: number
  /** A probe is under way, at most until then. */
  probeUntil: number
  openReason: (typeof openReasons)[number]
}

/** By their numbers in Redis. `none`: the circuit is closed. */
export const openReasons = ['none', 'outage', 'quota', 'key'] as const

/** The limits that are configured hold beside those that are learned; 0: none is. */
export type FlowLimits = { requestsPerMinute: number; tokensPerMinute: number }

export type FlowCall = FlowLimits & {
  /** The most that the endpoint may count for it. */
  tokens: number
  lane: Lane
  /** How far ahead a slot may be reserved. */
  waitMax: number
  /** How long a probe may take before another one is let through. */
  lease: number
}

/**
 * `go`: the slot is the call's own, `wait` from now. `later`: it is too far away. `open`: the endpoint does not work. In both
 * cases nothing is reserved and `wait` is when to ask again.
 */
export type FlowDecision = { kind: 'go' | 'later' | 'open'; wait: number; probe: boolean }

/** What came of a call. `neutral`: nothing that says whether the endpoint works, such as a caller that went away. */
export type FlowOutcome = {
  kind: 'answered' | 'limited' | 'failed' | 'quota' | 'key' | 'neutral'
  probe: boolean
  /** Of a `limited` call: the wait that was asked for; 0: none was. */
  retryAfter: number
  /** What the headers said; 0: nothing. */
  requestsPerMinute: number
  tokensPerMinute: number
  /** How long until there is room again where the headers said that none is left; 0: there is some. */
  requestsEmpty: number
  tokensEmpty: number
}

/** Nothing is known: whoever asks may go. */
export const unknownFlow: FlowState = {
  requestsPerMinute: 0,
  tokensPerMinute: 0,
  requestsAt: 0,
  tokensAt: 0,
  blockedUntil: 0,
  sellerLineEnd: 0,
  bulkLineEnd: 0,
  failures: 0,
  openings: 0,
  openUntil: 0,
  probeUntil: 0,
  openReason: 'none',
}

/** The rules, in the units of the state. The script for Redis is made from the same figures. */
export const flowRules = {
  /** The pace is a little under the limit: clocks differ, and a call that leaves late must not meet the next one. */
  paceShare: 0.98,
  /** Whoever is sent away comes back at least this much after the one before. */
  spacingMin: 10_000,
  /** No place in line is further away. Whoever comes back then and finds it still long asks again. */
  lineMax: 600_000_000,
  /** Where a busy endpoint does not say how long to wait. */
  retryAfterDefault: 1_000_000,
  /** An endpoint that asks for more is looked at again after this. */
  retryAfterMax: 600_000_000,
  failuresMax: 5,
  openFirst: 1_000_000,
  openMax: 30_000_000,
  /** No quota and a wrong key are mended by a person. */
  openQuota: 900_000_000,
  openKey: 60_000_000,
  /** While a probe is under way, the others look again after this. */
  probeLook: 1_000_000,
} as const
