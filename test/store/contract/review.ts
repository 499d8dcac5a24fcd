import { expect, test } from 'vitest'
import {
  accepted,
  corrected,
  drafted,
  eventTypes,
  field,
  get,
  needsReview,
  newTenant,
  recordAfter,
  type Subject,
} from '../fixtures.ts'

export function reviewContract(subject: Subject) {
  const correction = (ifVersion: number, brand = 'Lee') => ({
    fields: { brand: corrected(brand) },
    by: 'key_1',
    consent: true,
    ifVersion,
  })

  test('a correction stands as the field, and what was there before is kept beside it', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    const outcome = await subject.store.listings.correct(tenant, id, correction(2))
    expect(recordAfter(outcome)).toMatchObject({
      state: 'draft',
      version: 3,
      revision: 1,
      run: 1,
      fields: { brand: { value: 'Lee', status: 'corrected' }, category: { value: 't-shirts' } },
      corrections: [
        {
          field: 'brand',
          before: {
            value: "Levi's",
            status: 'stated',
            confidence: 0.8,
            evidence: [{ read: 'seller-text' }],
            conflicts: [],
          },
          after: 'Lee',
          by: 'key_1',
          at: subject.clock.at.toISOString(),
          revision: 1,
          consent: true,
        },
      ],
    })
    expect(outcome).toMatchObject({ orders: [] })
  })

  test('a field that was not there before is corrected from null', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    const outcome = await subject.store.listings.correct(tenant, id, {
      ...correction(2),
      fields: { fit: corrected('loose') },
    })
    expect(recordAfter(outcome).corrections).toMatchObject([{ field: 'fit', before: null, after: 'loose' }])
  })

  test('of corrections of one version that come at once, one is made', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    const outcomes = await Promise.all(
      ['Lee', 'Wrangler', 'Gap', 'Zara'].map((brand) =>
        subject.store.listings.correct(tenant, id, correction(2, brand)),
      ),
    )
    expect(outcomes.filter((outcome) => outcome.refused === null)).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome.refused !== null)).toEqual(
      Array(3).fill({ refused: 'wrong-version', version: 3 }),
    )
    expect((await get(subject.store, tenant, id)).corrections).toHaveLength(1)
  })

  test('a correction of nothing counts nothing', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    await subject.store.listings.correct(tenant, id, { ...correction(2), fields: {} })
    expect(await get(subject.store, tenant, id)).toMatchObject({ version: 2, corrections: [] })
  })

  test('nothing can be corrected while it is digitized, and the refusal says what is possible', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant)
    await subject.store.listings.redigitize(tenant, id)
    expect(await subject.store.listings.correct(tenant, id, correction(3))).toEqual({
      refused: 'wrong-state',
      state: 'digitizing',
      publishing: false,
      possible: ['change', 'redigitize', 'delete'],
    })
  })

  test.each([{ needed: false }, { needed: true }])('accept makes a trusted neighbor, review %j', async ({ needed }) => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant, needed ? { review: needsReview } : {})
    const outcome = await subject.store.listings.accept(tenant, id)
    expect(recordAfter(outcome)).toMatchObject({
      state: 'accepted',
      version: 3,
      acceptedAt: subject.clock.at.toISOString(),
    })
    expect(outcome).toMatchObject({ orders: [{ queue: 'index', data: { kind: 'put', listingId: id, version: 3 } }] })
    expect(await eventTypes(subject.store, tenant, id)).toContain('listing.accepted')
  })

  test('a listing is accepted once', async () => {
    const tenant = newTenant()
    const { id } = await accepted(subject.store, tenant)
    expect(await subject.store.listings.accept(tenant, id)).toEqual({
      refused: 'wrong-state',
      state: 'accepted',
      publishing: false,
      possible: ['change', 'redigitize', 'correct', 'publish', 'delete'],
    })
  })

  test('a correction of an accepted listing is indexed again', async () => {
    const tenant = newTenant()
    const { id, version } = await accepted(subject.store, tenant)
    const outcome = await subject.store.listings.correct(tenant, id, correction(version))
    expect(outcome).toMatchObject({
      record: { state: 'accepted', version: version + 1 },
      orders: [{ data: { kind: 'put', version: version + 1 } }],
    })
  })

  test('versions rise by one with each change, whatever comes at once', async () => {
    const tenant = newTenant()
    const id = await drafted(subject.store, tenant, { fields: { brand: field('x') } })
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, index) => subject.store.listings.change(tenant, id, { text: `text ${index}` })),
    )
    const versions = outcomes.map((outcome) => recordAfter(outcome).version)
    expect(versions.toSorted((one, other) => one - other)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
    const events = await subject.store.events.after(tenant, id, 0, 100)
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
  })
}
