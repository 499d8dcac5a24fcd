import { errors } from 'undici'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * What went wrong on the network, in our own words: a deadline is `fetch-timeout` (retry), a host name that does not exist
 * is `fetch-host-unknown` (give-up), the rest of the network's failures are `fetch-unreachable` (retry). The caller's own
 * abort is its signal's reason. What is none of these is a bug and comes back as it is. Only the host is told, because the
 * rest of an address may hold a signature.
 */
export function translateFetchError(
  error: unknown,
  context: { address: string; deadline: AbortSignal; caller: AbortSignal | undefined },
): unknown {
  if (error instanceof HangtagError) return error
  if (context.caller?.aborted === true) return context.caller.reason
  const { host } = new URL(context.address)
  if (context.deadline.aborted) {
    return new HangtagError(`${host} did not answer in time.`, {
      code: 'fetch-timeout',
      disposition: 'retry',
      evidence: { host },
      cause: error,
    })
  }
  const reason = failureCode(error)
  if (reason === null || bugs.has(reason)) return error
  if (reason === 'ENOTFOUND') {
    return new HangtagError(`There is no host ${host}.`, {
      code: 'fetch-host-unknown',
      disposition: 'give-up',
      evidence: { host },
      cause: error,
    })
  }
  return new HangtagError(`${host} cannot be reached (${reason}).`, {
    code: 'fetch-unreachable',
    disposition: 'retry',
    evidence: { host, reason },
    cause: error,
  })
}

/** What undici and Node say of a request that was written wrong by us. */
const bugs: ReadonlySet<string> = new Set(['UND_ERR_INVALID_ARG', 'ERR_INVALID_ARG_TYPE', 'ERR_INVALID_ARG_VALUE'])

/** Failures of resolver, socket and TLS all carry a code; those of undici's HTTP parser do not always. */
function failureCode(error: unknown): string | null {
  if (error instanceof errors.HTTPParserError) return 'not HTTP'
  return errorCode(error)
}
