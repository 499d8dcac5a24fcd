import type { ResStatus } from '@zilliz/milvus2-sdk-node'
import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * What a failed call says. `catalog-unavailable` (retry): the server is away, starting, or has no room now, and whoever waits
 * will be served. `catalog-refused` (give up): the server finds what was sent wrong. `catalog-failed` (retry): an answer that
 * says neither, so that trying again may help, and trying for ever may not.
 */
export function refusal(operation: string, status: ResStatus): HangtagError {
  const code = Number(status.code ?? -1)
  const kind = refusedCodes.has(code) ? 'refused' : awayCodes.has(code) || status.retriable ? 'unavailable' : 'failed'
  return failure(operation, kind, status.reason, { milvusCode: code })
}

/** What a call that got no answer says: a connection that is gone, or a request that gRPC or the SDK would not have. */
export function brokenCall(operation: string, error: unknown): HangtagError {
  return failure(operation, isAway(error) ? 'unavailable' : 'failed', wordsOf(error), {}, error)
}

function isAway(error: unknown): boolean {
  // The SDK shows a refused search as a TypeError of its own, without the server's words.
  if (error instanceof TypeError) return false
  // A deadline of ours; its number is not gRPC's.
  if (error instanceof DOMException || !(error instanceof Error)) return true
  return !('code' in error) || typeof error.code !== 'number' || grpcAway.has(error.code)
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function failure(
  operation: string,
  kind: 'unavailable' | 'refused' | 'failed',
  reason: string,
  evidence: Record<string, unknown>,
  cause?: unknown,
): HangtagError {
  return new HangtagError(`The catalog index failed at "${operation}": ${reason}`, {
    code: `catalog-${kind}`,
    disposition: kind === 'refused' ? 'give-up' : 'retry',
    evidence: { operation, ...evidence },
    cause,
  })
}

/**
 * Milvus' numbers (pkg/util/merr): service not ready, unavailable, out of memory, too many requests, out of disk, rate and
 * quota, a clock that lags, too few resources; a collection that is not there, not loaded or not fully loaded yet.
 * Milvus Lite gives 1 to whatever it did not expect, and Milvus marks what may be sent again.
 */
const awayCodes = new Set([2, 3, 4, 7, 8, 9, 11, 12, 100, 101, 103])

/** Parameters invalid, missing or too large, and unknown or misnamed fields; 6 is Milvus Lite's for all of these. */
const refusedCodes = new Set([6, 1_100, 1_101, 1_102, 1_700, 1_701])

/** gRPC: canceled, deadline, permission, unavailable, not authenticated. The last two are mended outside, and lose no work. */
const grpcAway = new Set([1, 4, 7, 14, 16])
