import { type Agent, request } from 'undici'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import { problemSchema } from '../domain/problem.ts'

/** How every call to the API goes: the deadline, the key, and what each kind of answer means. */
export function createInternalCall(
  options: { apiUrl: string; workerKey: string; deadlineMs: number },
  agent: Agent,
): InternalCall {
  const base = `${options.apiUrl.replace(/\/+$/, '')}/internal/`
  return async (method, path, answer, { body, signal }) => {
    const deadline = AbortSignal.timeout(options.deadlineMs)
    const { status, text } = await send(method, base + path, {
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${options.workerKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: signal === undefined ? deadline : AbortSignal.any([signal, deadline]),
    }).catch((cause: unknown) => {
      signal?.throwIfAborted()
      throw unavailable(
        method,
        path,
        deadline.aborted ? `no answer within ${options.deadlineMs} ms` : String(cause),
        cause,
      )
    })
    if (status === 404 && isGone(text)) return null
    if (status >= 500 || status === 429 || status === 404) throw unavailable(method, path, `status ${status}`)
    if (status >= 400) throw refused(method, path, status, text)
    const parsed = answer.safeParse(text === '' ? '' : parseJson(text))
    if (!parsed.success) throw answerMalformed(method, path, parsed.error)
    return parsed.data
  }
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
type CallOptions = { body?: unknown; signal: AbortSignal | undefined }
/** Makes one call; null where the answer is 404. */
export type InternalCall = <T>(
  method: Method,
  path: string,
  answer: z.ZodType<T>,
  options: CallOptions,
) => Promise<T | null>

/** The answer of calls that say nothing: 204. */
export const noContent = z.literal('').transform(() => true)

async function send(
  method: Method,
  url: string,
  options: { dispatcher: Agent; headers: Record<string, string>; body: string | null; signal: AbortSignal },
): Promise<{ status: number; text: string }> {
  const answer = await request(url, { method, ...options })
  return { status: answer.statusCode, text: await answer.body.text() }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON: the schema refuses it with the text's own words.
    return undefined
  }
}

/** A 404 of the API itself says what is not there; any other is a wrong address or another version, and loses no work. */
function isGone(text: string): boolean {
  const problem = problemSchema.safeParse(parseJson(text)).data
  return problem !== undefined && problem.code !== 'route-not-found'
}

function unavailable(method: Method, path: string, reason: string, cause?: unknown): HangtagError {
  return new HangtagError(`The API did not answer ${method} /internal/${path}: ${reason}`, {
    code: 'api-unavailable',
    disposition: 'retry',
    cause,
  })
}

function refused(method: Method, path: string, status: number, text: string): HangtagError {
  const problem = problemSchema.safeParse(parseJson(text)).data
  return new HangtagError(`The API refused ${method} /internal/${path}: ${problem?.detail ?? `status ${status}`}`, {
    code: 'api-refused',
    disposition: status === 401 || status === 403 ? 'retry' : 'give-up',
    evidence: { status, problem: problem?.code ?? null, errors: problem?.errors ?? [] },
  })
}

export function answerMalformed(method: Method, path: string, cause: unknown): HangtagError {
  return new HangtagError(
    `The API's answer to ${method} /internal/${path} is not in the form that this version knows`,
    {
      code: 'api-answer-malformed',
      disposition: 'retry',
      cause,
    },
  )
}
