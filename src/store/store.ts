import type { Draft } from '../domain/draft.ts'
import type {
  CatalogImport,
  CatalogItemAnswer,
  DeadLetterReport,
  Deletion,
  Delivery,
  DeliveryAttempt,
  ImportResult,
  IndexOutcome,
  LedgerRow,
  PhotoResult,
  Publication,
  PublicationResult,
  ReadResult,
  WorkItem,
} from '../domain/internal-api.ts'
import type { JobOrder, Lane } from '../domain/job.ts'
import type { ListingVerb } from '../domain/listing-verb.ts'
import type { Field, ListingRecord, ListingState } from '../domain/record.ts'
import type { Scope } from '../domain/scope.ts'
import type { SpendingAccount } from '../domain/spending.ts'
import type { ImportStore } from './import-store.ts'
import type { ReindexStore } from './reindex-store.ts'

// The database as the API sees it. Each function is one transaction; what it changed and the events it caused are committed
// together. What must happen next in the queue is returned as orders, to be enqueued after the commit: the row is the truth,
// the queue is a hint, and `pendingOrders` finds again what the queue forgot.

/** Why a verb was not carried out. A listing of another tenant is `not-found`. */
export type Refusal =
  | { refused: 'not-found' }
  | { refused: 'wrong-state'; state: ListingState; publishing: boolean; possible: ListingVerb[] }
  | { refused: 'wrong-version'; version: number }
  | { refused: 'too-many-photos'; countMax: number }

/** A change that was carried out: the record as it is now, and the jobs that it asks for. */
type Changed = { refused: null; record: ListingRecord; orders: JobOrder[] }
export type ChangeOutcome = Changed | Refusal

/** A photo as it comes: bytes already in the photo store (`sha256`), or an address to fetch (`url`). */
export type NewPhoto = { sha256: string; url: null } | { sha256: null; url: string }

export type NewListing = {
  id: string
  tenant: string
  sku: string | null
  lane: Lane
  text: string
  hints: Record<string, unknown>
  photos: NewPhoto[]
  /** The id of the cap that its model calls are booked under. */
  spendingCap?: string | null
  /** The caller's Idempotency-Key and the hash of all it sent. */
  idempotency: { key: string; bodyHash: string } | null
}

/** `replayed`: this key brought this body before; `key-reused`: it brought another one. In both cases nothing was made. */
export type CreateOutcome =
  | { kind: 'created'; record: ListingRecord; orders: JobOrder[] }
  | { kind: 'replayed'; record: ListingRecord | null; listingId: string }
  | { kind: 'key-reused' }

export type ListingStore = {
  create(listing: NewListing): Promise<CreateOutcome>
  get(tenant: string, id: string): Promise<ListingRecord | null>
  /** Newest first; the cursor is opaque. An unreadable cursor throws `HangtagError` code `cursor-invalid`. */
  list(
    tenant: string,
    query: { state?: ListingState; cursor?: string; limit: number },
  ): Promise<{ records: ListingRecord[]; next: string | null }>
  change(
    tenant: string,
    id: string,
    change: { text?: string; hints?: Record<string, unknown>; ifVersion?: number },
  ): Promise<ChangeOutcome>
  /** Indexes go on from the last one. `reserve` runs in the transaction with the first new index, before anything commits. */
  addPhotos(
    tenant: string,
    id: string,
    photos: NewPhoto[],
    reserve: (firstIndex: number) => Promise<void>,
  ): Promise<ChangeOutcome>
  /** Tries photos again, too, that were rejected for what may have passed: an address that gave no bytes, a job that died. */
  redigitize(tenant: string, id: string, order?: { spendingCap: string | null }): Promise<ChangeOutcome>
  /** Each field is the field as it shall stand (status `corrected`, or blank, with person evidence): see `correctedField`. */
  correct(
    tenant: string,
    id: string,
    correction: { fields: Record<string, Field>; by: string; consent: boolean; ifVersion: number },
  ): Promise<ChangeOutcome>
  accept(tenant: string, id: string): Promise<ChangeOutcome>
  /**
   * Neither the order nor its outcome counts a version: a retry carries the same idempotency key, and what was just
   * published does not show as changed since. So `version` guards changes (If-Match), and is no ETag for caches.
   */
  orderPublish(tenant: string, id: string): Promise<ChangeOutcome>
  /** Rows, events, reads, deliveries, dead letters go now; Milvus and the photo store by the returned order. */
  remove(tenant: string, id: string): Promise<{ refused: null; orders: JobOrder[]; obsolete: JobOrder[] } | Refusal>
  countByState(): Promise<Record<ListingState, number>>
}

/** `seq` rises with time within a listing and is the SSE id. */
export type ListingEvent = { seq: number; type: string; at: string; data: Record<string, unknown> }

export type EventStore = {
  after(tenant: string, listingId: string, seq: number, limit: number): Promise<ListingEvent[]>
}

/** What workers do through /internal. Everything is idempotent. `gone`: the listing was deleted meanwhile. */
export type WorkStore = {
  /** Without settings: the API adds them. */
  workItem(listingId: string): Promise<Omit<WorkItem, 'settings'> | null>
  /** The last photo to settle orders digitizing; all rejected and no text fails the listing. */
  photoResult(
    listingId: string,
    index: number,
    result: PhotoResult,
  ): Promise<{ outcome: 'written' | 'same' | 'gone'; orders: JobOrder[] }>
  readResult(listingId: string, key: string): Promise<ReadResult | null>
  /** False where the listing is gone. */
  putReadResult(listingId: string, key: string, result: ReadResult): Promise<boolean>
  /** `draft` or `needs-review` by the draft's own review; webhook deliveries are made in the same transaction. */
  writeDraft(
    listingId: string,
    draft: Draft,
  ): Promise<{ outcome: 'written' | 'same' | 'stale' | 'gone'; orders: JobOrder[] }>
  addLedgerRow(row: LedgerRow): Promise<boolean>
  publication(listingId: string, version: number): Promise<Publication | null>
  publicationResult(listingId: string, result: PublicationResult): Promise<{ orders: JobOrder[] }>
  catalogItem(listingId: string, version: number): Promise<CatalogItemAnswer | null>
  deletion(id: string): Promise<Deletion | null>
  deletionDone(id: string): Promise<void>
  /** What is left of it waits until the sweep offers it again, because there is an index. */
  deletionWaits(id: string): Promise<void>
  /** The tenant's oldest batch that is neither done nor given up, of those up to this one. */
  nextImport(id: string): Promise<CatalogImport | null>
  importDone(id: string, result: ImportResult): Promise<void>
  /** The index worker has put this version, or taken the listing out; or it waits for an index. `pendingOrders` stops offering it. */
  indexed(listingId: string, version: number, outcome: IndexOutcome): Promise<{ orders: JobOrder[] }>
  delivery(id: string): Promise<Delivery | null>
  /** Decides the next attempt by the schedule; a 410 turns the webhook off; after the last attempt a dead letter is made. */
  deliveryAttempt(id: string, attempt: DeliveryAttempt): Promise<{ orders: JobOrder[] }>
  /** Makes the entry and fails what the job was for (photo, listing, publication, delivery). Idempotent for the same job. */
  deadLetter(report: DeadLetterReport): Promise<{ id: string; orders: JobOrder[] }>
}

export type ApiKey = {
  id: string
  tenant: string
  name: string
  scopes: Scope[]
  createdAt: string
  revokedAt: string | null
}

export type KeyStore = {
  /** Returns the key's text once; only its SHA-256 is kept. */
  create(key: { tenant: string; name: string; scopes: Scope[] }): Promise<{ key: ApiKey; text: string }>
  /** The live key with this text, or null. */
  find(text: string): Promise<ApiKey | null>
  /** `tenant` null: all tenants (the ops key). */
  list(tenant: string | null): Promise<ApiKey[]>
  revoke(tenant: string | null, id: string): Promise<boolean>
}

export type Webhook = {
  id: string
  url: string
  events: string[]
  createdAt: string
  /** Set where the receiver answered 410 or a person turned it off. */
  disabledAt: string | null
}

export type WebhookStore = {
  /** The secret (`whsec_…`, Standard Webhooks) is returned once. */
  create(tenant: string, webhook: { url: string; events: string[] }): Promise<{ webhook: Webhook; secret: string }>
  list(tenant: string): Promise<Webhook[]>
  get(tenant: string, id: string): Promise<Webhook | null>
  remove(tenant: string, id: string): Promise<boolean>
}

export type DeadLetter = {
  id: string
  queue: string
  listingId: string | null
  code: string
  reason: string
  attempts: number
  at: string
  replayedAt: string | null
}

export type DeadLetterStore = {
  /** `tenant` null: all tenants (the ops key). */
  list(
    tenant: string | null,
    query: { cursor?: string; limit: number },
  ): Promise<{ deadLetters: DeadLetter[]; next: string | null }>
  /** Puts the work back as it was before it died (a new run of the listing, the publish order, the delivery). */
  replay(
    tenant: string | null,
    id: string,
  ): Promise<{ refused: null; deadLetter: DeadLetter; orders: JobOrder[] } | Refusal>
}

export type PolicyStore = {
  /** `acceptAt`: a draft whose least sure listed field reaches this confidence, and that needs no review, may be published unseen. */
  get(tenant: string): Promise<{ acceptAt: number | null }>
  put(tenant: string, policy: { acceptAt: number | null }): Promise<void>
}

/** What model calls of one day, step and model came to. `costUsd` sums the calls whose price is known. */
export type UsageRow = {
  day: string
  step: string
  model: string
  calls: number
  /** Answered from the store: nothing was sent. */
  cachedCalls: number
  unknownPriceCalls: number
  tokens: { input: number; cached: number; cacheWrite: number; output: number }
  costUsd: number
}

export type SpendingStore = {
  /** What the tenant's day may cost; null: nothing of its own was set. */
  dayBudget(tenant: string): Promise<number | null>
  putDayBudget(tenant: string, usd: number | null): Promise<void>
  cap(tenant: string, id: string): Promise<{ id: string; maxUsd: number } | null>
  putCap(tenant: string, cap: { id: string; maxUsd: number }): Promise<void>
  /** Days are UTC dates, both inclusive. */
  usage(tenant: string, from: string, to: string): Promise<UsageRow[]>
  /** What the ledger says was spent in an account. */
  booked(account: SpendingAccount): Promise<number>
  /** By the ids of calls: those that have a row, with its dollars (null: not known). */
  costs(callIds: readonly string[]): Promise<Map<string, number | null>>
}

/** A row that should have a job, with the job it should have and how often the queue has lost it. */
export type PendingOrder = { order: JobOrder; lost: number }

export type SweepStore = {
  /** Work of rows whose last hint to the queue is older than `olderThan`, oldest first. `limit` counts rows, and cuts none. */
  pendingOrders(olderThan: Date, limit: number): Promise<PendingOrder[]>
  /** Notes that the queue was looked at now; `lost` where the job was not there and was put back. */
  hinted(orders: { order: JobOrder; lost: boolean }[]): Promise<void>
  /** Work that waits for an index that can be used. */
  waiting: { some(): Promise<boolean>; offer(limit: number): Promise<JobOrder[]> }
}

export type Store = {
  listings: ListingStore
  events: EventStore
  work: WorkStore
  reindexes: ReindexStore
  imports: ImportStore
  keys: KeyStore
  webhooks: WebhookStore
  deadLetters: DeadLetterStore
  policies: PolicyStore
  spending: SpendingStore
  sweep: SweepStore
  /** Throws where the database cannot be used. */
  check(): Promise<void>
  close(): Promise<void>
}
