import { Agent } from 'undici'
import { z } from 'zod'
import type { Draft } from '../domain/draft.ts'
import {
  type CatalogImport,
  type CatalogItemAnswer,
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
  type ImportResult,
  type IndexOutcome,
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
import { type Reindex, type ReindexResult, reindexSchema } from '../domain/reindex.ts'
import type { SpendingAccount } from '../domain/spending.ts'
import { answerMalformed, createInternalCall, noContent } from './internal-call.ts'

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
  /** Dollars that the ledger says were spent in an account. */
  bookedUsd(account: SpendingAccount, signal?: AbortSignal): Promise<number>
  catalogItem(listingId: string, version: number, signal?: AbortSignal): Promise<CatalogItemAnswer | null>
  indexed(listingId: string, version: number, outcome: IndexOutcome, signal?: AbortSignal): Promise<void>
  deletion(id: string, signal?: AbortSignal): Promise<Deletion | null>
  deletionDone(id: string, signal?: AbortSignal): Promise<void>
  deletionWaits(id: string, signal?: AbortSignal): Promise<void>
  /** The oldest batch of the same tenant that is not done, of those up to this one. */
  nextImport(id: string, signal?: AbortSignal): Promise<CatalogImport | null>
  importDone(id: string, result: ImportResult, signal?: AbortSignal): Promise<void>
  reindex(id: string, signal?: AbortSignal): Promise<Reindex | null>
  reindexStepDone(id: string, step: number, result: ReindexResult, signal?: AbortSignal): Promise<void>
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
  const call = createInternalCall(options, agent)
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
    bookedUsd: async (account, signal) => {
      const answer = await call('POST', 'spending/booked', z.object({ usd: z.number() }), { body: account, signal })
      if (answer === null) throw answerMalformed('POST', 'spending/booked', 'not found')
      return answer.usd
    },
    catalogItem: (id, version, signal) =>
      call('GET', `${listing(id)}/catalog-item?version=${version}`, catalogItemAnswerSchema, { signal }),
    indexed: async (id, version, outcome, signal) => {
      await call('PUT', `${listing(id)}/indexed`, noContent, { body: { version, outcome }, signal })
    },
    deletion: (id, signal) => call('GET', `deletions/${encodeURIComponent(id)}`, deletionSchema, { signal }),
    deletionWaits: async (id, signal) => {
      await call('PUT', `deletions/${encodeURIComponent(id)}/waiting`, noContent, { signal })
    },
    deletionDone: async (id, signal) => {
      await call('DELETE', `deletions/${encodeURIComponent(id)}`, noContent, { signal })
    },
    nextImport: (id, signal) => call('GET', `imports/${encodeURIComponent(id)}/next`, catalogImportSchema, { signal }),
    importDone: async (id, result, signal) => {
      await call('POST', `imports/${encodeURIComponent(id)}/done`, noContent, { body: result, signal })
    },
    reindex: (id, signal) => call('GET', `reindexes/${encodeURIComponent(id)}`, reindexSchema, { signal }),
    reindexStepDone: async (id, step, result, signal) => {
      await call('POST', `reindexes/${encodeURIComponent(id)}/steps/${step}`, noContent, { body: result, signal })
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
      if (made === null) throw answerMalformed('POST', 'dead-letters', 'not found')
      return made
    },
    close: () => agent.close(),
  }
}
