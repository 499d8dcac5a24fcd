import { expect, test } from 'vitest'
import { catalogItemSchema } from '../../../src/domain/catalog-item.ts'
import { accepted, corrected, draft, drafted, field, newTenant, pendingFor, type Subject } from '../fixtures.ts'

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
    expect(await subject.store.work.catalogItem(id, version)).toEqual({ tenant, item: null })
    await subject.store.listings.remove(tenant, id)
    expect(await subject.store.work.catalogItem(id, version)).toBeNull()
  })

  test('an accepted listing is offered until it is indexed at its version, whatever order the reports come in', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    expect(await pendingFor(subject, id)).toEqual([`put-${id}-${version}`])
    await store.work.indexed(id, version)
    expect(await pendingFor(subject, id)).toEqual([])
    const correction = { fields: { brand: corrected('Lee') }, by: 'key_1', consent: false, ifVersion: version }
    await store.listings.correct(tenant, id, correction)
    expect(await pendingFor(subject, id)).toEqual([`put-${id}-${version + 1}`])
    await store.work.indexed(id, version)
    expect(await pendingFor(subject, id)).toEqual([`put-${id}-${version + 1}`])
    await store.work.indexed(id, version + 1)
    await store.work.indexed(id, version)
    expect(await pendingFor(subject, id)).toEqual([])
  })

  test('indexing is nobody else’s news', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    const before = await store.listings.get(tenant, id)
    subject.clock.advance(1_000)
    await store.work.indexed(id, version)
    expect(await store.listings.get(tenant, id)).toEqual(before)
  })

  test('an import is offered until it is done', async () => {
    const { store } = subject
    const tenant = newTenant()
    const id = `imp_${tenant}`
    const orders = [{ queue: 'index', data: { kind: 'import', importId: id } }]
    expect(await store.work.createImport(tenant, id, 60)).toEqual({ orders })
    expect(await store.work.createImport(tenant, id, 60)).toEqual({ orders })
    expect(await store.work.catalogImport(id)).toEqual({ id, tenant, count: 60 })
    expect(await pendingFor(subject, id)).toEqual([`import-${id}`])
    await store.work.importDone(id)
    expect(await store.work.catalogImport(id)).toBeNull()
    expect(await pendingFor(subject, id)).toEqual([])
  })
}
