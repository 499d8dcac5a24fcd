import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sql } from 'drizzle-orm'
import { drizzle, type PgliteDatabase } from 'drizzle-orm/pglite'
import { migrate } from 'drizzle-orm/pglite/migrator'
import type { Engine } from './database.ts'
import { acquireProcessLock } from './process-lock.ts'
import * as tables from './tables.ts'

/**
 * PGlite in a folder, behind an exclusive lock beside it: a second process on the same folder loses acknowledged rows
 * without an error (seen: 2,374 of them). Throws `HangtagError` code `locked`.
 */
export async function openPglite(folder: string): Promise<Engine> {
  await mkdir(dirname(folder), { recursive: true })
  const lock = await acquireProcessLock(`${folder}.lock`)
  let client: PGlite | null = null
  const close = async () => {
    try {
      if (client !== null && !client.closed) await client.close()
    } finally {
      await lock.release()
    }
  }
  try {
    client = await PGlite.create({ dataDir: folder })
    const queries = drizzle(client, { schema: tables })
    await migrate(queries, { migrationsFolder: join(import.meta.dirname, 'migrations') })
    return { queries, tidy: () => vacuum(queries), close }
  } catch (error) {
    await close()
    throw error
  }
}

// PGlite is one process and has no autovacuum: 2,000 waiting listings that the sweep looks at for an hour would leave half a
// gigabyte of dead rows (seen: 2 MB a look). The threshold is PostgreSQL's own (autovacuum_vacuum_threshold, scale factor).
async function vacuum(queries: PgliteDatabase<typeof tables>): Promise<void> {
  // Counts are put down once a second at most, and only when a statement ends: without this they lag behind.
  await queries.execute(sql`select pg_stat_force_next_flush()`)
  const { rows } = await queries.execute<{ name: string }>(sql`
    select relname as name from pg_stat_user_tables
    where schemaname = 'public' and n_dead_tup > 50 + 0.2 * n_live_tup`)
  for (const { name } of rows) await queries.execute(sql`vacuum (analyze) ${sql.identifier(name)}`)
}
