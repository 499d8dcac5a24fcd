import { sql } from 'drizzle-orm'
import { buryJob } from './bury-job.ts'
import { createDatabase } from './database.ts'
import { createDeadLetterStore } from './dead-letter-store.ts'
import { createDeliveryStore } from './delivery-store.ts'
import { createEventStore } from './event-store.ts'
import { createIndexStore } from './index-store.ts'
import { createKeyStore } from './key-store.ts'
import { createListingStore } from './listing-store.ts'
import { openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'
import { createPolicyStore } from './policy-store.ts'
import type { Store } from './store.ts'
import { createSweepStore } from './sweep-store.ts'
import { createWebhookStore } from './webhook-store.ts'
import { createWorkStore } from './work-store.ts'

/**
 * Opens the database, brings its tables up to date and returns the store: PostgreSQL ≥ 15 at `databaseUrl`, or, where that
 * is null, PGlite in `folder`, which this process then holds alone. Throws `HangtagError`: `locked` where another process
 * has the folder, `database-unavailable` where the server cannot be reached.
 */
export async function openStore(options: {
  databaseUrl: string | null
  folder: string
  now?: () => Date
}): Promise<Store> {
  const engine =
    options.databaseUrl === null ? await openPglite(options.folder) : await openPostgres(options.databaseUrl)
  const database = createDatabase(engine, options.now ?? (() => new Date()))
  return {
    listings: createListingStore(database),
    events: createEventStore(database),
    work: {
      ...createWorkStore(database),
      ...createIndexStore(database),
      ...createDeliveryStore(database),
      deadLetter: (report) => buryJob(database, report),
    },
    keys: createKeyStore(database),
    webhooks: createWebhookStore(database),
    deadLetters: createDeadLetterStore(database),
    policies: createPolicyStore(database),
    sweep: createSweepStore(database),
    check: () => database.read(async (queries) => void (await queries.execute(sql`select 1`))),
    close: () => database.close(),
  }
}
