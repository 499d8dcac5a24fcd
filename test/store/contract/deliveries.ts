import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { recordSchema } from '../../../src/domain/record.ts'
import {
  accepted,
  create,
  draft,
  drafted,
  jobIds,
  needsReview,
  newListing,
  newTenant,
  pendingFor,
  rejected,
  type Subject,
  uploaded,
} from '../fixtures.ts'

const minute = 60_000
const hour = 60 * minute

export function deliveryContract(subject: Subject) {
  const subscribed = async (events: string[]) => {
    const tenant = newTenant()
    const made = await subject.store.webhooks.create(tenant, { url: 'https://shop.example/hook', events })
    return { tenant, ...made }
  }
  /** The first delivery that this tenant's webhook gets. */
  const delivered = async () => {
    const made = await subscribed(['listing.draft.ready'])
    const { listingId } = await create(subject.store, newListing(made.tenant))
    const { orders } = await subject.store.work.writeDraft(listingId, draft())
    const order = orders[0]
    if (order?.queue !== 'webhooks') throw new Error('no delivery was ordered')
    return { ...made, listingId, id: order.data.deliveryId }
  }

  test('a delivery tells what happened with the record as it was, in a body that does not change', async () => {
    const { store } = subject
    const { tenant, id, secret, listingId } = await delivered()
    const at = subject.clock.at.toISOString()
    const before = await store.work.delivery(id)
    await store.listings.accept(tenant, listingId)
    expect(await store.work.delivery(id)).toEqual(before)
    expect(before).toMatchObject({ id, url: 'https://shop.example/hook', secret, attempt: 1, done: false })
    const body = JSON.parse(before?.body ?? '')
    expect(body).toMatchObject({ type: 'listing.draft.ready', timestamp: at, data: { listingId, state: 'draft' } })
    recordSchema.parse(body.data)
    // The secret has the form that Standard Webhooks asks for.
    expect(new Webhook(secret).sign(id, subject.clock.at, before?.body ?? '')).toMatch(/^v1,/)
  })

  test('each of the four events goes to those webhooks that asked for it, and nobody else', async () => {
    const { store } = subject
    const { tenant } = await subscribed(['listing.needs-review', 'listing.failed'])
    await store.webhooks.create(tenant, { url: 'https://b.example/', events: ['listing.published'] })
    await store.webhooks.create(newTenant(), { url: 'https://c.example/', events: ['listing.failed'] })
    const told = async (orders: { queue: string; data: object }[]) => {
      const ids = orders.flatMap(({ queue, data }) =>
        queue === 'webhooks' && 'deliveryId' in data ? [String(data.deliveryId)] : [],
      )
      return Promise.all(ids.map(async (id) => JSON.parse((await store.work.delivery(id))?.body ?? '{}').type))
    }
    const ready = await create(store, newListing(tenant))
    expect(await told((await store.work.writeDraft(ready.listingId, draft())).orders)).toEqual([])
    const review = await create(store, newListing(tenant))
    const inReview = await store.work.writeDraft(review.listingId, draft({ review: needsReview }))
    expect(await told(inReview.orders)).toEqual(['listing.needs-review'])
    const failing = await create(store, newListing(tenant, { text: '', photos: uploaded(1) }))
    expect(await told((await store.work.photoResult(failing.listingId, 0, rejected)).orders)).toEqual([
      'listing.failed',
    ])
    const { id, version } = await accepted(store, tenant)
    await store.listings.orderPublish(tenant, id)
    const published = await store.work.publicationResult(id, { outcome: 'published', version })
    expect(await told(published.orders)).toEqual(['listing.published'])
  })

  test('the attempts follow the schedule, and after the last one the delivery is a dead letter', async () => {
    const { store } = subject
    const { tenant, id, listingId } = await delivered()
    const delays: (number | undefined)[] = []
    for (let attempt = 1; attempt <= 10; attempt += 1) {
      expect(await store.work.delivery(id)).toMatchObject({ attempt, done: false })
      const { orders } = await store.work.deliveryAttempt(id, { attempt, status: attempt % 2 ? 500 : null, error: 'e' })
      expect(jobIds(orders)).toEqual(attempt < 10 ? [`webhook-${id}-${attempt + 1}`] : [])
      delays.push(orders[0]?.delayMs)
      subject.clock.advance(orders[0]?.delayMs ?? 0)
    }
    const later = [5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]
    expect(delays).toEqual([...later, undefined])
    expect(await store.work.delivery(id)).toMatchObject({ done: true })
    const { deadLetters } = await store.deadLetters.list(tenant, { limit: 10 })
    expect(deadLetters).toMatchObject([{ queue: 'webhooks', listingId, code: 'webhook-undeliverable', attempts: 10 }])
  })

  test.each([200, 204])('an answer %i ends the delivery', async (status) => {
    const { store } = subject
    const { id } = await delivered()
    expect(await store.work.deliveryAttempt(id, { attempt: 1, status, error: null })).toEqual({ orders: [] })
    expect(await store.work.delivery(id)).toMatchObject({ done: true })
    expect(await store.work.deliveryAttempt(id, { attempt: 1, status: 500, error: null })).toEqual({ orders: [] })
    expect(await store.work.delivery(id)).toMatchObject({ done: true, attempt: 1 })
    expect(await pendingFor(subject, id)).toEqual([])
  })

  test('an attempt that is reported twice is counted once', async () => {
    const { store } = subject
    const { id } = await delivered()
    const report = { attempt: 1, status: 302, error: null }
    const first = await store.work.deliveryAttempt(id, report)
    const second = await store.work.deliveryAttempt(id, report)
    expect(second).toEqual(first)
    expect(await store.work.delivery(id)).toMatchObject({ attempt: 2 })
  })

  test('an answer 410 turns the webhook off and ends all that waits for it, also when two come at once', async () => {
    const { store } = subject
    const { tenant, id, webhook } = await delivered()
    const other = await create(store, newListing(tenant))
    const { orders } = await store.work.writeDraft(other.listingId, draft())
    const waiting = orders[0]?.queue === 'webhooks' ? orders[0].data.deliveryId : ''
    await Promise.all(
      [id, waiting].map((each) => store.work.deliveryAttempt(each, { attempt: 1, status: 410, error: null })),
    )
    expect(await store.webhooks.get(tenant, webhook.id)).toMatchObject({ disabledAt: subject.clock.at.toISOString() })
    expect(await store.work.delivery(waiting)).toMatchObject({ done: true })
    expect(await pendingFor(subject, waiting)).toEqual([])
    const third = await create(store, newListing(tenant))
    expect((await store.work.writeDraft(third.listingId, draft())).orders).toEqual([])
    expect((await store.deadLetters.list(tenant, { limit: 10 })).deadLetters).toEqual([])
  })

  test('the sweep looks for a delivery only once its next attempt is due', async () => {
    const { store } = subject
    const { id } = await delivered()
    await store.work.deliveryAttempt(id, { attempt: 1, status: 500, error: null })
    expect(await pendingFor(subject, id)).toEqual([])
    subject.clock.advance(5_000)
    expect(await pendingFor(subject, id)).toEqual([`webhook-${id}-2`])
  })

  test('a removed webhook gets nothing any more, and its deliveries go with it', async () => {
    const { store } = subject
    const { tenant, id, webhook } = await delivered()
    expect(await store.webhooks.list(tenant)).toEqual([webhook])
    expect(await store.webhooks.remove(tenant, webhook.id)).toBe(true)
    expect(await store.webhooks.remove(tenant, webhook.id)).toBe(false)
    expect(await store.webhooks.get(tenant, webhook.id)).toBeNull()
    expect(await store.work.delivery(id)).toBeNull()
    expect(await store.work.deliveryAttempt(id, { attempt: 1, status: 500, error: null })).toEqual({ orders: [] })
    await drafted(store, tenant)
  })

  test('a webhook is told without its secret', async () => {
    const { tenant, webhook, secret } = await subscribed(['listing.failed'])
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(webhook).toEqual({
      id: expect.stringMatching(/^whk_/),
      url: 'https://shop.example/hook',
      events: ['listing.failed'],
      createdAt: subject.clock.at.toISOString(),
      disabledAt: null,
    })
    expect(JSON.stringify(await subject.store.webhooks.list(tenant))).not.toContain(secret)
  })
}
