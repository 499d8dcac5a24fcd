import { join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Pool } from 'pg'
import type { Engine } from './database.ts'
import { databaseError } from './database-error.ts'
import * as tables from './tables.ts'

// Any constant of our own: two API processes that start together migrate one after the other.
const migrationLock = 4_871_302_645

/** A pool of connections to a PostgreSQL server, with deadlines on connecting and on every statement. */
export async function openPostgres(url: string): Promise<Engine> {
  const pool = new Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    query_timeout: 30_000,
    statement_timeout: 30_000,
    application_name: 'hangtag',
  })
  // An idle connection that breaks is dropped by the pool; without a listener it would end the process. Whoever asks next
  // gets a new connection, or the error.
  pool.on('error', () => {})
  try {
    await migrateAlone(url)
  } catch (error) {
    await pool.end()
    throw databaseError(error)
  }
  return {
    queries: drizzle(pool, { schema: tables }),
    // The server's own autovacuum does it.
    tidy: async () => {},
    close: () => (pool.ended ? Promise.resolve() : pool.end()),
  }
}

// On a connection of its own, without a statement deadline: a migration of a large table may take long, and so may the wait
// for the process that does it.
async function migrateAlone(url: string): Promise<void> {
  const pool = new Pool({ connectionString: url, max: 1, connectionTimeoutMillis: 5_000 })
  pool.on('error', () => {})
  try {
    const client = await pool.connect()
    try {
      await client.query('select pg_advisory_lock($1)', [migrationLock])
      await migrate(drizzle(client), { migrationsFolder: join(import.meta.dirname, 'migrations') })
    } finally {
      // Closing the connection gives the lock back, however it ends.
      client.release(true)
    }
  } finally {
    await pool.end()
  }
}
