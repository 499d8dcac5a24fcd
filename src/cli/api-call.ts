import { setTimeout as delay } from 'node:timers/promises'
import { type Agent, type FormData, request } from 'undici'
import { HangtagError } from '../domain/hangtag-error.ts'
import { problemSchema } from '../domain/problem.ts'

export type ApiAccess = {
  url: string
  key: string
  /** Only with the ops key; null: the key's own tenant. */
  tenant: string | null
}

type CallOptions = {
  body?: unknown
  /** Builds the body of an upload, anew for each try. */
  form?: () => Promise<FormData>
  headers?: Record<string, string>
  /** Doing it twice is doing it once: it is tried again while the API is away. GET is, always. */
  repeatable?: boolean
  /** For how long it is tried, where somebody waits for it. */
  tryForMs?: number
  signal?: AbortSignal | undefined
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type ApiCall = (method: Method, path: string, options?: CallOptions) => Promise<string>

/** For one try, an upload of 16 photos included. */
const deadlineMs = 120_000
/** How long a repeatable call goes on trying: an API that is restarted is back within seconds. */
const tryForMs = 60_000
const pauseMs = { first: 200, longest: 3_000 }

/**
 * How commands call the public API. Resolves with the text of the answer. Failures are `HangtagError` with a
 * message for the person at the terminal: `api-refused` (evidence: status and the problem's code) and `api-unreachable`. An
 * abort by the caller's signal throws its reason.
 */
export function createApiCall(access: ApiAccess, agent: Agent): ApiCall {
  return async (method, path, options = {}) => {
    const giveUpAt = Date.now() + (options.tryForMs ?? tryForMs)
    const repeatable = options.repeatable ?? method === 'GET'
    for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.longest)) {
      try {
        return await callOnce(method, path, options, access, agent)
      } catch (error) {
        if (!repeatable || !(error instanceof HangtagError) || error.disposition === 'give-up') throw error
        const waitMs = error.retryAfterMs ?? pause
        if (Date.now() + waitMs > giveUpAt) throw error
        await delay(waitMs, undefined, options.signal === undefined ? {} : { signal: options.signal })
      }
    }
  }
}

/** What every request carries. */
export function accessHeaders({ key, tenant }: ApiAccess): Record<string, string> {
  return { authorization: `Bearer ${key}`, ...(tenant === null ? {} : { 'hangtag-tenant': tenant }) }
}

/** The API does not answer: what was seen, and what to look at. */
function unreachable(url: string, cause: unknown): HangtagError {
  const why = cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : String(cause)
  return new HangtagError(`The API at ${url} does not answer (${why}): is it still running? \`hangtag doctor\` tells`, {
    code: 'api-unreachable',
    disposition: 'retry',
    cause,
  })
}

async function callOnce(
  method: Method,
  path: string,
  { body, form, headers, signal }: CallOptions,
  access: ApiAccess,
  agent: Agent,
): Promise<string> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const payload = form === undefined ? (body === undefined ? null : JSON.stringify(body)) : await form()
  const answer = await request(new URL(path, access.url), {
    dispatcher: agent,
    method,
    headers: {
      ...accessHeaders(access),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: payload,
    signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
  })
    .then(async ({ statusCode, headers: sent, body: received }) => ({
      status: statusCode,
      retryAfter: sent['retry-after'],
      text: await received.text(),
    }))
    .catch((cause: unknown) => {
      signal?.throwIfAborted()
      throw unreachable(access.url, cause)
    })
  if (answer.status < 300) return answer.text
  throw refused(method, path, answer)
}

function refused(
  method: string,
  path: string,
  { status, retryAfter, text }: { status: number; retryAfter: string | string[] | undefined; text: string },
): HangtagError {
  const problem = problemSchema.safeParse(parseJson(text)).data
  const possible = problem?.possible === undefined ? '' : ` Possible now: ${problem.possible.join(', ') || 'nothing'}.`
  const message =
    problem === undefined
      ? `The API answered ${method} ${path} with status ${status}`
      : `${problem.title}: ${problem.detail}${possible}`
  const later = status === 429 || status === 503
  return new HangtagError(message, {
    code: 'api-refused',
    disposition: later ? 'retry' : 'give-up',
    evidence: { status, problem: problem?.code ?? null },
    ...(later && /^\d+$/.test(String(retryAfter)) ? { retryAfterMs: Number(retryAfter) * 1_000 } : {}),
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not a problem of the API's own: its status says what there is to say.
    return undefined
  }
}
