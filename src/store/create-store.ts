import { sql } from 'drizzle-orm'
import { buryJob } from './bury-job.ts'
import { createDatabase, type Engine } from './database.ts'
import { createDeadLetterStore } from './dead-letter-store.ts'
import { createDeliveryStore } from './delivery-store.ts'
import { createEventStore } from './event-store.ts'
import { createImportStore } from './import-store.ts'
import { createIndexStore } from './index-store.ts'
import { createKeyStore } from './key-store.ts'
import { createListingStore } from './listing-store.ts'
import { createPolicyStore } from './policy-store.ts'
import { createReindexStore } from './reindex-store.ts'
import { createSpendingStore } from './spending-store.ts'
import type { Store } from './store.ts'
import { createSweepStore } from './sweep-store.ts'
import { createWebhookStore } from './webhook-store.ts'
import { createWorkStore } from './work-store.ts'

/** The store on an engine that is open and migrated. */
export function createStore(engine: Engine, now: () => Date): Store {
  const database = createDatabase(engine, now)
  return {
    listings: createListingStore(database),
    events: createEventStore(database),
    work: {
      ...createWorkStore(database),
      ...createIndexStore(database),
      ...createDeliveryStore(database),
      deadLetter: (report) => buryJob(database, report),
    },
    imports: createImportStore(database),
    reindexes: createReindexStore(database),
    keys: createKeyStore(database),
    webhooks: createWebhookStore(database),
    deadLetters: createDeadLetterStore(database),
    policies: createPolicyStore(database),
    spending: createSpendingStore(database),
    sweep: createSweepStore(database),
    check: () => database.read(async (queries) => void (await queries.execute(sql`select 1`))),
    close: () => database.close(),
  }
}
