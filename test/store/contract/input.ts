import { expect, test } from 'vitest'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import {
  accepted,
  corrected,
  create,
  draft,
  drafted,
  eventTypes,
  get,
  newListing,
  newTenant,
  normalized,
  recordAfter,
  rejected,
  type Subject,
  uploaded,
} from '../fixtures.ts'

export function inputContract(subject: Subject) {
  const withPhotos = async (count: number, text = 'a shirt') => {
    const listing = newListing(newTenant(), { photos: uploaded(count), text })
    await create(subject.store, listing)
    return listing
  }

  test('the last photo to settle orders digitizing, once, whatever the order and however many at once', async () => {
    const { id, tenant } = await withPhotos(8)
    const outcomes = await Promise.all(
      [5, 2, 7, 0, 1, 6, 3, 4, 3, 4].map((index) => subject.store.work.photoResult(id, index, normalized)),
    )
    const orders = outcomes.flatMap((outcome) => outcome.orders)
    expect(orders).toEqual([{ queue: 'digitize', data: { listingId: id, revision: 1, run: 1 } }])
    expect(outcomes.filter(({ outcome }) => outcome === 'same')).toHaveLength(2)
    const record = await get(subject.store, tenant, id)
    expect(record.state).toBe('digitizing')
    // Created as version 1, and one for each photo.
    expect(record.version).toBe(9)
    expect(record.photos[3]).toEqual({ ...normalized, index: 3, code: null })
  })

  test('one bad photo does not sink a listing', async () => {
    const { id, tenant } = await withPhotos(2, '')
    await subject.store.work.photoResult(id, 0, rejected)
    const { orders } = await subject.store.work.photoResult(id, 1, normalized)
    expect(orders).toHaveLength(1)
    expect(await get(subject.store, tenant, id)).toMatchObject({
      state: 'digitizing',
      photos: [
        { index: 0, state: 'rejected', code: 'photo-truncated' },
        { index: 1, state: 'normalized' },
      ],
    })
  })

  test('bad photos and no text fail the listing, and the problem names each code', async () => {
    const { id, tenant } = await withPhotos(2, ' ')
    await subject.store.work.photoResult(id, 0, rejected)
    const { orders } = await subject.store.work.photoResult(id, 1, { ...rejected, code: 'photo-too-large' })
    expect(orders).toEqual([])
    expect(await get(subject.store, tenant, id)).toMatchObject({
      state: 'failed',
      problem: {
        code: 'no-usable-input',
        detail: expect.stringMatching(/photo 0: photo-truncated, photo 1: photo-too-large/),
        errors: [
          { path: 'photos/0', message: 'photo-truncated' },
          { path: 'photos/1', message: 'photo-too-large' },
        ],
      },
    })
    expect(await eventTypes(subject.store, tenant, id)).toContain('listing.failed')
  })

  test('bad photos with text digitize the text', async () => {
    const { id } = await withPhotos(1)
    expect((await subject.store.work.photoResult(id, 0, rejected)).orders).toHaveLength(1)
  })

  test('a settled photo keeps its first result', async () => {
    const { id, tenant } = await withPhotos(1)
    await subject.store.work.photoResult(id, 0, normalized)
    const version = (await get(subject.store, tenant, id)).version
    expect(await subject.store.work.photoResult(id, 0, rejected)).toEqual({ outcome: 'same', orders: [] })
    expect(await get(subject.store, tenant, id)).toMatchObject({ version, photos: [{ state: 'normalized' }] })
  })

  test('a photo result for a deleted listing is answered gone', async () => {
    const { id, tenant } = await withPhotos(1)
    await subject.store.listings.remove(tenant, id)
    expect(await subject.store.work.photoResult(id, 0, normalized)).toEqual({ outcome: 'gone', orders: [] })
  })

  test('a work item has all that digitizing takes, with the latest correction of each field', async () => {
    const tenant = newTenant()
    const { id, version } = await accepted(subject.store, tenant)
    const first = await subject.store.listings.correct(tenant, id, {
      fields: { brand: corrected('Lee') },
      by: 'key_1',
      consent: true,
      ifVersion: version,
    })
    const blank = { ...corrected(''), value: null, label: null, status: 'not-applicable' as const }
    await subject.store.listings.correct(tenant, id, {
      fields: { brand: corrected('Wrangler'), size: blank },
      by: 'key_1',
      consent: true,
      ifVersion: recordAfter(first).version,
    })
    const at = subject.clock.at.toISOString()
    expect(await subject.store.work.workItem(id)).toMatchObject({
      listingId: id,
      tenant,
      lane: 'seller',
      state: 'accepted',
      revision: 1,
      run: 1,
      text: 'size M cotton t-shirt',
      photos: [],
      corrections: [
        { field: 'brand', after: 'Wrangler', by: 'key_1', at },
        { field: 'size', after: { status: 'not-applicable' }, by: 'key_1', at },
      ],
    })
    expect(await subject.store.work.workItem('lst_none')).toBeNull()
  })

  test('new text starts a new revision and run, and keeps the draft and the corrections until the next draft', async () => {
    const tenant = newTenant()
    const { id, version } = await accepted(subject.store, tenant)
    await subject.store.listings.correct(tenant, id, {
      fields: { brand: corrected('Lee') },
      by: 'key_1',
      consent: false,
      ifVersion: version,
    })
    const outcome = await subject.store.listings.change(tenant, id, { text: 'size L' })
    expect(recordAfter(outcome)).toMatchObject({
      state: 'digitizing',
      text: 'size L',
      revision: 2,
      run: 2,
      acceptedAt: null,
      fields: { brand: { value: 'Lee' } },
      corrections: [{ field: 'brand', after: 'Lee' }],
    })
    const out = { kind: 'put', listingId: id, version: version + 2 }
    expect(outcome).toMatchObject({
      orders: [
        { queue: 'digitize', data: { listingId: id, revision: 2, run: 2 } },
        { queue: 'index', data: out },
      ],
    })
  })

  test('a change that changes nothing counts nothing', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    const before = await get(subject.store, tenant, id)
    subject.clock.advance(1_000)
    const outcome = await subject.store.listings.change(tenant, id, { text: before.text, hints: {} })
    expect(outcome).toEqual({ refused: null, record: before, orders: [] })
    expect(await get(subject.store, tenant, id)).toEqual(before)
  })

  test('a change for another version is refused with the version that is', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    const outcome = await subject.store.listings.change(tenant, id, { text: 'x', ifVersion: 1 })
    expect(outcome).toEqual({ refused: 'wrong-version', version: 2 })
  })

  test('digitizing again is a new run of the same revision', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    const outcome = await subject.store.listings.redigitize(tenant, id)
    expect(recordAfter(outcome)).toMatchObject({ state: 'digitizing', revision: 1, run: 2 })
    expect(outcome).toMatchObject({ orders: [{ data: { listingId: id, revision: 1, run: 2 } }] })
  })

  test('digitizing again tries photos again that could not be fetched, and only those', async () => {
    const { store } = subject
    const tenant = newTenant()
    const photos = [{ sha256: null, url: 'https://photos.example/1.jpg' }, ...uploaded(1)]
    const { listingId: id } = await create(store, newListing(tenant, { photos, text: '' }))
    await store.work.photoResult(id, 0, { state: 'rejected', code: 'fetch-timeout', sha256: null })
    await store.work.photoResult(id, 1, rejected)
    expect(await get(store, tenant, id)).toMatchObject({ state: 'failed' })

    const outcome = await store.listings.redigitize(tenant, id)
    expect(outcome).toMatchObject({ orders: [{ queue: 'photos', data: { listingId: id, index: 0 } }] })
    expect(recordAfter(outcome)).toMatchObject({
      state: 'digitizing',
      run: 2,
      photos: [{ state: 'received', code: null }, { state: 'rejected' }],
      problem: null,
    })
    const settled = await store.work.photoResult(id, 0, normalized)
    expect(settled.orders).toEqual([{ queue: 'digitize', data: { listingId: id, revision: 1, run: 2 } }])
  })

  test('a change of text does not try rejected photos again', async () => {
    const tenant = newTenant()
    const photos = [{ sha256: null, url: 'https://photos.example/1.jpg' }]
    const { listingId: id } = await create(subject.store, newListing(tenant, { photos, text: '' }))
    await subject.store.work.photoResult(id, 0, { state: 'rejected', code: 'fetch-timeout', sha256: null })
    const outcome = await subject.store.listings.change(tenant, id, { text: 'a shirt' })
    expect(outcome).toMatchObject({ record: { photos: [{ state: 'rejected' }] }, orders: [{ queue: 'digitize' }] })
  })

  test('new text while photos are under way waits for them', async () => {
    const { id, tenant } = await withPhotos(1)
    const outcome = await subject.store.listings.change(tenant, id, { text: 'other' })
    expect(outcome).toMatchObject({ record: { state: 'digitizing', revision: 2, run: 2 }, orders: [] })
    const { orders } = await subject.store.work.photoResult(id, 0, normalized)
    expect(orders).toEqual([{ queue: 'digitize', data: { listingId: id, revision: 2, run: 2 } }])
  })

  test('photos that come later go on from the last index, and their bytes are reserved before anything commits', async () => {
    const { id, tenant } = await withPhotos(2)
    const reserved: number[] = []
    const outcome = await subject.store.listings.addPhotos(tenant, id, uploaded(2), async (first) => {
      reserved.push(first)
    })
    expect(reserved).toEqual([2])
    expect(recordAfter(outcome)).toMatchObject({ revision: 2, run: 2, state: 'digitizing' })
    expect(outcome).toMatchObject({ orders: [{ data: { index: 2 } }, { data: { index: 3 } }] })
  })

  test('photos whose bytes cannot be reserved leave no trace', async () => {
    const { id, tenant } = await withPhotos(1)
    const before = await get(subject.store, tenant, id)
    const full = new HangtagError('full', { code: 'photo-store-unavailable', disposition: 'retry' })
    const attempt = subject.store.listings.addPhotos(tenant, id, uploaded(1), () => Promise.reject(full))
    await expect(attempt).rejects.toBe(full)
    expect(await get(subject.store, tenant, id)).toEqual(before)
  })

  test('a seventeenth photo is refused before its bytes are touched', async () => {
    const { id, tenant } = await withPhotos(15)
    const reserve = () => Promise.reject(new Error('touched'))
    const outcome = await subject.store.listings.addPhotos(tenant, id, uploaded(2), reserve)
    expect(outcome).toEqual({ refused: 'too-many-photos', countMax: 16 })
  })

  test('two uploads at once share no index', async () => {
    const { id, tenant } = await withPhotos(1)
    await Promise.all(
      [1, 2, 3].map(() => subject.store.listings.addPhotos(tenant, id, uploaded(2), () => Promise.resolve())),
    )
    const { photos, revision } = await get(subject.store, tenant, id)
    expect(photos.map((photo) => photo.index)).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(revision).toBe(4)
  })

  test('a failed listing goes on with new text', async () => {
    const { id, tenant } = await withPhotos(1, '')
    await subject.store.work.photoResult(id, 0, rejected)
    const outcome = await subject.store.listings.change(tenant, id, { text: 'a shirt' })
    expect(recordAfter(outcome)).toMatchObject({ state: 'digitizing', problem: null })
    const { outcome: written } = await subject.store.work.writeDraft(id, draft({ revision: 2, run: 2 }))
    expect(written).toBe('written')
  })
}
