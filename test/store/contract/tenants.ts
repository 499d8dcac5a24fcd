import { expect, test } from 'vitest'
import { accepted, corrected, get, newTenant, type Subject, uploaded } from '../fixtures.ts'

export function tenantContract(subject: Subject) {
  test('a listing of another tenant is as good as none, for every verb', async () => {
    const { store } = subject
    const [owner, stranger] = [newTenant(), newTenant()]
    const { id, version } = await accepted(store, owner)
    const before = await get(store, owner, id)
    const { listings } = store
    const notFound = { refused: 'not-found' }
    const untouched = () => Promise.reject(new Error('touched'))
    const correction = { fields: { brand: corrected('Lee') }, by: 'key_1', consent: false, ifVersion: version }

    expect(await listings.get(stranger, id)).toBeNull()
    expect((await listings.list(stranger, { limit: 50 })).records).toEqual([])
    expect(await listings.change(stranger, id, { text: 'x' })).toEqual(notFound)
    expect(await listings.addPhotos(stranger, id, uploaded(1), untouched)).toEqual(notFound)
    expect(await listings.redigitize(stranger, id)).toEqual(notFound)
    expect(await listings.correct(stranger, id, correction)).toEqual(notFound)
    expect(await listings.accept(stranger, id)).toEqual(notFound)
    expect(await listings.orderPublish(stranger, id)).toEqual(notFound)
    expect(await listings.remove(stranger, id)).toEqual(notFound)
    expect(await store.events.after(stranger, id, 0, 50)).toEqual([])
    expect(await get(store, owner, id)).toEqual(before)
  })

  test('a cursor shows its own tenant alone, whoever made it', async () => {
    const { store } = subject
    const [owner, stranger] = [newTenant(), newTenant()]
    for (let count = 0; count < 3; count += 1) await accepted(store, owner)
    const { next } = await store.listings.list(owner, { limit: 1 })
    expect(await store.listings.list(stranger, { limit: 10, cursor: next ?? '' })).toEqual({ records: [], next: null })
  })

  test('keys, webhooks, dead letters and policies of another tenant are as good as none', async () => {
    const { store } = subject
    const [owner, stranger] = [newTenant(), newTenant()]
    const { key, text } = await store.keys.create({ tenant: owner, name: 'k', scopes: [] })
    const { webhook } = await store.webhooks.create(owner, { url: 'https://a.example/', events: [] })
    await store.policies.put(owner, { acceptAt: 0.9 })
    const { id: listingId, version } = await accepted(store, owner)
    const data = { kind: 'put', listingId, version }
    const dead = await store.work.deadLetter({ queue: 'index', data, code: 'x', reason: 'y', attempts: 1 })

    expect(await store.keys.list(stranger)).toEqual([])
    expect(await store.keys.revoke(stranger, key.id)).toBe(false)
    expect(await store.keys.find(text)).toMatchObject({ tenant: owner })
    expect(await store.webhooks.list(stranger)).toEqual([])
    expect(await store.webhooks.get(stranger, webhook.id)).toBeNull()
    expect(await store.webhooks.remove(stranger, webhook.id)).toBe(false)
    expect(await store.webhooks.get(owner, webhook.id)).toEqual(webhook)
    expect(await store.policies.get(stranger)).toEqual({ acceptAt: null })
    expect(await store.deadLetters.list(stranger, { limit: 10 })).toEqual({ deadLetters: [], next: null })
    expect(await store.deadLetters.replay(stranger, dead.id)).toEqual({ refused: 'not-found' })
    expect((await store.deadLetters.list(owner, { limit: 10 })).deadLetters).toMatchObject([{ replayedAt: null }])
  })

  test('workers get the tenant from the row', async () => {
    const { store } = subject
    const [one, other] = [newTenant(), newTenant()]
    const [mine, theirs] = [await accepted(store, one), await accepted(store, other)]
    expect((await store.work.workItem(mine.id))?.tenant).toBe(one)
    expect((await store.work.workItem(theirs.id))?.tenant).toBe(other)
    expect((await store.work.catalogItem(theirs.id, theirs.version))?.tenant).toBe(other)
  })
}
