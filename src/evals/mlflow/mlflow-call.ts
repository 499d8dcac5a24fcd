import { request } from 'undici'
import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'

export type MlflowAnswer = { status: number; body: unknown }
/** One request below `/api/2.0/`; an object goes as JSON, bytes go as they are. */
export type MlflowCall = (
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: Readonly<Record<string, unknown>> | Buffer,
) => Promise<MlflowAnswer>

/**
 * The REST API 2.0 of a tracking server. Refusals are answers; `HangtagError` codes `mlflow-unreachable` and, where what answers is
 * no tracking server, `mlflow-malformed`. What stands before the host in the address goes as user and password.
 */
export function createMlflowCall(server: { uri: string; token: string | null; deadlineMs: number }): MlflowCall {
  const base = new URL(server.uri)
  const authorization = authorizationOf(base, server.token)
  const at = `${base.origin}${base.pathname.replace(/\/$/, '')}`
  return async (method, path, body) => {
    const answer = await request(`${at}/api/2.0/${path}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined
          ? {}
          : { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json' }),
      },
      body: body === undefined || Buffer.isBuffer(body) ? (body ?? null) : JSON.stringify(body),
      signal: AbortSignal.timeout(server.deadlineMs),
    })
      .then(async ({ statusCode, body: sent }) => ({ status: statusCode, text: await sent.text() }))
      .catch((cause: unknown) => {
        const why = cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.name : String(cause)
        throw failed('mlflow-unreachable', `No MLflow tracking server answers at ${at} (${why})`, cause)
      })
    const json = parseJson(answer.text)
    if (answer.status < 300 && json === undefined)
      throw failed(
        'mlflow-malformed',
        `What answers at ${at} is no MLflow tracking server: /api/2.0/${path} is no JSON`,
      )
    return { status: answer.status, body: json ?? { message: answer.text.slice(0, 300) } }
  }
}

/** The body of an answer that is what was asked for. Throws `HangtagError` code `mlflow-refused` with the server's own words. */
export function acceptedAnswer<T>(what: string, { status, body }: MlflowAnswer, schema: z.ZodType<T>): T {
  if (status >= 300) {
    const said = refusalSchema.safeParse(body).data?.message.split('\n')[0]?.slice(0, 300) ?? `status ${status}`
    const hint = status === 401 || status === 403 ? ' (MLFLOW_TRACKING_TOKEN, or user and password in the address)' : ''
    throw failed('mlflow-refused', `MLflow did not ${what}: ${said}${hint}`)
  }
  const { data, error } = schema.safeParse(body)
  if (error !== undefined)
    throw failed('mlflow-malformed', `MLflow did not ${what}: its answer has another form`, error)
  return data
}

const refusalSchema = z.looseObject({ message: z.string() })

function authorizationOf({ username, password }: URL, token: string | null): string | null {
  if (token !== null) return `Bearer ${token}`
  if (username === '') return null
  return `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}`
}

function parseJson(text: string): unknown {
  // An upload is answered with nothing.
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function failed(code: string, message: string, cause?: unknown): HangtagError {
  return new HangtagError(message, { code, disposition: code === 'mlflow-unreachable' ? 'retry' : 'give-up', cause })
}
