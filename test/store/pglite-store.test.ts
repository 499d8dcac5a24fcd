import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPglite } from '../../src/store/open-pglite.ts'
import { openStore } from '../../src/store/open-store.ts'
import { create, get, newListing, newTenant } from './fixtures.ts'
import { storeContract } from './store-contract.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-pglite-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

describe('the store on PGlite', () => storeContract(() => openPglite(join(home, 'contract'))))

describe('a PGlite folder', () => {
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
