import { and, eq } from 'drizzle-orm'
import { commitStep } from './commit-step.ts'
import type { Database, Queries } from './database.ts'
import { newPhotos } from './new-photos.ts'
import { recordOf } from './record-of.ts'
import { settleInput } from './settle-input.ts'
import type { CreateOutcome, NewListing } from './store.ts'
import { idempotencyKeys, listings, type StoredListing } from './tables.ts'

/** Stores a new listing with the orders for its photos, or, without any, for digitizing its text. */
export function createListing(database: Database, listing: NewListing): Promise<CreateOutcome> {
  return database.transaction(async (queries) => {
    const at = database.now()
    const earlier = await takeKey(queries, listing, at)
    if (earlier !== null) return earlier
    const { row, events } = settleInput(received(listing, at))
    const step = { row, events: [{ type: 'listing.received' }, ...events] }
    const { row: stored, orders } = await commitStep(queries, at, null, step)
    return { kind: 'created', record: recordOf(stored), orders }
  })
}

// Of two requests with one key at once the second waits here for the first to commit, and then finds its row.
async function takeKey(queries: Queries, listing: NewListing, at: Date): Promise<CreateOutcome | null> {
  const { tenant, idempotency } = listing
  if (idempotency === null) return null
  const taken = await queries
    .insert(idempotencyKeys)
    .values({ tenant, ...idempotency, listingId: listing.id, createdAt: at })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  if (taken.length > 0) return null
  const [earlier] = await queries
    .select({ bodyHash: idempotencyKeys.bodyHash, listingId: idempotencyKeys.listingId, row: listings })
    .from(idempotencyKeys)
    .leftJoin(listings, and(eq(listings.id, idempotencyKeys.listingId), eq(listings.tenant, tenant)))
    .where(and(eq(idempotencyKeys.tenant, tenant), eq(idempotencyKeys.key, idempotency.key)))
  // Pruned in this very moment: whoever asks again finds the key free.
  if (earlier === undefined) return takeKey(queries, listing, at)
  if (earlier.bodyHash !== idempotency.bodyHash) return { kind: 'key-reused' }
  const record = earlier.row === null ? null : recordOf(earlier.row)
  return { kind: 'replayed', record, listingId: earlier.listingId }
}

function received(listing: NewListing, at: Date): StoredListing {
  const { id, tenant, lane, sku, text, hints, photos, spendingCap = null } = listing
  return {
    id,
    ordinal: 0,
    tenant,
    lane,
    state: 'received',
    input: { sku, text, hints },
    photos: newPhotos(photos, 0),
    revision: 1,
    run: 1,
    version: 1,
    draft: null,
    draftedRevision: null,
    draftedRun: null,
    corrections: [],
    problem: null,
    acceptedAt: null,
    publishing: null,
    publication: null,
    publishedVersion: null,
    spendingCap,
    indexedVersion: null,
    indexFailedVersion: null,
    indexWaiting: false,
    lastEvent: 0,
    createdAt: at,
    updatedAt: at,
    hintedAt: null,
    lost: {},
  }
}
