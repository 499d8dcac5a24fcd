import { Client } from 'pg'
import { lockHolder } from '../store/process-lock.ts'
import { broken, type Check, ok, reasonOf } from './check.ts'
import { checkFolder } from './check-machine.ts'

const part = 'database'

/** The PostgreSQL at DATABASE_URL, or the folder of the embedded one. Nothing is changed. */
export async function checkDatabase(databaseUrl: string | null, folder: string): Promise<Check> {
  return databaseUrl === null ? await checkEmbedded(folder) : await checkServer(databaseUrl)
}

async function checkEmbedded(folder: string): Promise<Check> {
  const holder = await lockHolder(`${folder}.lock`)
  if (holder !== null) return ok(part, `PGlite in ${folder}, in use by process ${holder.pid}`)
  const writable = await checkFolder(part, folder, 'HANGTAG_HOME')
  return writable.state === 'ok' ? ok(part, `PGlite in ${folder}, opened when needed`) : writable
}

async function checkServer(databaseUrl: string): Promise<Check> {
  const host = new URL(databaseUrl).host
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  client.on('error', () => {}) // A connection that breaks fails the query below.
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`)
    const major = Math.floor(Number(rows[0]?.version ?? 0) / 10_000)
    const detail = `PostgreSQL ${major} at ${host}`
    return major >= 15 ? ok(part, detail) : broken(part, detail, 'use PostgreSQL 15 or newer')
  } catch (error) {
    return broken(part, `no answer from ${host}: ${reasonOf(error)}`, 'start that PostgreSQL, or correct DATABASE_URL')
  } finally {
    await client.end().catch(() => {}) // Closing what never opened, or broke: the answer above says all.
  }
}
