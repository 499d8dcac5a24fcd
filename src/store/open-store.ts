import { createStore } from './create-store.ts'
import { openPglite } from './open-pglite.ts'
import { openPostgres } from './open-postgres.ts'
import type { Store } from './store.ts'

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
  const { databaseUrl, folder, now } = options
  const engine = databaseUrl === null ? await openPglite(folder) : await openPostgres(databaseUrl)
  return createStore(engine, now ?? (() => new Date()))
}
