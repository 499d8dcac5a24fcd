import { expect, test } from 'vitest'
import type { DeadLetterReport } from '../../../src/domain/internal-api.ts'
import type { JobOrder } from '../../../src/domain/job.ts'
import {
  accepted,
  corrected,
  create,
  draft,
  drafted,
  eventTypes,
  get,
  newImport,
  newListing,
  newTenant,
  normalized,
  pendingFor,
  type Subject,
  uploaded,
} from '../fixtures.ts'

export function deadLetterContract(subject: Subject) {
  const bury = (order: Pick<JobOrder, 'queue' | 'data'>) => {
    const report: DeadLetterReport = { ...order, code: 'worker-crashed', reason: 'It crashed.\u0000', attempts: 5 }
    return subject.store.work.deadLetter(report)
  }
  const entries = async (tenant: string) => (await subject.store.deadLetters.list(tenant, { limit: 50 })).deadLetters
  const replay = async (tenant: string, id: string) => {
    const outcome = await subject.store.deadLetters.replay(tenant, id)
    if (outcome.refused !== null) throw new Error(`refused: ${outcome.refused}`)
    expect(outcome.deadLetter.replayedAt).toBe(subject.clock.at.toISOString())
    return outcome.orders
  }

  test('a dead digitize job fails its listing with the reason, and the replay is a new run', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { listingId } = await create(store, newListing(tenant))
    const { id } = await bury({ queue: 'digitize', data: { listingId, revision: 1, run: 1 } })
    expect(await get(store, tenant, listingId)).toMatchObject({
      state: 'failed',
      problem: { code: 'worker-crashed', detail: 'It crashed.\u0000' },
    })
    expect(await eventTypes(store, tenant, listingId)).toContain('listing.failed')
    expect(await entries(tenant)).toEqual([
      {
        id,
        queue: 'digitize',
        listingId,
        code: 'worker-crashed',
        reason: 'It crashed.\ufffd',
        attempts: 5,
        at: subject.clock.at.toISOString(),
        replayedAt: null,
      },
    ])
    expect(await pendingFor(subject, listingId)).toEqual([])
    expect(await replay(tenant, id)).toEqual([{ queue: 'digitize', data: { listingId, revision: 1, run: 2 } }])
    expect(await get(store, tenant, listingId)).toMatchObject({ state: 'digitizing', run: 2, problem: null })
    expect(await replay(tenant, id)).toEqual([])
  })

  test('a job that is reported dead twice has one entry and fails once', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { listingId } = await create(store, newListing(tenant))
    const job = { queue: 'digitize' as const, data: { listingId, revision: 1, run: 1 } }
    const [one, other] = await Promise.all([bury(job), bury(job)])
    expect(one.id).toBe(other.id)
    expect(await entries(tenant)).toHaveLength(1)
    expect((await eventTypes(store, tenant, listingId)).filter((type) => type === 'listing.failed')).toHaveLength(1)
  })

  test('a dead job of an older run fails nothing', async () => {
    const { store } = subject
    const tenant = newTenant()
    const listingId = await drafted(store, tenant)
    await store.listings.redigitize(tenant, listingId)
    await bury({ queue: 'digitize', data: { listingId, revision: 1, run: 1 } })
    expect(await get(store, tenant, listingId)).toMatchObject({ state: 'digitizing', problem: null })
  })

  test('a job that was given up for dead can still bring its draft', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { listingId } = await create(store, newListing(tenant))
    const { id } = await bury({ queue: 'digitize', data: { listingId, revision: 1, run: 1 } })
    expect((await store.work.writeDraft(listingId, draft())).outcome).toBe('written')
    expect(await get(store, tenant, listingId)).toMatchObject({ state: 'draft', problem: null })
    expect(await replay(tenant, id)).toEqual([])
  })

  test('a dead photo job costs the photo, not the listing, and the replay tries the photo again', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { listingId } = await create(store, newListing(tenant, { photos: uploaded(2) }))
    await store.work.photoResult(listingId, 1, normalized)
    const { id, orders } = await bury({ queue: 'photos', data: { listingId, index: 0 } })
    expect(orders).toEqual([{ queue: 'digitize', data: { listingId, revision: 1, run: 1 } }])
    await store.work.writeDraft(listingId, draft())
    expect(await get(store, tenant, listingId)).toMatchObject({
      state: 'draft',
      photos: [{ state: 'rejected', code: 'worker-crashed' }, { state: 'normalized' }],
    })
    expect(await replay(tenant, id)).toEqual([{ queue: 'photos', data: { listingId, index: 0 } }])
    const again = await bury({ queue: 'photos', data: { listingId, index: 0 } })
    expect(again.id).toBe(id)
    expect(await entries(tenant)).toMatchObject([{ id, replayedAt: null }])
  })

  test('a dead publish job leaves the listing accepted with the problem, and the replay orders it again', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id: listingId, version } = await accepted(store, tenant)
    await store.listings.orderPublish(tenant, listingId)
    const job = { queue: 'publish' as const, data: { listingId, version } }
    const { id } = await bury(job)
    expect(await get(store, tenant, listingId)).toMatchObject({
      state: 'accepted',
      problem: { code: 'worker-crashed' },
    })
    expect(await replay(tenant, id)).toEqual([job])
    expect(await replay(tenant, id)).toEqual([])
    await store.work.publicationResult(listingId, { outcome: 'published', version })
    expect(await replay(tenant, id)).toEqual([])
  })

  test('a replay that the state does not allow is refused, and the entry stays open', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id: listingId, version } = await accepted(store, tenant)
    await store.listings.orderPublish(tenant, listingId)
    const { id } = await bury({ queue: 'publish', data: { listingId, version } })
    await store.listings.redigitize(tenant, listingId)
    expect(await store.deadLetters.replay(tenant, id)).toMatchObject({ refused: 'wrong-state', state: 'digitizing' })
    expect(await entries(tenant)).toMatchObject([{ replayedAt: null }])
  })

  test('a dead index job is offered no more until it is replayed or the listing changes', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id: listingId, version } = await accepted(store, tenant)
    const job = { queue: 'index' as const, data: { kind: 'put' as const, listingId, version } }
    const { id } = await bury(job)
    expect(await pendingFor(subject, listingId)).toEqual([])
    expect(await replay(tenant, id)).toEqual([job])
    expect(await pendingFor(subject, listingId)).toEqual([`put-${listingId}-${version}`])
    await bury(job)
    const correction = { fields: { brand: corrected('Lee') }, by: 'key_1', consent: false, ifVersion: version }
    await store.listings.correct(tenant, listingId, correction)
    expect(await pendingFor(subject, listingId)).toEqual([`put-${listingId}-${version + 1}`])
  })

  test('a dead import or deletion waits for its replay', async () => {
    const { store } = subject
    const tenant = newTenant()
    const importId = `imp_${tenant}`
    await store.imports.create(newImport(tenant, importId))
    const { listingId } = await create(store, newListing(tenant))
    const removed = await store.listings.remove(tenant, listingId)
    const removal = removed.refused === null ? removed.orders[0] : undefined
    const jobs: JobOrder[] = [{ queue: 'index', data: { kind: 'import', importId } }]
    if (removal !== undefined) jobs.push(removal)
    expect(jobs).toHaveLength(2)
    for (const job of jobs) {
      const name = JSON.stringify(job.data).match(/(imp|del)_\w[\w-]*/)?.[0] ?? ''
      const { id } = await bury(job)
      expect(await pendingFor(subject, name)).toEqual([])
      expect(await replay(tenant, id)).toEqual([job])
      expect(await pendingFor(subject, name)).toHaveLength(1)
    }
    expect(await entries(tenant)).toMatchObject([{ listingId: null }, { listingId: null }])
  })

  test('a dead delivery is given up, and the replay is one more attempt', async () => {
    const { store } = subject
    const tenant = newTenant()
    await store.webhooks.create(tenant, { url: 'https://a.example/', events: ['listing.draft.ready'] })
    const { listingId } = await create(store, newListing(tenant))
    const { orders } = await store.work.writeDraft(listingId, draft())
    const order = orders[0]
    if (order?.queue !== 'webhooks') throw new Error('no delivery was ordered')
    const { deliveryId } = order.data
    const { id } = await bury(order)
    expect(await store.work.delivery(deliveryId)).toMatchObject({ done: true })
    expect(await pendingFor(subject, deliveryId)).toEqual([])
    expect(await replay(tenant, id)).toEqual([{ queue: 'webhooks', data: { deliveryId, attempt: 2 } }])
    expect(await store.work.delivery(deliveryId)).toMatchObject({ done: false, attempt: 2 })
    expect(await replay(tenant, id)).toEqual([])
  })

  test('a job that cannot be read has an entry for the ops key alone', async () => {
    const data = { nonsense: newTenant() }
    const { id, orders } = await bury({ queue: 'digitize', data: data as never })
    expect(orders).toEqual([])
    expect(await subject.store.deadLetters.replay(newTenant(), id)).toEqual({ refused: 'not-found' })
    expect(await subject.store.deadLetters.replay(null, id)).toMatchObject({ refused: null, orders: [] })
  })

  test('a dead job of what is deleted meanwhile leaves no entry', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { listingId } = await create(store, newListing(tenant))
    await store.listings.remove(tenant, listingId)
    const { id } = await bury({ queue: 'digitize', data: { listingId, revision: 1, run: 1 } })
    expect(await entries(tenant)).toEqual([])
    expect(await store.deadLetters.replay(null, id)).toEqual({ refused: 'not-found' })
    await bury({ queue: 'webhooks', data: { deliveryId: 'dlv_none', attempt: 1 } })
    await bury({ queue: 'index', data: { kind: 'import', importId: 'imp_none' } })
  })

  test('pages go from the newest to the oldest, also within one moment', async () => {
    const { store } = subject
    const tenant = newTenant()
    for (let count = 0; count < 5; count += 1) {
      const { listingId } = await create(store, newListing(tenant))
      await bury({ queue: 'digitize', data: { listingId, revision: 1, run: 1 } })
      if (count % 2 === 0) subject.clock.advance(1_000)
    }
    const all = (await store.deadLetters.list(tenant, { limit: 5 })).deadLetters
    const paged: typeof all = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof store.deadLetters.list>> = await store.deadLetters.list(tenant, {
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      })
      paged.push(...page.deadLetters)
      cursor = page.next
    } while (cursor !== null)
    expect(paged).toEqual(all)
    const times = all.map((entry) => entry.at)
    expect(times).toEqual(times.toSorted().toReversed())
    await expect(store.deadLetters.list(tenant, { limit: 1, cursor: 'x' })).rejects.toMatchObject({
      code: 'cursor-invalid',
    })
  })
}
