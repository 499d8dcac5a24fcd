import { Agent, request } from 'undici'
import { z } from 'zod'
import type { CatalogItem } from '../domain/catalog-item.ts'
import type { Draft } from '../domain/draft.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import {
  type CatalogImport,
  catalogImportSchema,
  catalogItemAnswerSchema,
  type DeadLetterReport,
  type Deletion,
  type Delivery,
  type DeliveryAttempt,
  type DraftOutcome,
  deletionSchema,
  deliverySchema,
  draftOutcomeSchema,
  type LedgerRow,
  type PhotoResult,
  type Publication,
  type PublicationResult,
  publicationSchema,
  type ReadResult,
  readResultSchema,
  type WorkItem,
  workItemSchema,
} from '../domain/internal-api.ts'
import { problemSchema } from '../domain/problem.ts'

/**
 * What workers ask of the API, one function a call. What is gone is an answer: null, false or `gone`. Failures are
 * `HangtagError`: `api-unavailable` and `api-answer-malformed` (retry), `api-refused` (give up; retry where the key is wrong,
 * since that is mended from outside). An abort by the caller's own signal throws that signal's reason.
 */
export type InternalClient = {
  workItem(listingId: string, signal?: AbortSignal): Promise<WorkItem | null>
  reportPhoto(
    listingId: string,
    index: number,
    result: PhotoResult,
    signal?: AbortSignal,
  ): Promise<'written' | 'same' | 'gone'>
  readResult(listingId: string, key: string, signal?: AbortSignal): Promise<ReadResult | null>
  /** False where the listing is gone; the same holds for the other booleans here. */
  putReadResult(listingId: string, key: string, result: ReadResult, signal?: AbortSignal): Promise<boolean>
  writeDraft(listingId: string, draft: Draft, signal?: AbortSignal): Promise<DraftOutcome>
  addLedgerRow(row: LedgerRow, signal?: AbortSignal): Promise<boolean>
  catalogItem(
    listingId: string,
    version: number,
    signal?: AbortSignal,
  ): Promise<{ tenant: string; item: CatalogItem | null } | null>
  indexed(listingId: string, version: number, signal?: AbortSignal): Promise<void>
  deletion(id: string, signal?: AbortSignal): Promise<Deletion | null>
  deletionDone(id: string, signal?: AbortSignal): Promise<void>
  catalogImport(id: string, signal?: AbortSignal): Promise<CatalogImport | null>
  importDone(id: string, signal?: AbortSignal): Promise<void>
  delivery(id: string, signal?: AbortSignal): Promise<Delivery | null>
  reportAttempt(id: string, attempt: DeliveryAttempt, signal?: AbortSignal): Promise<void>
  publication(listingId: string, version: number, signal?: AbortSignal): Promise<Publication | null>
  reportPublication(listingId: string, result: PublicationResult, signal?: AbortSignal): Promise<void>
  reportDeadLetter(report: DeadLetterReport, signal?: AbortSignal): Promise<{ id: string }>
  close(): Promise<void>
}

export type InternalClientOptions = {
  apiUrl: string
  workerKey: string
  /** For one call, from the connection to the last byte of the answer. */
  deadlineMs: number
}

/** Opens the workers' way to the API. Connections are kept and shared. */
export function createInternalClient(options: InternalClientOptions): InternalClient {
  const agent = new Agent({ connections: 64 })
  const call = createCall(options, agent)
  const listing = (id: string) => `listings/${encodeURIComponent(id)}`
  const outcomeSchema = z.object({ outcome: z.enum(['written', 'same']) })

  return {
    workItem: (id, signal) => call('GET', `${listing(id)}/work`, workItemSchema, { signal }),
    reportPhoto: async (id, index, result, signal) =>
      (await call('PUT', `${listing(id)}/photos/${index}`, outcomeSchema, { body: result, signal }))?.outcome ?? 'gone',
    readResult: (id, key, signal) => call('GET', `${listing(id)}/reads/${key}`, readResultSchema, { signal }),
    putReadResult: async (id, key, result, signal) =>
      (await call('PUT', `${listing(id)}/reads/${key}`, noContent, { body: result, signal })) !== null,
    writeDraft: async (id, draft, signal) =>
      (await call('PUT', `${listing(id)}/draft`, draftOutcomeSchema, { body: draft, signal }))?.outcome ?? 'gone',
    addLedgerRow: async (row, signal) => (await call('POST', 'ledger', noContent, { body: row, signal })) !== null,
    catalogItem: (id, version, signal) =>
      call('GET', `${listing(id)}/catalog-item?version=${version}`, catalogItemAnswerSchema, { signal }),
    indexed: async (id, version, signal) => {
      await call('PUT', `${listing(id)}/indexed`, noContent, { body: { version }, signal })
    },
    deletion: (id, signal) => call('GET', `deletions/${encodeURIComponent(id)}`, deletionSchema, { signal }),
    deletionDone: async (id, signal) => {
      await call('DELETE', `deletions/${encodeURIComponent(id)}`, noContent, { signal })
    },
    catalogImport: (id, signal) => call('GET', `imports/${encodeURIComponent(id)}`, catalogImportSchema, { signal }),
    importDone: async (id, signal) => {
      await call('POST', `imports/${encodeURIComponent(id)}/done`, noContent, { signal })
    },
    delivery: (id, signal) => call('GET', `deliveries/${encodeURIComponent(id)}`, deliverySchema, { signal }),
    reportAttempt: async (id, attempt, signal) => {
      await call('POST', `deliveries/${encodeURIComponent(id)}/attempts`, noContent, { body: attempt, signal })
    },
    publication: (id, version, signal) =>
      call('GET', `${listing(id)}/publication?version=${version}`, publicationSchema, { signal }),
    reportPublication: async (id, result, signal) => {
      await call('PUT', `${listing(id)}/publication`, noContent, { body: result, signal })
    },
    reportDeadLetter: async (report, signal) => {
      const made = await call('POST', 'dead-letters', z.object({ id: z.string() }), { body: report, signal })
      if (made === null) throw malformed('POST', 'dead-letters', 'not found')
      return made
    },
    close: () => agent.close(),
  }
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
type CallOptions = { body?: unknown; signal: AbortSignal | undefined }
type Call = <T>(method: Method, path: string, answer: z.ZodType<T>, options: CallOptions) => Promise<T | null>

/** The answer of calls that say nothing: 204. */
const noContent = z.literal('').transform(() => true)

function createCall(options: InternalClientOptions, agent: Agent): Call {
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
    if (status === 404) return null
    if (status >= 500 || status === 429) throw unavailable(method, path, `status ${status}`)
    if (status >= 400) throw refused(method, path, status, text)
    const parsed = answer.safeParse(text === '' ? '' : parseJson(text))
    if (!parsed.success) throw malformed(method, path, parsed.error)
    return parsed.data
  }
}

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

function malformed(method: Method, path: string, cause: unknown): HangtagError {
  return new HangtagError(
    `The API's answer to ${method} /internal/${path} is not in the form that this version knows`,
    {
      code: 'api-answer-malformed',
      disposition: 'retry',
      cause,
    },
  )
}
