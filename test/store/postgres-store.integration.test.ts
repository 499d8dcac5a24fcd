import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgres } from '../../src/store/open-postgres.ts'
import { openStore } from '../../src/store/open-store.ts'
import { until } from '../stubs/until.ts'
import { create, draft, get, newListing, newTenant } from './fixtures.ts'
import { startPostgres, type TestPostgres } from './start-postgres.ts'
import { storeContract } from './store-contract.ts'

let server: TestPostgres
beforeAll(async () => {
  server = await startPostgres()
}, 300_000)
afterAll(() => server?.remove())

const open = () => openStore({ databaseUrl: server.url, folder: '/nowhere' })

// The first to open an empty database: must come before the contract.
describe('an empty PostgreSQL', () => {
  test('is migrated once by processes that start at the same moment', async () => {
    const stores = await Promise.all([open(), open(), open(), open()])
    const listing = newListing(newTenant())
    const [one, other] = stores
    if (one === undefined || other === undefined) throw new Error('not opened')
    await create(one, listing)
    expect(await get(other, listing.tenant, listing.id)).toMatchObject({ text: listing.text })
    await Promise.all(stores.map((store) => store.close()))
  })
})

describe('the store on PostgreSQL', () => storeContract(() => openPostgres(server.url)))

describe('two at once', () => {
  test('a webhook that is deleted while a draft is written does not cost the draft', async () => {
    const store = await open()
    const other = new Client({ connectionString: server.url })
    await other.connect()
    try {
      const { listingId, tenant } = await create(store, newListing(newTenant()))
      await store.webhooks.create(tenant, { url: 'https://a.example/', events: ['listing.draft.ready'] })
      await other.query('begin')
      await other.query('delete from webhooks where tenant = $1', [tenant])
      const written = store.work.writeDraft(listingId, draft())
      await until('the draft to wait for the deletion', async () => {
        const { rows } = await other.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`)
        return rows.length > 0
      })
      await other.query('commit')
      expect(await written).toEqual({ outcome: 'written', orders: [] })
    } finally {
      await other.end()
      await store.close()
    }
  })
})

describe('a PostgreSQL that goes away', () => {
  test('is told as unavailable, by every kind of call, and used again when it is back', async () => {
    const store = await open()
    const listing = newListing(newTenant())
    await create(store, listing)
    await server.stop()
    const unavailable = { name: 'HangtagError', code: 'database-unavailable', disposition: 'retry' }
    await expect(store.check()).rejects.toMatchObject(unavailable)
    await expect(store.listings.get(listing.tenant, listing.id)).rejects.toMatchObject(unavailable)
    await expect(store.listings.redigitize(listing.tenant, listing.id)).rejects.toMatchObject(unavailable)
    await expect(open()).rejects.toMatchObject(unavailable)
    await server.start()
    expect(await get(store, listing.tenant, listing.id)).toMatchObject({ run: 1 })
    await store.close()
    await expect(store.check()).rejects.toMatchObject(unavailable)
  })
})
