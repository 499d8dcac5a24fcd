import { eq, isNotNull, isNull, sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'
import type { ImportKind, ReadResult } from '../domain/internal-api.ts'
import type { Lane } from '../domain/job.ts'
import type { Correction, ListingRecord, ListingState, Usage } from '../domain/record.ts'
import type { Reindex } from '../domain/reindex.ts'
import type { Scope } from '../domain/scope.ts'
import type { StoredDraft, StoredInput, StoredPhoto } from './stored-listing.ts'

// `json`, not `jsonb`, for whatever came from outside: it keeps the text as it is (jsonb refuses U+0000 and lone surrogates,
// which a seller can send), so that spans of evidence still fit, and nothing here is searched inside its JSON.
//
// `hintedAt` is set exactly where a row asks for work, to the moment its queue was last given or shown that work. The sweep
// reads it by a partial index, so a million finished rows cost it nothing.

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'date' })

export const listings = pgTable(
  'listings',
  {
    id: text().primaryKey(),
    /** Order of creation, for paging. */
    ordinal: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    tenant: text().notNull(),
    lane: text().$type<Lane>().notNull(),
    state: text().$type<ListingState>().notNull(),
    input: json().$type<StoredInput>().notNull(),
    photos: json().$type<StoredPhoto[]>().notNull(),
    revision: integer().notNull(),
    run: integer().notNull(),
    version: integer().notNull(),
    draft: json().$type<StoredDraft>(),
    /** The (revision, run) that `draft` was written for. */
    draftedRevision: integer('drafted_revision'),
    draftedRun: integer('drafted_run'),
    corrections: json().$type<Correction[]>().notNull(),
    problem: json().$type<Record<string, unknown>>(),
    acceptedAt: time('accepted_at'),
    /** The version that is being published, and the record as it was when that was ordered. */
    publishing: integer(),
    publication: json().$type<ListingRecord>(),
    publishedVersion: integer('published_version'),
    /** The cap that its model calls are booked under, beside the tenant's day. */
    spendingCap: text('spending_cap'),
    /** The version that the catalog index holds, and the one that it could not take. */
    indexedVersion: integer('indexed_version'),
    indexFailedVersion: integer('index_failed_version'),
    /** What the row asks of the index waits until one can be used: none is configured, or it holds another embedding. */
    indexWaiting: boolean('index_waiting').notNull().default(false),
    lastEvent: integer('last_event').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    hintedAt: time('hinted_at'),
    /** Job id → how often the queue has lost that job. */
    lost: json().$type<Record<string, number>>().notNull(),
  },
  (table) => [
    index('listings_by_tenant').on(table.tenant, table.ordinal),
    index('listings_by_state').on(table.tenant, table.state, table.ordinal),
    index('listings_pending').on(table.hintedAt).where(isNotNull(table.hintedAt)),
    index('listings_index_waiting').on(table.id).where(eq(table.indexWaiting, sql`true`)),
  ],
)

/** The truth about one listing. */
export type StoredListing = typeof listings.$inferSelect

const listingId = () => text('listing_id').references(() => listings.id, { onDelete: 'cascade' })

export const events = pgTable(
  'events',
  {
    listingId: listingId().notNull(),
    seq: integer().notNull(),
    type: text().notNull(),
    at: time('at').notNull(),
    data: json().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.listingId, table.seq] })],
)

export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    tenant: text().notNull(),
    key: text().notNull(),
    bodyHash: text('body_hash').notNull(),
    /** No reference: the key outlives a deleted listing, so that a late retry does not make it again. */
    listingId: text('listing_id').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.key] }), index('idempotency_keys_by_age').on(table.createdAt)],
)

export const readResults = pgTable(
  'read_results',
  {
    listingId: listingId().notNull(),
    key: text().notNull(),
    result: json().$type<ReadResult>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.listingId, table.key] })],
)

/** Money spent outlives the listing it was spent on: the id is a hash, and the listing's own is set to null with it. */
export const ledger = pgTable(
  'ledger',
  {
    id: text().primaryKey(),
    tenant: text().notNull(),
    listingId: text('listing_id').references(() => listings.id, { onDelete: 'set null' }),
    step: text().notNull(),
    model: text().notNull(),
    endpoint: text().notNull(),
    prompt: text().notNull(),
    usage: json().$type<Usage>().notNull(),
    costUsd: doublePrecision('cost_usd'),
    outcome: text().notNull(),
    /** The cap that the listing was ordered under then. */
    spendingCap: text('spending_cap'),
    ms: doublePrecision().notNull(),
    at: time('at').notNull(),
  },
  (table) => [
    index('ledger_by_tenant').on(table.tenant, table.at),
    index('ledger_by_listing').on(table.listingId),
    index('ledger_by_cap').on(table.tenant, table.spendingCap).where(isNotNull(table.spendingCap)),
  ],
)

export const webhooks = pgTable(
  'webhooks',
  {
    id: text().primaryKey(),
    tenant: text().notNull(),
    url: text().notNull(),
    events: json().$type<string[]>().notNull(),
    secret: text().notNull(),
    createdAt: time('created_at').notNull(),
    disabledAt: time('disabled_at'),
  },
  (table) => [index('webhooks_by_tenant').on(table.tenant)],
)

export type DeliveryState = 'pending' | 'done' | 'canceled' | 'dead'

export const deliveries = pgTable(
  'deliveries',
  {
    id: text().primaryKey(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    listingId: listingId().notNull(),
    type: text().notNull(),
    body: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    /** The attempt that is next, or was the last. */
    attempt: integer().notNull(),
    nextAt: time('next_at').notNull(),
    status: integer(),
    error: text(),
    createdAt: time('created_at').notNull(),
    hintedAt: time('hinted_at'),
    lost: integer().notNull(),
  },
  (table) => [
    index('deliveries_by_webhook').on(table.webhookId),
    index('deliveries_by_listing').on(table.listingId),
    index('deliveries_pending').on(table.hintedAt).where(isNotNull(table.hintedAt)),
  ],
)

export const deletions = pgTable('deletions', {
  id: text().primaryKey(),
  tenant: text().notNull(),
  listingId: text('listing_id').notNull(),
  /** Whether the index may hold it. */
  indexed: boolean().notNull().default(true),
  /** Nothing is left to do but at an index, and none can be used. */
  indexWaiting: boolean('index_waiting').notNull().default(false),
  createdAt: time('created_at').notNull(),
  hintedAt: time('hinted_at'),
  lost: integer().notNull(),
})

/** Batches of catalog items that are put or deleted, in the order in which they were taken. Done ones are kept for a while. */
export const imports = pgTable(
  'imports',
  {
    id: text().primaryKey(),
    ordinal: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    tenant: text().notNull(),
    kind: text().$type<ImportKind>().notNull().default('put'),
    count: integer().notNull(),
    /** Of its file in the photo store. */
    bytes: integer().notNull().default(0),
    /** Of its file: the same Idempotency-Key with another body is refused. */
    bodyHash: text('body_hash').notNull().default(''),
    createdAt: time('created_at').notNull(),
    hintedAt: time('hinted_at'),
    lost: integer().notNull(),
    finishedAt: time('finished_at'),
    /** What came of it, once it is done. */
    written: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    removed: integer().notNull().default(0),
    /** Why it was given up; its order is a dead letter then, which a person may replay. */
    problem: json().$type<{ code: string; detail: string }>(),
  },
  (table) => [
    index('imports_waiting').on(table.tenant, table.ordinal).where(isNull(table.finishedAt)),
    index('imports_finished').on(table.finishedAt).where(isNotNull(table.finishedAt)),
  ],
)

/** The reindex that runs, or the last one that ran: a new one takes its place. */
export const reindexes = pgTable('reindexes', {
  id: text().primaryKey(),
  /** True until it is over, and null then: no second one can begin. */
  running: boolean().unique(),
  reindex: json().$type<Reindex>().notNull(),
  hintedAt: time('hinted_at'),
  lost: integer().notNull(),
})

export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    tenant: text().notNull(),
    name: text().notNull(),
    scopes: json().$type<Scope[]>().notNull(),
    /** SHA-256 of the key's whole text, in hex. */
    hash: text().notNull(),
    createdAt: time('created_at').notNull(),
    revokedAt: time('revoked_at'),
  },
  (table) => [index('api_keys_by_tenant').on(table.tenant)],
)

export const deadLetters = pgTable(
  'dead_letters',
  {
    /** Made from the job's id, so that the same job has one entry. */
    id: text().primaryKey(),
    /** Null where the job cannot be read: only the ops key sees it. */
    tenant: text(),
    listingId: listingId(),
    queue: text().notNull(),
    data: json().$type<unknown>().notNull(),
    code: text().notNull(),
    reason: text().notNull(),
    attempts: integer().notNull(),
    at: time('at').notNull(),
    replayedAt: time('replayed_at'),
  },
  (table) => [
    index('dead_letters_by_tenant').on(table.tenant, table.at),
    index('dead_letters_by_listing').on(table.listingId),
  ],
)

export const policies = pgTable('policies', {
  tenant: text().primaryKey(),
  acceptAt: doublePrecision('accept_at'),
  /** Dollars that model calls may cost in a day (UTC); null: the deployment's own figure. */
  dayBudgetUsd: doublePrecision('day_budget_usd'),
})

export const spendingCaps = pgTable(
  'spending_caps',
  {
    tenant: text().notNull(),
    id: text().notNull(),
    maxUsd: doublePrecision('max_usd').notNull(),
    createdAt: time('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenant, table.id] })],
)
