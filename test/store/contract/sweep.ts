import { expect, test } from 'vitest'
import type { JobOrder } from '../../../src/domain/job.ts'
import {
  accepted,
  create,
  draft,
  drafted,
  jobIds,
  newImport,
  newListing,
  newTenant,
  normalized,
  pendingFor,
  type Subject,
  uploaded,
} from '../fixtures.ts'

export function sweepContract(subject: Subject) {
  const offered = async (id: string, olderThan = new Date(subject.clock.at.getTime() + 1)) => {
    const pending = await subject.store.sweep.pendingOrders(olderThan, 100_000)
    return pending.filter(({ order }) => jobIds([order])[0]?.includes(id))
  }

  test('a listing is offered with what it waits for: its photos first, then digitizing, then nothing', async () => {
    const { store } = subject
    const { listingId: id } = await create(store, newListing(newTenant(), { photos: uploaded(2) }))
    expect(await pendingFor(subject, id)).toEqual([`photo-${id}-0`, `photo-${id}-1`])
    await store.work.photoResult(id, 0, normalized)
    expect(await pendingFor(subject, id)).toEqual([`photo-${id}-1`])
    await store.work.photoResult(id, 1, normalized)
    expect(await pendingFor(subject, id)).toEqual([`digitize-${id}-1-1`])
    await store.work.writeDraft(id, draft())
    expect(await pendingFor(subject, id)).toEqual([])
  })

  test('what a verb orders is what the sweep offers', async () => {
    const { store } = subject
    const tenant = newTenant()
    const id = await drafted(store, tenant)
    const verbs = [
      () => store.listings.accept(tenant, id),
      () => store.listings.orderPublish(tenant, id),
      () => store.listings.change(tenant, id, { text: 'new' }),
    ]
    for (const verb of verbs) {
      const outcome = await verb()
      const orders = outcome.refused === null ? jobIds(outcome.orders) : []
      expect(await pendingFor(subject, id)).toEqual(expect.arrayContaining(orders))
    }
  })

  test('work is offered once its last hint is old enough, and again only when the new hint is', async () => {
    const { store, clock } = subject
    const { listingId: id } = await create(store, newListing(newTenant()))
    expect(await offered(id, clock.at)).toEqual([])
    clock.advance(15_000)
    const [entry] = await offered(id, clock.at)
    expect(entry).toMatchObject({ lost: 0, order: { queue: 'digitize' } })
    await store.sweep.hinted([{ order: entry?.order as JobOrder, lost: false }])
    expect(await offered(id, clock.at)).toEqual([])
    clock.advance(15_000)
    expect(await offered(id, clock.at)).toMatchObject([{ lost: 0 }])
  })

  test('each job counts how often it was lost, and new work starts from none', async () => {
    const { store } = subject
    const { listingId: id } = await create(store, newListing(newTenant(), { photos: uploaded(2) }))
    const [first, second] = (await offered(id)).map(({ order }) => order) as [JobOrder, JobOrder]
    for (let count = 0; count < 2; count += 1) {
      await store.sweep.hinted([
        { order: first, lost: true },
        { order: second, lost: false },
      ])
    }
    expect(await offered(id)).toEqual([
      { order: first, lost: 2 },
      { order: second, lost: 0 },
    ])
    await store.work.photoResult(id, 0, normalized)
    await store.work.photoResult(id, 1, normalized)
    expect(await offered(id)).toMatchObject([{ lost: 0, order: { queue: 'digitize' } }])
  })

  test('an order that is given again under the same id starts from no losses', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    const publish: JobOrder = { queue: 'publish', data: { listingId: id, version } }
    await store.listings.orderPublish(tenant, id)
    await store.sweep.hinted([{ order: publish, lost: true }])
    expect(await offered(id)).toContainEqual({ order: publish, lost: 1 })
    await store.work.publicationResult(id, { outcome: 'failed', version, code: 'x', detail: 'y' })
    await store.listings.orderPublish(tenant, id)
    expect(await offered(id)).toContainEqual({ order: publish, lost: 0 })
  })

  test('deliveries, deletions and imports count their losses too', async () => {
    const { store } = subject
    const tenant = newTenant()
    await store.webhooks.create(tenant, { url: 'https://a.example/', events: ['listing.draft.ready'] })
    const { listingId } = await create(store, newListing(tenant))
    const { orders: deliveries } = await store.work.writeDraft(listingId, draft())
    const other = await create(store, newListing(tenant))
    const removed = await store.listings.remove(tenant, other.listingId)
    const { orders: imports } = await store.imports.create(newImport(tenant, `imp_${tenant}`))
    const orders = [...deliveries, ...(removed.refused === null ? removed.orders : []), ...imports]
    expect(orders).toHaveLength(3)
    await store.sweep.hinted(orders.map((order) => ({ order, lost: true })))
    for (const order of orders) {
      expect(await offered(jobIds([order])[0] ?? '')).toEqual([{ order, lost: 1 }])
    }
  })

  test('a note about a row that is done or gone brings nothing back', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    const put: JobOrder = { queue: 'index', data: { kind: 'put', listingId: id, version } }
    await store.work.indexed(id, version, 'put')
    await store.sweep.hinted([
      { order: put, lost: true },
      { order: { queue: 'webhooks', data: { deliveryId: 'dlv_none', attempt: 1 } }, lost: true },
      { order: { queue: 'digitize', data: { listingId: 'lst_none', revision: 1, run: 1 } }, lost: true },
    ])
    expect(await offered(id)).toEqual([])
  })

  test('the oldest hints come first, and the limit cuts no row', async () => {
    const { store, clock } = subject
    const everything = await store.sweep.pendingOrders(new Date(clock.at.getTime() + 1), 100_000)
    await store.sweep.hinted(everything.map(({ order }) => ({ order, lost: false })))
    clock.advance(1_000)
    const tenant = newTenant()
    const old = await create(store, newListing(tenant, { photos: uploaded(3) }))
    clock.advance(1_000)
    await create(store, newListing(tenant))
    const earlier = await store.sweep.pendingOrders(new Date(clock.at.getTime() - 1_500), 100_000)
    await store.sweep.hinted(earlier.map(({ order }) => ({ order, lost: false })))
    const page = await store.sweep.pendingOrders(new Date(clock.at.getTime()), 1)
    expect(jobIds(page.map(({ order }) => order))).toEqual([0, 1, 2].map((index) => `photo-${old.listingId}-${index}`))
  })
}
