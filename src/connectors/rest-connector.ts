import { Agent, request } from 'undici'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Connector } from './connector.ts'

/** What is kept of a refusal, for the person who reads the problem. */
const refusalCharactersMax = 500

/**
 * The generic connector: one POST of the record as JSON. The address is the operator's own, so it is not guarded.
 * `Idempotency-Key` is listing and version, so that a repeated request counts once.
 */
export function createRestConnector(options: { url: string; token: string | null; deadlineMs: number }): Connector {
  const agent = new Agent({ connections: 4 })
  return {
    name: 'rest',
    publish: async ({ record, version }, signal) => {
      const response = await request(options.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': `${record.listingId}-${version}`,
          ...(options.token === null ? {} : { authorization: `Bearer ${options.token}` }),
        },
        body: JSON.stringify(record),
        dispatcher: agent,
        signal: AbortSignal.any([signal, AbortSignal.timeout(options.deadlineMs)]),
      }).catch((cause) => {
        signal.throwIfAborted()
        throw new HangtagError(`${new URL(options.url).host} did not answer: ${messageOf(cause)}`, {
          code: 'publish-unreachable',
          disposition: 'retry',
          cause,
        })
      })
      const text = await response.body.text().catch(() => '')
      const refusal = refusalOf(response.statusCode, response.headers['retry-after'], text)
      if (refusal !== null) throw refusal
    },
    close: () => agent.close(),
  }
}

/** 2xx is done. 408, 425, 429 and 5xx may pass; everything else, redirects too, is an answer that will not change. */
function refusalOf(status: number, retryAfter: string | string[] | undefined, text: string): HangtagError | null {
  if (status >= 200 && status < 300) return null
  const evidence = { status, answer: text.slice(0, refusalCharactersMax) }
  const waitMs = retryAfterMs(retryAfter)
  const asked = waitMs === undefined ? {} : { retryAfterMs: waitMs }
  if (status === 429 || ((status === 408 || status === 425 || status === 503) && waitMs !== undefined)) {
    return new HangtagError(`The receiver asks to wait (${status})`, {
      code: 'publish-rate-limited',
      disposition: 'rate-limited',
      evidence,
      ...asked,
    })
  }
  if (status === 408 || status === 425 || status >= 500) {
    return new HangtagError(`The receiver cannot take the listing now (${status})`, {
      code: 'publish-unavailable',
      disposition: 'retry',
      evidence,
    })
  }
  return new HangtagError(`The receiver refuses the listing (${status})${text === '' ? '' : `: ${evidence.answer}`}`, {
    code: 'publish-refused',
    disposition: 'give-up',
    evidence,
  })
}

/** Seconds or an HTTP date, as RFC 9110 has it. */
function retryAfterMs(header: string | string[] | undefined): number | undefined {
  const value = Array.isArray(header) ? header[0] : header
  if (value === undefined) return undefined
  const seconds = Number(value)
  const waitMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now()
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
