import { z } from 'zod'
import { catalogItemSchema } from './catalog-item.ts'
import { claimSchema } from './claim.ts'
import { draftSchema } from './draft.ts'
import { laneSchema, queueNames } from './job.ts'
import { listingStates, photoStates, readRunSchema, recordSchema, usageSchema } from './record.ts'
import { settingsSchema } from './settings.ts'
import { spendingLimitSchema } from './spending.ts'

// What workers and the API say to each other under /internal. The API alone owns the database; workers reach it here with a
// key that is valid nowhere else. Every write is idempotent, because every job may run twice.

/** One photo as a worker needs it. `url` is set where the seller gave an address and nothing was fetched yet. */
const workPhotoSchema = z.object({
  index: z.int().min(0).max(15),
  state: z.enum(photoStates),
  code: z.string().nullable(),
  url: z.string().nullable(),
  sha256: z.string().nullable(),
  phash: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  notes: z.array(z.string()),
})
export type WorkPhoto = z.infer<typeof workPhotoSchema>

/** GET /internal/listings/{id}/work: all that digitizing a listing takes. Photo keys follow from tenant, id and index. */
export const workItemSchema = z.object({
  listingId: z.string(),
  tenant: z.string(),
  lane: laneSchema,
  state: z.enum(listingStates),
  revision: z.int(),
  run: z.int(),
  text: z.string(),
  hints: z.record(z.string(), z.unknown()),
  photos: z.array(workPhotoSchema),
  /** Latest correction of each field: a claim of a person, which always wins. */
  corrections: z.array(z.object({ field: z.string(), after: z.unknown(), by: z.string(), at: z.string() })),
  settings: settingsSchema,
  /** What its model calls may cost; left out: nothing is counted. */
  spendingLimits: z.array(spendingLimitSchema).optional(),
})
export type WorkItem = z.infer<typeof workItemSchema>

/** PUT /internal/listings/{id}/photos/{index} */
export const photoResultSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('normalized'),
    sha256: z.string(),
    phash: z.string(),
    /** Pixels of the upright original. */
    width: z.int().min(1),
    height: z.int().min(1),
    notes: z.array(z.string()),
  }),
  z.object({ state: z.literal('rejected'), code: z.string(), sha256: z.string().nullable() }),
])
export type PhotoResult = z.infer<typeof photoResultSchema>

/** What a read produced, stored under the hash of what it read and the read's version (design idea 6). */
export const readResultSchema = z.object({
  claims: z.array(claimSchema),
  run: readRunSchema,
  /** Whatever else the read hands on (neighbors, a label's words); the read's own affair. */
  extra: z.unknown().optional(),
})
export type ReadResult = z.infer<typeof readResultSchema>

/** GET and PUT /internal/listings/{id}/reads/{key}; key = `${read}.${sha256 of version and input}`, file-name safe. */
export const readKeySchema = z.string().regex(/^[a-z][a-z0-9-]*\.[0-9a-f]{64}$/)

/** PUT /internal/listings/{id}/draft. Not written: `same` pair again, `stale` (an older pair), `gone` (listing deleted). */
export const draftBodySchema = draftSchema
export const draftOutcomeSchema = z.object({ outcome: z.enum(['written', 'same', 'stale']) })
export type DraftOutcome = z.infer<typeof draftOutcomeSchema>['outcome'] | 'gone'

/** POST /internal/ledger: one row a model call; `id` makes it idempotent. Dollars null where the price is not known. */
export const ledgerRowSchema = z.object({
  id: z.string(),
  listingId: z.string(),
  step: z.string(),
  model: z.string(),
  endpoint: z.string(),
  prompt: z.string(),
  usage: usageSchema,
  costUsd: z.number().nullable(),
  outcome: z.string(),
  ms: z.number(),
})
export type LedgerRow = z.infer<typeof ledgerRowSchema>

const catalogPhotoSchema = z.object({ index: z.int().min(0).max(15), sha256: z.string(), phash: z.string().nullable() })
export type CatalogPhoto = z.infer<typeof catalogPhotoSchema>

/** GET /internal/listings/{id}/catalog-item?version=N: the accepted listing as a catalog item; null when it is no longer accepted. */
export const catalogItemAnswerSchema = z.object({
  tenant: z.string(),
  item: catalogItemSchema.nullable(),
  /** Its normalized photos, where it is accepted. */
  photos: z.array(catalogPhotoSchema),
})
export type CatalogItemAnswer = z.infer<typeof catalogItemAnswerSchema>

/**
 * PUT /internal/listings/{id}/indexed: what became of the order to index a version. `waiting`: there is no index that can be
 * used now, and the order is given again when there is one.
 */
export const indexOutcomeSchema = z.object({
  version: z.int().min(1),
  outcome: z.enum(['put', 'removed', 'waiting']),
})
export type IndexOutcome = z.infer<typeof indexOutcomeSchema>['outcome']

/**
 * GET /internal/deletions/{id}; DELETE confirms that nothing is left in Milvus and the photo store; PUT …/waiting that
 * something may be left in an index, and that none can be used now.
 */
export const deletionSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  listingId: z.string(),
  /** Whether the index may hold it. */
  indexed: z.boolean(),
})
export type Deletion = z.infer<typeof deletionSchema>

/** put: items of a stored file; delete: ids of a stored file; delete-all: whatever the tenant's catalog holds. */
export const importKinds = ['put', 'delete', 'delete-all'] as const
export type ImportKind = (typeof importKinds)[number]

/**
 * GET /internal/imports/{id}/next: the tenant's oldest batch that is not done, of those up to this one; 404 when there is
 * none. So batches are worked off in the order in which they were taken, whatever order their jobs come in.
 */
export const catalogImportSchema = z.object({
  id: z.string(),
  tenant: z.string(),
  kind: z.enum(importKinds),
  count: z.int(),
})
export type CatalogImport = z.infer<typeof catalogImportSchema>

/** POST /internal/imports/{id}/done: what came of a batch. A repeated item counts once. */
export const importResultSchema = z.object({
  written: z.int().min(0),
  unchanged: z.int().min(0),
  removed: z.int().min(0),
})
export type ImportResult = z.infer<typeof importResultSchema>

/** GET /internal/deliveries/{id}: what to send where. `body` is the exact text that is signed. */
export const deliverySchema = z.object({
  id: z.string(),
  url: z.string(),
  secret: z.string(),
  body: z.string(),
  attempt: z.int(),
  done: z.boolean(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** POST /internal/deliveries/{id}/attempts; the API decides when the next one is due. */
export const deliveryAttemptSchema = z.object({
  attempt: z.int().min(1),
  /** HTTP status, or null where no answer came. */
  status: z.int().nullable(),
  error: z.string().nullable(),
})
export type DeliveryAttempt = z.infer<typeof deliveryAttemptSchema>

/** GET /internal/listings/{id}/publication?version=N: the record to send; 404 when that order no longer stands. */
export const publicationSchema = z.object({ record: recordSchema, version: z.int() })
export type Publication = z.infer<typeof publicationSchema>

/** PUT /internal/listings/{id}/publication */
export const publicationResultSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('published'), version: z.int() }),
  z.object({ outcome: z.literal('failed'), version: z.int(), code: z.string(), detail: z.string() }),
])
export type PublicationResult = z.infer<typeof publicationResultSchema>

/** POST /internal/dead-letters: a job that can give no result at all. */
export const deadLetterReportSchema = z.object({
  queue: z.enum(queueNames),
  data: z.unknown(),
  code: z.string(),
  reason: z.string(),
  attempts: z.int().min(0),
})
export type DeadLetterReport = z.infer<typeof deadLetterReportSchema>
