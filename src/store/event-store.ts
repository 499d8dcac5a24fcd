import { and, asc, eq, gt } from 'drizzle-orm'
import type { Database } from './database.ts'
import type { EventStore } from './store.ts'
import { events, listings } from './tables.ts'

/** The largest that the column holds: a client may send any number back. */
const seqMax = 2_147_483_647

/** What happened to a listing, in order. */
export function createEventStore(database: Database): EventStore {
  return {
    after: (tenant, listingId, seq, limit) =>
      database.read(async (queries) => {
        const rows = await queries
          .select({ seq: events.seq, type: events.type, at: events.at, data: events.data })
          .from(events)
          .innerJoin(listings, eq(listings.id, events.listingId))
          .where(
            and(eq(events.listingId, listingId), eq(listings.tenant, tenant), gt(events.seq, Math.min(seq, seqMax))),
          )
          .orderBy(asc(events.seq))
          .limit(limit)
        return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
      }),
  }
}
