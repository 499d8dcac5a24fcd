import { and, eq } from 'drizzle-orm'
import { possibleVerbs } from '../domain/listing-verb.ts'
import { commitStep } from './commit-step.ts'
import type { Database, Queries } from './database.ts'
import { isStep, type ListingStep } from './listing-step.ts'
import { recordOf } from './record-of.ts'
import type { ChangeOutcome, Refusal } from './store.ts'
import { listings, type StoredListing } from './tables.ts'

/** What a verb decides: a step, a refusal, or null where nothing is to change. */
export type Decision = ListingStep | Refusal | null
type Decide = (row: StoredListing, at: Date, queries: Queries) => Decision | Promise<Decision>

/** Locks a tenant's listing, lets the verb decide, and carries it out, in one transaction. */
export function changeListing(database: Database, tenant: string, id: string, decide: Decide): Promise<ChangeOutcome> {
  return database.transaction(async (queries) => {
    const row = await lockListing(queries, id, tenant)
    if (row === null) return { refused: 'not-found' }
    const at = database.now()
    const decision = await decide(row, at, queries)
    if (decision === null) return { refused: null, record: recordOf(row), orders: [] }
    if (!isStep(decision)) return decision
    const done = await commitStep(queries, at, row, decision)
    return { refused: null, record: recordOf(done.row), orders: done.orders }
  })
}

/** The row, held until the transaction ends. A listing of another tenant is as good as none. */
export async function lockListing(queries: Queries, id: string, tenant?: string): Promise<StoredListing | null> {
  const wanted = tenant === undefined ? eq(listings.id, id) : and(eq(listings.id, id), eq(listings.tenant, tenant))
  const [row] = await queries.select().from(listings).where(wanted).for('update')
  return row ?? null
}

/** Refuses a verb in the wrong state, and says which ones are possible. */
export function wrongState(row: StoredListing, options = { acceptedByPolicy: false }): Refusal {
  return {
    refused: 'wrong-state',
    state: row.state,
    publishing: row.publishing !== null,
    possible: verbsOf(row, options),
  }
}

/** The verbs that a row takes now. */
export function verbsOf(row: StoredListing, { acceptedByPolicy } = { acceptedByPolicy: false }) {
  const { state, version, publishedVersion } = row
  return possibleVerbs({ state, publishing: row.publishing !== null, version, publishedVersion, acceptedByPolicy })
}
