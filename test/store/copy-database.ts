import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openPglite } from '../../src/store/open-pglite.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Lays a database as the product makes one in a folder, with nothing in it: a copy takes a tenth of the time that PGlite takes to
 * make a new one, and a hundred tests need one. That the product makes it in an empty home is for `pglite-store` and `up` to show.
 */
export async function copyDatabase(folder: string): Promise<void> {
  // A home that is started again keeps what it has.
  if (existsSync(folder)) return
  await mkdir(dirname(folder), { recursive: true })
  // A thousand small files: one call each takes ten times as long when it is waited for.
  cpSync(await template(), folder, { recursive: true })
}

/** Made once for each state of the tables and version of PGlite, by whichever process of tests needs it first. */
async function template(): Promise<string> {
  const folder = join(root, 'node_modules/.cache/hangtag-tests', `database-${await stateOfTables()}`)
  if (existsSync(folder)) return folder
  const made = `${folder}.${randomUUID()}`
  await (await openPglite(made)).close()
  await rm(`${made}.lock`, { force: true })
  // Another process may have been quicker: its copy is as good.
  await rename(made, folder).catch(() => rm(made, { recursive: true, force: true }))
  return folder
}

async function stateOfTables(): Promise<string> {
  const migrations = join(root, 'src/store/migrations')
  const names = (await readdir(migrations, { recursive: true })).filter((name) => /\.(sql|json)$/.test(name)).sort()
  const files = [
    'node_modules/@electric-sql/pglite/package.json',
    ...names.map((name) => join('src/store/migrations', name)),
  ]
  const hash = createHash('sha256')
  for (const file of files) hash.update(await readFile(join(root, file)))
  return hash.digest('hex').slice(0, 16)
}
