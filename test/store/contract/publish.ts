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

export function publishContract(subject: Subject) {
  const publishing = async () => {
    const tenant = newTenant()
    const { id, version } = await accepted(subject.store, tenant)
    const outcome = await subject.store.listings.orderPublish(tenant, id)
    expect(outcome).toMatchObject({ orders: [{ queue: 'publish', data: { listingId: id, version } }] })
    return { tenant, id, version }
  }
  const correction = (ifVersion: number) => ({
    fields: { brand: corrected('Lee') },
    by: 'key_1',
    consent: false,
    ifVersion,
  })

  test('what was published has the version that was sent, and does not show as changed since', async () => {
    const { tenant, id, version } = await publishing()
    expect(await subject.store.work.publication(id, version)).toMatchObject({
      version,
      record: { listingId: id, version, state: 'accepted' },
    })
    await subject.store.work.publicationResult(id, { outcome: 'published', version })
    expect(await get(subject.store, tenant, id)).toMatchObject({
      state: 'published',
      publishedVersion: version,
      version,
    })
    expect(await subject.store.listings.orderPublish(tenant, id)).toMatchObject({
      refused: 'wrong-state',
      possible: ['change', 'redigitize', 'correct', 'delete'],
    })
  })

  test('a published listing that is corrected shows as changed since, and can be published again', async () => {
    const { tenant, id, version } = await publishing()
    await subject.store.work.publicationResult(id, { outcome: 'published', version })
    const outcome = await subject.store.listings.correct(tenant, id, correction(version))
    expect(recordAfter(outcome)).toMatchObject({
      state: 'published',
      version: version + 1,
      publishedVersion: version,
    })
    expect(await subject.store.listings.orderPublish(tenant, id)).toMatchObject({
      orders: [{ queue: 'publish', data: { version: version + 1 } }],
    })
  })

  test('a failed publication leaves the listing accepted with its problem, and the retry has the same version', async () => {
    const { tenant, id, version } = await publishing()
    const failed = { outcome: 'failed', version, code: 'publish-refused', detail: 'No price.' } as const
    await subject.store.work.publicationResult(id, failed)
    expect(await get(subject.store, tenant, id)).toMatchObject({
      state: 'accepted',
      version,
      publishedVersion: null,
      problem: { code: 'publish-refused', detail: 'No price.' },
    })
    const again = await subject.store.listings.orderPublish(tenant, id)
    expect(again).toMatchObject({ record: { problem: null }, orders: [{ data: { version } }] })
  })

  test('a result that is delivered again changes nothing', async () => {
    const { tenant, id, version } = await publishing()
    await subject.store.work.publicationResult(id, { outcome: 'published', version })
    await subject.store.listings.correct(tenant, id, correction(version))
    await subject.store.listings.orderPublish(tenant, id)
    const before = await get(subject.store, tenant, id)
    const old = { outcome: 'failed', version, code: 'late', detail: 'Late.' } as const
    expect(await subject.store.work.publicationResult(id, old)).toEqual({ orders: [] })
    expect(await get(subject.store, tenant, id)).toEqual(before)
    expect(await subject.store.work.publication(id, version)).toBeNull()
  })

  test('a correction while it is published does not go out under the version that was ordered', async () => {
    const { tenant, id, version } = await publishing()
    await subject.store.listings.correct(tenant, id, correction(version))
    const publication = await subject.store.work.publication(id, version)
    expect(publication?.record.fields.brand).toMatchObject({ value: "Levi's" })
    await subject.store.work.publicationResult(id, { outcome: 'published', version })
    expect(await get(subject.store, tenant, id)).toMatchObject({
      state: 'published',
      publishedVersion: version,
      version: version + 1,
    })
  })

  test('nothing is digitized while it is published', async () => {
    const { tenant, id } = await publishing()
    const refusal = { refused: 'wrong-state', state: 'accepted', publishing: true, possible: ['correct', 'delete'] }
    expect(await subject.store.listings.redigitize(tenant, id)).toEqual(refusal)
    expect(await subject.store.listings.change(tenant, id, { text: 'x' })).toEqual(refusal)
    expect(await subject.store.listings.addPhotos(tenant, id, [], () => Promise.resolve())).toEqual(refusal)
    expect(await subject.store.listings.orderPublish(tenant, id)).toEqual(refusal)
  })

  test('of twenty publish orders at once one is given', async () => {
    const tenant = newTenant()
    const { id } = await accepted(subject.store, tenant)
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => subject.store.listings.orderPublish(tenant, id)),
    )
    expect(outcomes.filter((outcome) => outcome.refused === null)).toHaveLength(1)
  })

  test('a draft is published unseen where its least sure value reaches the threshold of the tenant, however sure its blanks are', async () => {
    const tenant = newTenant()
    expect(await subject.store.policies.get(tenant)).toEqual({ acceptAt: null })
    const blank = { ...field('solid', 0.1), value: null, label: null, status: 'unknown' as const, evidence: [] }
    const fields = { brand: field('Lee', 0.7), category: field('jeans', 0.99), pattern: blank }
    const id = await drafted(subject.store, tenant, { fields })
    expect(await subject.store.listings.orderPublish(tenant, id)).toMatchObject({
      refused: 'wrong-state',
      possible: ['change', 'redigitize', 'correct', 'accept', 'delete'],
    })
    await subject.store.policies.put(tenant, { acceptAt: 0.71 })
    expect((await subject.store.listings.orderPublish(tenant, id)).refused).toBe('wrong-state')
    await subject.store.policies.put(tenant, { acceptAt: 0.7 })
    const outcome = await subject.store.listings.orderPublish(tenant, id)
    expect(outcome).toMatchObject({
      record: { state: 'accepted', version: 3, acceptedAt: subject.clock.at.toISOString() },
      orders: [{ queue: 'publish', data: { version: 3 } }, { queue: 'index' }],
    })
    expect(await eventTypes(subject.store, tenant, id)).toEqual(
      expect.arrayContaining(['listing.accepted', 'listing.publishing']),
    )
  })

  test('a draft that needs review is never published unseen', async () => {
    const tenant = newTenant()
    await subject.store.policies.put(tenant, { acceptAt: 0 })
    const id = await drafted(subject.store, tenant, { review: needsReview })
    expect((await subject.store.listings.orderPublish(tenant, id)).refused).toBe('wrong-state')
  })
}
