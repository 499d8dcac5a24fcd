import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { ledger } from '../../../src/store/tables.ts'
import {
  create,
  draft,
  drafted,
  eventTypes,
  field,
  get,
  needsReview,
  newListing,
  newTenant,
  type Subject,
  uploaded,
} from '../fixtures.ts'

export function draftContract(subject: Subject) {
  test('the same revision and run is never written twice, also when twenty come at once', async () => {
    const listing = newListing(newTenant())
    await create(subject.store, listing)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        subject.store.work.writeDraft(listing.id, draft({ fields: { brand: field(`brand ${index}`) } })),
      ),
    )
    const kinds = outcomes.map(({ outcome }) => outcome)
    expect(kinds.filter((kind) => kind === 'written')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'same')).toHaveLength(19)
    const winner = kinds.indexOf('written')
    expect(await get(subject.store, listing.tenant, listing.id)).toMatchObject({
      state: 'draft',
      version: 2,
      fields: { brand: { value: `brand ${winner}` } },
    })
    const types = await eventTypes(subject.store, listing.tenant, listing.id)
    expect(types.filter((type) => type === 'listing.draft.ready')).toHaveLength(1)
  })

  test('an older draft never overwrites a newer one', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    await subject.store.listings.redigitize(tenant, id)
    await subject.store.listings.redigitize(tenant, id)
    const old = draft({ run: 2, fields: { brand: field('old') } })
    expect(await subject.store.work.writeDraft(id, old)).toEqual({ outcome: 'stale', orders: [] })
    expect(await get(subject.store, tenant, id)).toMatchObject({ state: 'digitizing', run: 3 })
    const next = draft({ run: 3, fields: { brand: field('new') } })
    expect((await subject.store.work.writeDraft(id, next)).outcome).toBe('written')
    expect((await subject.store.work.writeDraft(id, old)).outcome).toBe('stale')
    expect((await get(subject.store, tenant, id)).fields.brand).toMatchObject({ value: 'new' })
  })

  test('the same draft again changes nothing after the listing has moved on', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    await subject.store.listings.accept(tenant, id)
    const before = await get(subject.store, tenant, id)
    expect((await subject.store.work.writeDraft(id, draft())).outcome).toBe('same')
    expect(await get(subject.store, tenant, id)).toEqual(before)
  })

  test('a draft that photos overtook is stale', async () => {
    const listing = newListing(newTenant())
    await create(subject.store, listing)
    await subject.store.listings.addPhotos(listing.tenant, listing.id, uploaded(1), () => Promise.resolve())
    expect((await subject.store.work.writeDraft(listing.id, draft())).outcome).toBe('stale')
    expect((await subject.store.work.writeDraft(listing.id, draft({ revision: 2, run: 2 }))).outcome).toBe('stale')
  })

  test('the draft says by its own review which state follows, and the record carries it as it is', async () => {
    const tenant = newTenant()
    const written = draft({ review: needsReview })
    const id = await drafted(subject.store, tenant, written)
    const record = await get(subject.store, tenant, id)
    const { fields, copy, review, provenance } = written
    expect(record).toMatchObject({ state: 'needs-review', fields, copy, review, provenance })
    expect(await eventTypes(subject.store, tenant, id)).toContain('listing.needs-review')
  })

  test('a draft for a deleted listing is answered gone', async () => {
    const listing = newListing(newTenant())
    await create(subject.store, listing)
    await subject.store.listings.remove(listing.tenant, listing.id)
    expect(await subject.store.work.writeDraft(listing.id, draft())).toEqual({ outcome: 'gone', orders: [] })
  })

  test('a read result is found again under its key, and the last one stands', async () => {
    const { listingId } = await create(subject.store, newListing(newTenant()))
    const key = `seller-text.${'0'.repeat(64)}`
    const run = { read: 'seller-text', version: '1', ms: 3, cached: false }
    expect(await subject.store.work.readResult(listingId, key)).toBeNull()
    expect(await subject.store.work.putReadResult(listingId, key, { claims: [], run })).toBe(true)
    const second = { claims: [], run: { ...run, ms: 4 }, extra: { words: ['it\u0000s'] } }
    expect(await subject.store.work.putReadResult(listingId, key, second)).toBe(true)
    expect(await subject.store.work.readResult(listingId, key)).toEqual(second)
  })

  test('nothing is stored for a deleted listing', async () => {
    const { store } = subject
    const listing = newListing(newTenant())
    await create(store, listing)
    const key = `seller-text.${'0'.repeat(64)}`
    const result = { claims: [], run: { read: 'seller-text', version: '1', ms: 3, cached: false } }
    await store.work.putReadResult(listing.id, key, result)
    await store.listings.remove(listing.tenant, listing.id)
    expect(await store.work.putReadResult(listing.id, key, result)).toBe(false)
    expect(await store.work.readResult(listing.id, key)).toBeNull()
    expect(await store.work.addLedgerRow(ledgerRow(listing.id))).toBe(false)
  })

  test('a ledger row comes twice and counts once', async () => {
    const { listingId } = await create(subject.store, newListing(newTenant()))
    expect(await subject.store.work.addLedgerRow(ledgerRow(listingId))).toBe(true)
    expect(await subject.store.work.addLedgerRow({ ...ledgerRow(listingId), ms: 99 })).toBe(true)
    const rows = await subject.engine.queries.select().from(ledger).where(eq(ledger.listingId, listingId))
    expect(rows).toMatchObject([{ ms: 12.5, costUsd: null, usage: { input: 10 } }])
  })
}

function ledgerRow(listingId: string) {
  return {
    id: `${listingId}-1`,
    listingId,
    step: 'model',
    model: 'small',
    endpoint: 'http://127.0.0.1:1/v1',
    prompt: 'extract@1',
    usage: { input: 10, cached: 0, output: 5 },
    costUsd: null,
    outcome: 'ok',
    ms: 12.5,
  }
}
