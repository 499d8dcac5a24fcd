import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStore } from '../../src/store/create-store.ts'
import { openPglite } from '../../src/store/open-pglite.ts'
import { openStore } from '../../src/store/open-store.ts'
import { copyDatabase } from './copy-database.ts'
import { create, createClock, get, newListing, newTenant } from './fixtures.ts'
import { storeContract } from './store-contract.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-pglite-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

describe('the store on PGlite', () => storeContract(() => openPglite(join(home, 'contract'))))

describe('a PGlite folder', () => {
  test('does not grow with each look of the sweep at what waits', async () => {
    await copyDatabase(join(home, 'tidy'))
    const engine = await openPglite(join(home, 'tidy'))
    const clock = createClock()
    const store = createStore(engine, () => clock.at)
    const tenant = newTenant()
    for (let count = 0; count < 100; count += 1) await create(store, newListing(tenant))
    const look = async () => {
      clock.advance(60_000)
      const pending = await store.sweep.pendingOrders(clock.at, 1_000)
      expect(pending).toHaveLength(100)
      await store.sweep.hinted(pending.map(({ order }) => ({ order, lost: false })))
      const { rows } = (await engine.queries.execute(
        sql`select pg_relation_size('listings')::integer as bytes`,
      )) as unknown as { rows: { bytes: number }[] }
      return rows[0]?.bytes ?? 0
    }
    const sizes: number[] = []
    for (let count = 0; count < 20; count += 1) sizes.push(await look())
    expect(sizes.at(-1)).toBeLessThan(2 * (sizes[2] ?? 0))
    await engine.close()
  }, 60_000)

  test('is opened by one at a time, keeps what was stored, and says so when it is closed', async () => {
    const options = { databaseUrl: null, folder: join(home, 'deep', 'database') }
    const store = await openStore(options)
    await expect(openStore(options)).rejects.toMatchObject({ code: 'locked' })
    const listing = newListing(newTenant())
    await create(store, listing)
    await store.check()
    await store.close()
    await store.close()
    await expect(store.check()).rejects.toMatchObject({ code: 'database-unavailable', disposition: 'retry' })

    const again = await openStore(options)
    expect(await get(again, listing.tenant, listing.id)).toMatchObject({ text: listing.text })
    await again.close()
  }, 60_000)
})
