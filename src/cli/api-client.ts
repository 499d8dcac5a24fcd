import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { Agent, FormData } from 'undici'
import { z } from 'zod'
import type { CatalogItem } from '../domain/catalog-item.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Lane } from '../domain/job.ts'
import { type ListingRecord, recordSchema } from '../domain/record.ts'
import type { Scope } from '../domain/scope.ts'
import type { Platform } from '../services/platform.ts'
import { type ApiAccess, createApiCall } from './api-call.ts'
import { followListing } from './follow-listing.ts'
import { parseAnswer } from './parse-answer.ts'

/** A photo to send: a file's path, read as it is sent, or its bytes. */
type PhotoSource = string | Buffer

export type NewListing = {
  photos: readonly PhotoSource[]
  text: string
  sku?: string
  hints?: Record<string, unknown>
  lane?: Lane
  idempotencyKey?: string
  /** What digitizing costs is held to it. */
  spendingCap?: string
}

export type ApiClient = {
  create(listing: NewListing, signal: AbortSignal): Promise<ListingRecord>
  redigitize(id: string, signal: AbortSignal, spendingCap?: string): Promise<ListingRecord>
  /** Sets the cap; what was spent of it before stays counted. */
  putSpendingCap(id: string, maxUsd: number, signal: AbortSignal): Promise<{ maxUsd: number; spentUsd: number }>
  /** Waits until the listing is no longer under way. */
  follow(listing: ListingRecord, options: { deadlineMs: number; signal: AbortSignal }): Promise<ListingRecord>
  importCatalog(items: readonly CatalogItem[], signal: AbortSignal): Promise<void>
  readyParts(signal: AbortSignal): Promise<Record<string, string>>
  metrics(signal: AbortSignal): Promise<string>
  createKey(name: string, scopes: readonly Scope[]): Promise<ApiKey & { key: string }>
  keys(): Promise<ApiKey[]>
  revokeKey(id: string): Promise<void>
  deadLetters(): Promise<DeadLetter[]>
  replay(id: string): Promise<DeadLetter>
  close(): Promise<void>
}

const keySchema = z.looseObject({
  id: z.string(),
  tenant: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.string(),
  revokedAt: z.string().nullable(),
})
export type ApiKey = z.infer<typeof keySchema>

const capSchema = z.looseObject({ maxUsd: z.number(), spentUsd: z.number() })

const deadLetterSchema = z.looseObject({
  id: z.string(),
  queue: z.string(),
  listingId: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  attempts: z.number(),
  at: z.string(),
  replayedAt: z.string().nullable(),
})
export type DeadLetter = z.infer<typeof deadLetterSchema>

/**
 * The public API for the commands: as the platform's own key (tenant `default`) or, with `tenant` or `asOps`, with the ops
 * key. Connections are kept. Failures are those of `createApiCall`.
 */
export function createApiClient(platform: Platform, as: { tenant?: string | undefined; asOps?: true } = {}): ApiClient {
  const ops = as.asOps === true || as.tenant !== undefined
  const access: ApiAccess = {
    url: platform.url,
    key: ops ? platform.opsKey : platform.apiKey,
    tenant: as.tenant ?? null,
  }
  const agent = new Agent({ keepAliveTimeout: 10_000 })
  const call = createApiCall(access, agent)
  const get = async (id: string, signal: AbortSignal) =>
    parseAnswer(recordSchema, await call('GET', `/v1/listings/${encodeURIComponent(id)}`, { signal }))

  return {
    create: async ({ idempotencyKey, spendingCap, ...listing }, signal) => {
      const headers = {
        ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        ...capHeader(spendingCap),
      }
      const options = { form: () => formOf(listing), headers, repeatable: idempotencyKey !== undefined, signal }
      return parseAnswer(recordSchema, await call('POST', '/v1/listings', options))
    },
    redigitize: async (id, signal, spendingCap) => {
      const options = { headers: capHeader(spendingCap), signal }
      return parseAnswer(recordSchema, await call('POST', `/v1/listings/${encodeURIComponent(id)}/redigitize`, options))
    },
    putSpendingCap: async (id, maxUsd, signal) => {
      const options = { body: { maxUsd }, repeatable: true, signal }
      return parseAnswer(capSchema, await call('PUT', `/v1/spending-caps/${encodeURIComponent(id)}`, options))
    },
    follow: (listing, options) => followListing(listing, options, { access, agent, get }),
    importCatalog: async (items, signal) => {
      await call('POST', '/v1/catalog/items', { body: { items }, repeatable: true, signal })
    },
    readyParts: async (signal) =>
      parseAnswer(z.object({ parts: z.record(z.string(), z.string()) }), await call('GET', '/readyz', { signal }))
        .parts,
    metrics: (signal) => call('GET', '/metrics', { signal }),
    createKey: async (name, scopes) =>
      parseAnswer(keySchema.extend({ key: z.string() }), await call('POST', '/v1/keys', { body: { name, scopes } })),
    keys: async () => parseAnswer(z.object({ keys: z.array(keySchema) }), await call('GET', '/v1/keys')).keys,
    revokeKey: async (id) => {
      await call('DELETE', `/v1/keys/${encodeURIComponent(id)}`)
    },
    deadLetters: async () => {
      const found: DeadLetter[] = []
      const pageSchema = z.object({ deadLetters: z.array(deadLetterSchema), next: z.string().nullable() })
      for (let cursor: string | null = ''; cursor !== null; ) {
        const from: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
        const page = parseAnswer(pageSchema, await call('GET', `/v1/dead-letters?limit=100${from}`))
        found.push(...page.deadLetters)
        cursor = page.next
      }
      return found
    },
    replay: async (id) =>
      parseAnswer(
        deadLetterSchema,
        // Done twice it is done once.
        await call('POST', `/v1/dead-letters/${encodeURIComponent(id)}/replay`, { repeatable: true }),
      ),
    close: () => agent.destroy(),
  }
}

function capHeader(id: string | undefined): Record<string, string> {
  return id === undefined ? {} : { 'hangtag-spending-cap': id }
}

async function formOf({ photos, text, sku, hints, lane }: NewListing): Promise<FormData> {
  const form = new FormData()
  form.set('text', text)
  if (sku !== undefined) form.set('sku', sku)
  if (hints !== undefined) form.set('hints', JSON.stringify(hints))
  if (lane !== undefined) form.set('lane', lane)
  for (const photo of photos) {
    if (typeof photo === 'string') form.append('photos', await openPhoto(photo), basename(photo))
    else form.append('photos', new Blob([photo]), 'photo')
  }
  return form
}

async function openPhoto(file: string): Promise<Blob> {
  try {
    return await openAsBlob(file)
  } catch (cause) {
    throw new HangtagError(`${file} cannot be read`, { code: 'photo-unreadable', disposition: 'give-up', cause })
  }
}
