import type { ListingRecord } from '../domain/record.ts'
import type { StoredPhoto } from './stored-listing.ts'
import type { StoredListing } from './tables.ts'

/** The record of a row, as everyone outside sees it. Before the first draft its fields are empty and nothing asks for review. */
export function recordOf(row: StoredListing): ListingRecord {
  return {
    listingId: row.id,
    sku: row.input.sku,
    tenant: row.tenant,
    revision: row.revision,
    run: row.run,
    version: row.version,
    publishedVersion: row.publishedVersion,
    state: row.state,
    text: row.input.text,
    hints: row.input.hints,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    acceptedAt: row.acceptedAt?.toISOString() ?? null,
    problem: row.problem,
    photos: row.photos.map(photoOf),
    fields: row.draft?.fields ?? {},
    corrections: row.corrections,
    copy: row.draft?.copy ?? {},
    review: row.draft?.review ?? { needed: false, reasons: [], missingShots: [] },
    provenance: row.draft?.provenance ?? { taxonomy: '', degraded: [], neighbors: [], reads: [] },
  }
}

// The address and whether it is tried again are the store's own affair.
function photoOf({ url: _url, retriable: _retriable, ...photo }: StoredPhoto): ListingRecord['photos'][number] {
  return photo
}
