import { APIConnectionError, APIError, APIUserAbortError } from 'openai'
import { HangtagError } from '../domain/hangtag-error.ts'

/**
 * The SDK's errors as ours, once. `retry`: `model-unavailable` (no connection, too late, 5xx), `model-not-json`.
 * `rate-limited`: `model-rate-limited`, with the wait that was asked for. `give-up`: `model-quota`, `model-key-refused`,
 * `model-content-filter`, `model-request-refused`. Anything else is a bug and comes back as it is.
 */
export function translateModelError(error: unknown, options: { baseUrl: string; deadlineMs: number }): unknown {
  const endpoint = new URL(options.baseUrl).host
  // The caller's own abort was let through before: what is left is the deadline.
  if (error instanceof APIUserAbortError || (error instanceof APIConnectionError && /timed out/i.test(error.message)))
    return new HangtagError(`The model gave no answer within ${options.deadlineMs} ms.`, {
      code: 'model-unavailable',
      disposition: 'retry',
      evidence: { endpoint, reason: 'timeout', deadlineMs: options.deadlineMs },
      cause: error,
    })
  // undici's word for a connection that breaks while the body is read; the SDK passes it on unchanged.
  if (error instanceof APIConnectionError || (error instanceof TypeError && error.message === 'terminated'))
    return new HangtagError('The connection to the model endpoint failed.', {
      code: 'model-unavailable',
      disposition: 'retry',
      evidence: { endpoint, reason: 'connection', detail: causeCode(error) },
      cause: error,
    })
  if (error instanceof SyntaxError)
    return new HangtagError('The model endpoint answered with broken JSON.', {
      code: 'model-not-json',
      disposition: 'retry',
      evidence: { endpoint },
      cause: error,
    })
  if (error instanceof APIError && typeof error.status === 'number') return statusError(error, error.status, endpoint)
  return error
}

function statusError(error: APIError, status: number, endpoint: string): HangtagError {
  const upstream = { code: error.code ?? null, type: error.type ?? null, requestId: error.requestID ?? null }
  const kind = classify(status, `${upstream.code} ${upstream.type}${isFlagged(error) ? ' content_filter' : ''}`)
  const wait = kind.code === 'model-rate-limited' ? retryAfterMs(error.headers) : undefined
  return new HangtagError(kind.message, {
    code: kind.code,
    disposition: kind.disposition,
    evidence: {
      endpoint,
      status,
      ...upstream,
      // Servers repeat the key that they refuse: of those answers neither the words nor the error are kept.
      ...(kind.code === 'model-key-refused' ? {} : { message: error.message.slice(0, 300) }),
    },
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    ...(kind.code === 'model-key-refused' ? {} : { cause: error }),
  })
}

/**
 * OpenRouter's word for an input that a moderation stopped, with status 403: one listing's affair. Taken for a refused key it
 * would stop the calls of all others.
 */
function isFlagged({ error }: APIError): boolean {
  const { metadata } = (error ?? {}) as { metadata?: unknown }
  return typeof metadata === 'object' && metadata !== null && ('flagged_input' in metadata || 'reasons' in metadata)
}

function classify(status: number, words: string) {
  // 429 means two things: too fast, which passes, and nothing left to spend, which does not. Prepaid accounts say 402.
  if (words.includes('insufficient_quota') || status === 402)
    return { code: 'model-quota', disposition: 'give-up', message: 'The model account has no quota left.' } as const
  if (status === 429)
    return { code: 'model-rate-limited', disposition: 'rate-limited', message: 'The model endpoint is busy.' } as const
  if (/content_filter|content_policy/.test(words))
    return { code: 'model-content-filter', disposition: 'give-up', message: 'A filter refused the input.' } as const
  if (status === 401 || status === 403)
    return {
      code: 'model-key-refused',
      disposition: 'give-up',
      message: 'The model endpoint refused the key.',
    } as const
  if (status >= 500 || status === 408 || status === 409)
    return {
      code: 'model-unavailable',
      disposition: 'retry',
      message: `The model endpoint failed with ${status}.`,
    } as const
  return {
    code: 'model-request-refused',
    disposition: 'give-up',
    message: `The model endpoint refused the request with ${status}.`,
  } as const
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date; undefined where the server does not say. */
function retryAfterMs(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get('retry-after-ms')
  if (milliseconds && /^\d+(\.\d+)?$/.test(milliseconds)) return Math.ceil(Number(milliseconds))
  const after = headers?.get('retry-after')
  if (!after) return undefined
  if (/^\d+(\.\d+)?$/.test(after)) return Math.ceil(Number(after) * 1_000)
  const date = Date.parse(after)
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now())
}

/** The first code down the chain of causes (`ECONNREFUSED`, `UND_ERR_SOCKET`). */
function causeCode(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string') return at.code
  return null
}
