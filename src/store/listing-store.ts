import { and, count, desc, eq, lt } from 'drizzle-orm'
import { listingStates } from '../domain/record.ts'
import { acceptListing } from './accept-listing.ts'
import { changeInput } from './change-input.ts'
import { changeListing, verbsOf, wrongState } from './change-listing.ts'
import { correctFields } from './correct-fields.ts'
import { createListing } from './create-listing.ts'
import type { Database } from './database.ts'
import { newPhotos, photosMax } from './new-photos.ts'
import { orderPublication } from './order-publication.ts'
import { pageCursor } from './page-cursor.ts'
import { recordOf } from './record-of.ts'
import { removeListing } from './remove-listing.ts'
import { startDigitizing } from './start-digitizing.ts'
import type { ListingStore } from './store.ts'
import { listings } from './tables.ts'

/** Listings as tenants see and change them. */
export function createListingStore(database: Database): ListingStore {
  return {
    create: (listing) => createListing(database, listing),
    get: (tenant, id) =>
      database.read(async (queries) => {
        const [row] = await queries
          .select()
          .from(listings)
          .where(and(eq(listings.id, id), eq(listings.tenant, tenant)))
        return row === undefined ? null : recordOf(row)
      }),
    list: (tenant, query) => listPage(database, tenant, query),
    change: (tenant, id, change) => changeListing(database, tenant, id, (row) => changeInput(row, change)),
    addPhotos: (tenant, id, photos, reserve) =>
      changeListing(database, tenant, id, async (row) => {
        if (!verbsOf(row).includes('change')) return wrongState(row)
        if (row.photos.length + photos.length > photosMax) return { refused: 'too-many-photos', countMax: photosMax }
        if (photos.length === 0) return null
        await reserve(row.photos.length)
        return startDigitizing(row, { newPhotos: newPhotos(photos, row.photos.length) })
      }),
    redigitize: (tenant, id, order = { spendingCap: null }) =>
      changeListing(database, tenant, id, (row) =>
        verbsOf(row).includes('redigitize')
          ? startDigitizing({ ...row, ...order }, { retryPhotos: true })
          : wrongState(row),
      ),
    correct: (tenant, id, correction) =>
      changeListing(database, tenant, id, (row, at) => correctFields(row, correction, at)),
    accept: (tenant, id) =>
      changeListing(database, tenant, id, (row, at) =>
        verbsOf(row).includes('accept') ? acceptListing(row, at) : wrongState(row),
      ),
    orderPublish: (tenant, id) => changeListing(database, tenant, id, orderPublication),
    remove: (tenant, id) => removeListing(database, tenant, id),
    countByState: () =>
      database.read(async (queries) => {
        const rows = await queries
          .select({ state: listings.state, rows: count() })
          .from(listings)
          .groupBy(listings.state)
        const none = Object.fromEntries(listingStates.map((state) => [state, 0]))
        return { ...none, ...Object.fromEntries(rows.map((row) => [row.state, row.rows])) } as Record<
          (typeof listingStates)[number],
          number
        >
      }),
  }
}

const cursor = pageCursor('listings', /^(\d{1,15})$/)

async function listPage(
  database: Database,
  tenant: string,
  query: Parameters<ListingStore['list']>[1],
): ReturnType<ListingStore['list']> {
  const wanted = [eq(listings.tenant, tenant)]
  if (query.state !== undefined) wanted.push(eq(listings.state, query.state))
  if (query.cursor !== undefined) wanted.push(lt(listings.ordinal, Number(cursor.read(query.cursor)[1])))
  const rows = await database.read((queries) =>
    queries
      .select()
      .from(listings)
      .where(and(...wanted))
      .orderBy(desc(listings.ordinal))
      .limit(query.limit + 1),
  )
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  const next = rows.length > page.length && last !== undefined ? cursor.write(String(last.ordinal)) : null
  return { records: page.map(recordOf), next }
}
