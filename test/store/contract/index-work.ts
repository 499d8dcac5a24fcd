import { expect, test } from 'vitest'
import { catalogItemSchema } from '../../../src/domain/catalog-item.ts'
import type { Store } from '../../../src/store/store.ts'
import {
  accepted,
  corrected,
  draft,
  drafted,
  field,
  jobIds,
  newImport,
  newTenant,
  pendingFor,
  type Subject,
} from '../fixtures.ts'

export function indexContract(subject: Subject) {
  test('an accepted listing is a trusted catalog item', async () => {
    const tenant = newTenant()
    const { id, version } = await accepted(subject.store, tenant)
    const answer = await subject.store.work.catalogItem(id, version)
    expect(catalogItemSchema.parse(answer?.item)).toEqual({
      id,
      title: "Levi's t-shirt",
      description: 'size M cotton t-shirt',
      category: 't-shirts',
      brand: "Levi's",
      attributes: { category: 't-shirts', brand: "Levi's" },
      trusted: true,
    })
    expect(answer?.tenant).toBe(tenant)
  })

  test('a listing with no title, text or brand makes a catalog item all the same, without its blank fields', async () => {
    const { store } = subject
    const tenant = newTenant()
    const blank = { ...field(''), value: null, label: null, status: 'unknown' as const, evidence: [] }
    const id = await drafted(store, tenant)
    await store.listings.change(tenant, id, { text: '', hints: { size: 'M' } })
    await store.listings.change(tenant, id, { text: 'x'.repeat(9_000) })
    await store.work.writeDraft(id, draft({ revision: 3, run: 3, copy: {}, fields: { brand: blank } }))
    await store.listings.accept(tenant, id)
    const item = catalogItemSchema.parse((await store.work.catalogItem(id, 1))?.item)
    expect(item).toMatchObject({ title: 'x'.repeat(1_000), attributes: {} })
    expect(item).not.toHaveProperty('brand')
  })

  test('a listing that is no longer accepted is no catalog item, and a deleted one is not known', async () => {
    const tenant = newTenant()
    const { id, version } = await accepted(subject.store, tenant)
    await subject.store.listings.redigitize(tenant, id)
    expect(await subject.store.work.catalogItem(id, version)).toEqual({ tenant, item: null, photos: [] })
    await subject.store.listings.remove(tenant, id)
    expect(await subject.store.work.catalogItem(id, version)).toBeNull()
  })

  test('an accepted listing is offered until it is indexed at its version, whatever order the reports come in', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    expect(await pendingFor(subject, id)).toEqual([`put-${id}-${version}`])
    await store.work.indexed(id, version, 'put')
    expect(await pendingFor(subject, id)).toEqual([])
    const correction = { fields: { brand: corrected('Lee') }, by: 'key_1', consent: false, ifVersion: version }
    await store.listings.correct(tenant, id, correction)
    expect(await pendingFor(subject, id)).toEqual([`put-${id}-${version + 1}`])
    await store.work.indexed(id, version, 'put')
    expect(await pendingFor(subject, id)).toEqual([`put-${id}-${version + 1}`])
    await store.work.indexed(id, version + 1, 'put')
    await store.work.indexed(id, version, 'put')
    expect(await pendingFor(subject, id)).toEqual([])
  })

  test('what is digitized again leaves the index at once, and comes back when it is accepted again', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    await store.work.indexed(id, version, 'put')
    const left = await store.listings.change(tenant, id, { text: 'size L wool dress' })
    expect(left.refused === null && jobIds(left.orders)).toContain(`put-${id}-${version + 1}`)
    expect((await store.work.catalogItem(id, version + 1))?.item).toBeNull()
    expect(await store.work.indexed(id, version + 1, 'removed')).toEqual({ orders: [] })
    expect(await pendingFor(subject, id)).toEqual([`digitize-${id}-2-2`])
    await store.work.writeDraft(id, draft({ revision: 2, run: 2 }))
    expect(await pendingFor(subject, id)).toEqual([])
    const again = await store.listings.accept(tenant, id)
    expect(again.refused === null && jobIds(again.orders)).toEqual([`put-${id}-${version + 3}`])
  })

  test('what is digitized again while it is on its way into the index is taken out behind it', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    const left = await store.listings.redigitize(tenant, id)
    expect(left.refused === null && jobIds(left.orders)).toContain(`put-${id}-${version + 1}`)
    // The report of the first job comes late, or never.
    await store.work.indexed(id, version, 'put')
    expect(await pendingFor(subject, id)).toContain(`put-${id}-${version + 1}`)
  })

  test('a late report that it was taken out orders an accepted listing in again', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    await store.work.indexed(id, version, 'put')
    const order = { queue: 'index', data: { kind: 'put', listingId: id, version } }
    expect(await store.work.indexed(id, version, 'removed')).toEqual({ orders: [order] })
  })

  test('what waits for an index is offered no more until it is let go, page by page, and then in order', async () => {
    const { store } = subject
    const tenant = newTenant()
    await letGoAll(store)
    const waiting = [await accepted(store, tenant), await accepted(store, tenant), await accepted(store, tenant)]
    for (const { id, version } of waiting) {
      expect(await store.work.indexed(id, version, 'waiting')).toEqual({ orders: [] })
      expect(await pendingFor(subject, id)).toEqual([])
    }
    const [one] = waiting
    if (one === undefined) throw new Error('nothing waits')
    // A correction changes what will be indexed, and orders nothing.
    const fields = { brand: corrected('Lee') }
    const change = { fields, by: 'key_1', consent: false, ifVersion: one.version }
    const correction = await store.listings.correct(tenant, one.id, change)
    expect(correction).toMatchObject({ refused: null, orders: [] })
    expect(await store.sweep.waiting.some()).toBe(true)
    const offered = [...(await store.sweep.waiting.offer(2)), ...(await store.sweep.waiting.offer(2))]
    expect(await store.sweep.waiting.some()).toBe(false)
    const versions = waiting.map(({ id, version }) => `put-${id}-${id === one.id ? version + 1 : version}`)
    expect(jobIds(offered).toSorted()).toEqual(versions.toSorted())
    expect(await pendingFor(subject, one.id)).toEqual([`put-${one.id}-${one.version + 1}`])
  })

  test('a listing that only ever waited for an index leaves nothing to take out of one', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    await store.work.indexed(id, version, 'waiting')
    await store.listings.redigitize(tenant, id)
    await letGoAll(store)
    expect(await pendingFor(subject, id)).toEqual([`digitize-${id}-1-2`])
  })

  test.each([
    ['was put', true, 'put'],
    ['may be on its way in', true, null],
    ['waits for an index', false, 'waiting'],
  ] as const)(
    'the deletion of a listing that %s says whether an index may hold it: %s',
    async (_, indexed, outcome) => {
      const { store } = subject
      const tenant = newTenant()
      const { id, version } = await accepted(store, tenant)
      if (outcome !== null) await store.work.indexed(id, version, outcome)
      expect(await store.work.deletion(await deletionOf(store, tenant, id))).toMatchObject({ listingId: id, indexed })
    },
  )

  test('a deletion that waits for an index is offered again when there is one', async () => {
    const { store } = subject
    const tenant = newTenant()
    await letGoAll(store)
    const { id } = await accepted(store, tenant)
    const deletionId = await deletionOf(store, tenant, id)
    await store.work.deletionWaits(deletionId)
    expect(await pendingFor(subject, deletionId)).toEqual([])
    expect(jobIds(await store.sweep.waiting.offer(10))).toEqual([`remove-${deletionId}`])
    expect(await pendingFor(subject, deletionId)).toEqual([`remove-${deletionId}`])
    await store.work.deletionDone(deletionId)
  })

  test('indexing is nobody else’s news', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    const before = await store.listings.get(tenant, id)
    subject.clock.advance(1_000)
    await store.work.indexed(id, version, 'put')
    expect(await store.listings.get(tenant, id)).toEqual(before)
  })

  test('a batch is offered until it is done, and what came of it is known to its tenant alone, for a week', async () => {
    const { store, clock } = subject
    const tenant = newTenant()
    const id = `imp_${tenant}`
    const orders = [{ queue: 'index', data: { kind: 'import', importId: id } }]
    const batch = newImport(tenant, id)
    expect(await store.imports.create(batch)).toEqual({ orders })
    expect(await store.imports.create({ ...batch, count: 61 })).toEqual({ orders: [] })
    expect(await store.work.nextImport(id)).toEqual({ id, tenant, kind: 'put', count: 60 })
    expect(await pendingFor(subject, id)).toEqual([`import-${id}`])
    expect(await store.imports.waiting(tenant)).toEqual({ batches: 1, items: 60, bytes: 6_000, failed: 0 })
    await store.work.importDone(id, { written: 50, unchanged: 9, removed: 0 })
    await store.work.importDone(id, { written: 0, unchanged: 59, removed: 0 })
    expect(await store.work.nextImport(id)).toBeNull()
    expect(await pendingFor(subject, id)).toEqual([])
    expect(await store.imports.waiting(tenant)).toEqual({ batches: 0, items: 0, bytes: 0, failed: 0 })
    expect(await store.imports.get(tenant, id)).toMatchObject({
      state: 'done',
      written: 50,
      unchanged: 9,
      problem: null,
    })
    expect(await store.imports.get(newTenant(), id)).toBeNull()
    clock.advance(8 * 24 * 3_600_000)
    await store.sweep.pendingOrders(clock.at, 1)
    expect(await store.imports.get(tenant, id)).toBeNull()
  })

  test('batches of a tenant come oldest first, whichever of their jobs asks; later ones and other tenants’ do not come', async () => {
    const { store } = subject
    const [tenant, other] = [newTenant(), newTenant()]
    const ids = ['a', 'b', 'c'].map((name) => `imp_${tenant}-${name}`)
    const [first = '', second = '', third = ''] = ids
    await store.imports.create(newImport(other, `imp_${other}`))
    for (const id of ids) await store.imports.create(newImport(tenant, id, { kind: id === second ? 'delete' : 'put' }))
    const done = { written: 0, unchanged: 0, removed: 0 }
    expect((await store.work.nextImport(second))?.id).toBe(first)
    await store.work.importDone(first, done)
    expect(await store.work.nextImport(third)).toMatchObject({ id: second, kind: 'delete' })
    expect(await store.work.nextImport(first)).toBeNull()
    await store.work.importDone(second, done)
    expect(await store.work.nextImport(second)).toBeNull()
    expect((await store.work.nextImport(third))?.id).toBe(third)
  })

  test('a batch that was given up holds no other up, and comes again when it is replayed', async () => {
    const { store } = subject
    const tenant = newTenant()
    const [first, second] = [`imp_${tenant}-a`, `imp_${tenant}-b`]
    await store.imports.create(newImport(tenant, first))
    await store.imports.create(newImport(tenant, second))
    const data = { kind: 'import', importId: first }
    const report = { queue: 'index' as const, data, code: 'catalog-item-too-large', reason: 'too large', attempts: 1 }
    const { id } = await store.work.deadLetter(report)
    expect((await store.work.nextImport(second))?.id).toBe(second)
    expect(await store.imports.waiting(tenant)).toEqual({ batches: 1, items: 60, bytes: 6_000, failed: 1 })
    const problem = { code: 'catalog-item-too-large', detail: 'too large' }
    expect(await store.imports.get(tenant, first)).toMatchObject({ state: 'failed', problem })
    await store.deadLetters.replay(tenant, id)
    expect(await store.imports.get(tenant, first)).toMatchObject({ state: 'waiting', problem: null })
    expect((await store.work.nextImport(second))?.id).toBe(first)
  })
}

/** Tests share a database: what others left waiting is nobody's any more. */
async function letGoAll(store: Store): Promise<void> {
  while (await store.sweep.waiting.some()) await store.sweep.waiting.offer(1_000)
}

async function deletionOf(store: Store, tenant: string, id: string): Promise<string> {
  const removed = await store.listings.remove(tenant, id)
  const order = removed.refused === null ? removed.orders[0] : undefined
  if (order?.queue !== 'index' || order.data.kind !== 'remove') throw new Error('no deletion was ordered')
  return order.data.deletionId
}
