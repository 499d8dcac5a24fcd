import { expect, test } from 'vitest'
import { create, eventTypes, get, jobIds, newListing, newTenant, type Subject, uploaded } from '../fixtures.ts'

export function createContract(subject: Subject) {
  test('a listing with photos is received, and each photo has its job in the lane of the listing', async () => {
    const listing = newListing(newTenant(), { photos: uploaded(2), lane: 'bulk', sku: 'A-17' })
    const outcome = await subject.store.listings.create(listing)
    expect(outcome).toMatchObject({
      kind: 'created',
      record: { state: 'received', sku: 'A-17', revision: 1, run: 1, version: 1, problem: null },
      orders: [
        { queue: 'photos-bulk', data: { listingId: listing.id, index: 0 } },
        { queue: 'photos-bulk', data: { listingId: listing.id, index: 1 } },
      ],
    })
  })

  test('a listing with text alone is digitized at once', async () => {
    const listing = newListing(newTenant())
    const outcome = await subject.store.listings.create(listing)
    expect(outcome).toMatchObject({
      kind: 'created',
      record: { state: 'digitizing' },
      orders: [{ queue: 'digitize', data: { listingId: listing.id, revision: 1, run: 1 } }],
    })
    expect(await eventTypes(subject.store, listing.tenant, listing.id)).toEqual([
      'listing.received',
      'listing.digitizing',
    ])
  })

  test('before the first draft a record has no fields and asks for no review', async () => {
    const listing = newListing(newTenant(), { photos: uploaded(1), hints: { size: 'M' } })
    await create(subject.store, listing)
    expect(await get(subject.store, listing.tenant, listing.id)).toMatchObject({
      fields: {},
      review: { needed: false, reasons: [], missingShots: [] },
      provenance: { degraded: [], neighbors: [], reads: [] },
      hints: { size: 'M' },
      createdAt: subject.clock.at.toISOString(),
      photos: [{ index: 0, state: 'received', code: null, sha256: 'a'.repeat(64), phash: null }],
    })
  })

  test('what the seller wrote comes back character by character, U+0000 and broken surrogates too', async () => {
    const text = 'size M \u0000 \ud800 café 👕 "quoted"'
    const listing = newListing(newTenant(), { text, hints: { note: '\u0000\udfff' }, sku: '\u0000' })
    await create(subject.store, listing)
    const record = await get(subject.store, listing.tenant, listing.id)
    expect(record).toMatchObject({ text, hints: { note: '\u0000\udfff' }, sku: '\u0000' })
  })

  test('one idempotency key makes one listing, also when twenty ask at once', async () => {
    const tenant = newTenant()
    const idempotency = { key: 'order-1', bodyHash: 'h1' }
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => subject.store.listings.create(newListing(tenant, { idempotency }))),
    )
    const kinds = outcomes.map((outcome) => outcome.kind)
    expect(kinds.filter((kind) => kind === 'created')).toHaveLength(1)
    expect(kinds.filter((kind) => kind === 'replayed')).toHaveLength(19)
    const { records } = await subject.store.listings.list(tenant, { limit: 50 })
    expect(records).toHaveLength(1)
    const ids = outcomes.map((outcome) => ('record' in outcome ? outcome.record?.listingId : 'none'))
    expect(new Set(ids)).toEqual(new Set([records[0]?.listingId]))
  })

  test('an idempotency key with another body makes nothing, and is free for another tenant', async () => {
    const [tenant, other] = [newTenant(), newTenant()]
    const key = 'order-1'
    await create(subject.store, newListing(tenant, { idempotency: { key, bodyHash: 'h1' } }))
    const reused = await subject.store.listings.create(newListing(tenant, { idempotency: { key, bodyHash: 'h2' } }))
    expect(reused).toEqual({ kind: 'key-reused' })
    expect((await subject.store.listings.list(tenant, { limit: 50 })).records).toHaveLength(1)
    await create(subject.store, newListing(other, { idempotency: { key, bodyHash: 'h2' } }))
  })

  test('a late retry does not make a deleted listing again', async () => {
    const tenant = newTenant()
    const listing = newListing(tenant, { idempotency: { key: 'order-1', bodyHash: 'h1' } })
    await create(subject.store, listing)
    await subject.store.listings.remove(tenant, listing.id)
    const again = await subject.store.listings.create({ ...listing, id: `${listing.id}X` })
    expect(again).toEqual({ kind: 'replayed', record: null, listingId: listing.id })
  })

  test('an idempotency key is kept for a day at least, and not for ever', async () => {
    const tenant = newTenant()
    const idempotency = { key: 'order-1', bodyHash: 'h1' }
    await create(subject.store, newListing(tenant, { idempotency }))
    subject.clock.advance(24 * 3_600_000)
    await subject.store.sweep.pendingOrders(new Date(0), 1)
    expect((await subject.store.listings.create(newListing(tenant, { idempotency }))).kind).toBe('replayed')
    subject.clock.advance(25 * 3_600_000)
    await subject.store.sweep.pendingOrders(new Date(0), 1)
    expect((await subject.store.listings.create(newListing(tenant, { idempotency }))).kind).toBe('created')
  })

  test('pages go from the newest to the oldest and show each listing once, also while new ones come', async () => {
    const tenant = newTenant()
    const ids: string[] = []
    for (let count = 0; count < 5; count += 1) ids.push((await create(subject.store, newListing(tenant))).listingId)
    const first = await subject.store.listings.list(tenant, { limit: 2 })
    await create(subject.store, newListing(tenant))
    const second = await subject.store.listings.list(tenant, { limit: 2, cursor: first.next ?? '' })
    const third = await subject.store.listings.list(tenant, { limit: 2, cursor: second.next ?? '' })
    const seen = [...first.records, ...second.records, ...third.records].map((record) => record.listingId)
    expect(seen).toEqual(ids.toReversed())
    expect(third.next).toBeNull()
  })

  test('a list of one state has that state alone', async () => {
    const tenant = newTenant()
    await create(subject.store, newListing(tenant))
    const { listingId } = await create(subject.store, newListing(tenant, { photos: uploaded(1) }))
    const { records } = await subject.store.listings.list(tenant, { state: 'received', limit: 10 })
    expect(records.map((record) => record.listingId)).toEqual([listingId])
  })

  test.each(['', 'x', 'bGlzdGluZ3M', Buffer.from('listings -1').toString('base64url')])(
    'the cursor %j is refused as one that no list made',
    async (cursor) => {
      await expect(subject.store.listings.list(newTenant(), { limit: 1, cursor })).rejects.toMatchObject({
        code: 'cursor-invalid',
      })
    },
  )

  test('the counts have every state and rise with each listing', async () => {
    const before = await subject.store.listings.countByState()
    await create(subject.store, newListing(newTenant(), { photos: uploaded(1) }))
    const after = await subject.store.listings.countByState()
    expect(after).toEqual({ ...before, received: before.received + 1 })
    expect(Object.keys(after)).toHaveLength(7)
  })

  test('events count up from one and can be read on from any of them', async () => {
    const { store } = subject
    const listing = newListing(newTenant(), { photos: uploaded(1) })
    await create(store, listing)
    await store.work.photoResult(listing.id, 0, { state: 'rejected', code: 'x', sha256: null })
    const all = await store.events.after(listing.tenant, listing.id, 0, 10)
    expect(all.map((event) => event.seq)).toEqual([1, 2, 3])
    expect(all[0]).toEqual({
      seq: 1,
      type: 'listing.received',
      at: subject.clock.at.toISOString(),
      data: { listingId: listing.id, state: 'received', version: 1, revision: 1, run: 1 },
    })
    expect(await store.events.after(listing.tenant, listing.id, 1, 1)).toEqual([all[1]])
    expect(await store.events.after(listing.tenant, listing.id, Number.MAX_SAFE_INTEGER, 1)).toEqual([])
  })

  test('a listing without photo and text fails by itself', async () => {
    const listing = newListing(newTenant(), { text: ' ' })
    const outcome = await subject.store.listings.create(listing)
    expect(outcome).toMatchObject({ record: { state: 'failed', problem: { code: 'no-usable-input' } }, orders: [] })
    expect(jobIds(outcome.kind === 'created' ? outcome.orders : [])).toEqual([])
  })
}
