import { monotonicFactory } from 'ulid'
import type { Draft } from '../../src/domain/draft.ts'
import type { PhotoResult } from '../../src/domain/internal-api.ts'
import type { JobOrder } from '../../src/domain/job.ts'
import { jobId } from '../../src/domain/job.ts'
import { type Field, type ListingRecord, recordSchema } from '../../src/domain/record.ts'
import type { Engine } from '../../src/store/database.ts'
import type { NewImport } from '../../src/store/import-store.ts'
import type { ChangeOutcome, NewListing, NewPhoto, Store } from '../../src/store/store.ts'

/** The store that a contract runs on, with its clock in the test's hand. */
export type Subject = { store: Store; clock: Clock; engine: Engine }
export type Clock = { at: Date; advance(ms: number): void }

export function createClock(): Clock {
  const clock = {
    at: new Date('2026-11-21T10:00:00.000Z'),
    advance: (ms: number) => {
      clock.at = new Date(clock.at.getTime() + ms)
    },
  }
  return clock
}

const ulid = monotonicFactory()

/** Each test has a tenant of its own, so that all can share one database. */
export function newTenant(): string {
  return `tenant-${ulid().toLowerCase()}`
}

export function newListing(tenant: string, more: Partial<NewListing> = {}): NewListing {
  return {
    id: `lst_${ulid()}`,
    tenant,
    sku: null,
    lane: 'seller',
    text: 'size M cotton t-shirt',
    hints: {},
    photos: [],
    idempotency: null,
    ...more,
  }
}

export function uploaded(count: number): NewPhoto[] {
  return Array.from({ length: count }, () => ({ sha256: 'a'.repeat(64), url: null }))
}

export const normalized = {
  state: 'normalized' as const,
  sha256: 'b'.repeat(64),
  phash: 'ff00',
  width: 3024,
  height: 4032,
  notes: ['blurred'],
} satisfies PhotoResult
export const rejected = {
  state: 'rejected' as const,
  code: 'photo-truncated',
  sha256: 'a'.repeat(64),
} satisfies PhotoResult

export function field(value: string, confidence = 0.9): Field {
  return {
    value,
    label: value,
    status: 'stated',
    confidence,
    evidence: [{ read: 'seller-text', kind: 'text', start: 0, end: 6, quote: 'size M' }],
    conflicts: [],
  }
}

/** A field as a person sets it. */
export function corrected(value: string): Field {
  return {
    ...field(value, 1),
    status: 'corrected',
    evidence: [{ read: 'person', kind: 'person' }],
  }
}

export function draft(more: Partial<Draft> = {}): Draft {
  return {
    revision: 1,
    run: 1,
    fields: { category: field('t-shirts'), brand: field("Levi's", 0.8) },
    copy: { title: { text: "Levi's t-shirt", aiWritten: false } },
    review: { needed: false, reasons: [], missingShots: [] },
    provenance: { taxonomy: 'apparel@1', degraded: ['model'], neighbors: [], reads: [] },
    ...more,
  }
}

export const needsReview = { needed: true, reasons: ['size: not known'], missingShots: ['size label'] }

/** The record of a change that was carried out, and that it keeps the contract. */
export function recordAfter(outcome: ChangeOutcome): ListingRecord {
  if (outcome.refused !== null) throw new Error(`refused: ${JSON.stringify(outcome)}`)
  return recordSchema.parse(outcome.record)
}

export async function create(store: Store, listing: NewListing): Promise<ListingRecord> {
  const outcome = await store.listings.create(listing)
  if (outcome.kind !== 'created') throw new Error(`not created: ${outcome.kind}`)
  return recordSchema.parse(outcome.record)
}

/** A listing with a draft. */
export async function drafted(store: Store, tenant: string, more: Partial<Draft> = {}): Promise<string> {
  const { listingId } = await create(store, newListing(tenant))
  const { outcome } = await store.work.writeDraft(listingId, draft(more))
  if (outcome !== 'written') throw new Error(`not written: ${outcome}`)
  return listingId
}

/** A listing that a person accepted, and the version it has. */
export async function accepted(store: Store, tenant: string): Promise<{ id: string; version: number }> {
  const id = await drafted(store, tenant)
  return { id, version: recordAfter(await store.listings.accept(tenant, id)).version }
}

export async function get(store: Store, tenant: string, id: string): Promise<ListingRecord> {
  return recordSchema.parse(await store.listings.get(tenant, id))
}

export async function eventTypes(store: Store, tenant: string, id: string): Promise<string[]> {
  return (await store.events.after(tenant, id, 0, 1_000)).map((event) => event.type)
}

export function jobIds(orders: readonly JobOrder[]): string[] {
  return orders.map(jobId)
}

/** The ids of jobs that the sweep would offer for this listing right now. */
export async function pendingFor({ store, clock }: Subject, id: string): Promise<string[]> {
  const pending = await store.sweep.pendingOrders(new Date(clock.at.getTime() + 1), 100_000)
  return jobIds(pending.map(({ order }) => order)).filter((job) => job.includes(id))
}

/** A batch of catalog items that was taken in. */
export function newImport(tenant: string, id: string, more: Partial<NewImport> = {}): NewImport {
  return { id, tenant, kind: 'put', count: 60, bytes: 6_000, bodyHash: 'c'.repeat(64), ...more }
}
