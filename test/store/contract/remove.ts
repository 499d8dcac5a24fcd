import { eq, like, or, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import * as tables from '../../../src/store/tables.ts'
import { accepted, corrected, draft, get, jobIds, newTenant, pendingFor, type Subject, uploaded } from '../fixtures.ts'

export function removeContract(subject: Subject) {
  test('after a delete no row of any table names the listing, but the order to remove the rest of it', async () => {
    const { store, engine } = subject
    const tenant = newTenant()
    await store.webhooks.create(tenant, { url: 'https://a.example/', events: ['listing.draft.ready'] })
    const { id } = await accepted(store, tenant)
    const run = { read: 'seller-text', version: '1', ms: 3, cached: false }
    await store.work.putReadResult(id, `seller-text.${'0'.repeat(64)}`, { claims: [], run })
    await store.work.addLedgerRow({
      id: `${id}/model`,
      listingId: id,
      step: 'model',
      model: 'small',
      endpoint: 'e',
      prompt: 'p',
      usage: { input: 1, cached: 0, output: 1 },
      costUsd: 0.25,
      outcome: 'ok',
      ms: 1,
    })
    const job = { queue: 'index' as const, data: { kind: 'put', listingId: id, version: 3 } }
    await store.work.deadLetter({ ...job, code: 'x', reason: `of ${id}`, attempts: 5 })

    const outcome = await store.listings.remove(tenant, id)
    expect(outcome).toMatchObject({ refused: null, orders: [{ queue: 'index', data: { kind: 'remove' } }] })
    for (const [name, table] of Object.entries(tables)) {
      const rows = await engine.queries.execute(
        sql`select t::text as row from ${table} t where t::text like ${`%${id}%`}`,
      )
      expect({ name, rows: (rows as unknown as { rows: unknown[] }).rows.length }).toEqual({
        name,
        rows: name === 'deletions' ? 1 : 0,
      })
    }
    // What was spent stays counted for the tenant.
    const spent = await engine.queries.select().from(tables.ledger).where(eq(tables.ledger.tenant, tenant))
    expect(spent).toMatchObject([{ listingId: null, costUsd: 0.25 }])
    expect(await store.listings.get(tenant, id)).toBeNull()
    expect(await store.events.after(tenant, id, 0, 10)).toEqual([])
  })

  test('a deletion is offered until the index worker has confirmed it', async () => {
    const { store, engine } = subject
    const tenant = newTenant()
    const { id } = await accepted(store, tenant)
    await store.listings.remove(tenant, id)
    const [row] = await engine.queries.select().from(tables.deletions).where(eq(tables.deletions.listingId, id))
    const deletionId = row?.id ?? ''
    expect(await store.work.deletion(deletionId)).toEqual({ id: deletionId, tenant, listingId: id, indexed: true })
    expect(await pendingFor(subject, deletionId)).toEqual([`remove-${deletionId}`])
    await store.work.deletionDone(deletionId)
    await store.work.deletionDone(deletionId)
    expect(await store.work.deletion(deletionId)).toBeNull()
    expect(await pendingFor(subject, deletionId)).toEqual([])
  })

  test('every job that may still wait for a deleted listing is named, those of earlier runs and versions too', async () => {
    const { store } = subject
    const tenant = newTenant()
    await store.webhooks.create(tenant, { url: 'https://a.example/', events: ['listing.draft.ready'] })
    const { id, version } = await accepted(store, tenant)
    await store.listings.correct(tenant, id, {
      fields: { brand: corrected('Lee') },
      by: 'key_1',
      consent: false,
      ifVersion: version,
    })
    await store.listings.change(tenant, id, { text: 'new' })
    await store.listings.addPhotos(tenant, id, uploaded(1), () => Promise.resolve())
    const outcome = await store.listings.remove(tenant, id)
    const obsolete = outcome.refused === null ? jobIds(outcome.obsolete) : []
    expect(obsolete).toEqual(
      expect.arrayContaining([
        `photo-${id}-0`,
        `digitize-${id}-1-1`,
        `digitize-${id}-2-2`,
        `digitize-${id}-3-3`,
        `put-${id}-${version}`,
        `put-${id}-${version + 1}`,
        expect.stringMatching(/^webhook-dlv_/),
      ]),
    )
    expect(new Set(obsolete).size).toBe(obsolete.length)
  })

  test('a listing can be deleted while it is published, and what comes of it then changes nothing', async () => {
    const { store } = subject
    const tenant = newTenant()
    const { id, version } = await accepted(store, tenant)
    await store.listings.orderPublish(tenant, id)
    const outcome = await store.listings.remove(tenant, id)
    expect(outcome.refused === null ? jobIds(outcome.obsolete) : []).toContain(`publish-${id}-${version}`)
    expect(await store.work.publicationResult(id, { outcome: 'published', version })).toEqual({ orders: [] })
    expect(await store.work.writeDraft(id, draft())).toEqual({ outcome: 'gone', orders: [] })
    await expect(get(store, tenant, id)).rejects.toThrow()
  })

  test('the twin of a deleted listing is untouched', async () => {
    const { store, engine } = subject
    const tenant = newTenant()
    const [gone, kept] = [await accepted(store, tenant), await accepted(store, tenant)]
    await store.listings.remove(tenant, gone.id)
    expect(await get(store, tenant, kept.id)).toMatchObject({ state: 'accepted' })
    const { events } = tables
    const rows = await engine.queries
      .select()
      .from(events)
      .where(or(eq(events.listingId, kept.id), like(events.listingId, `${gone.id}%`)))
    expect(rows.length).toBeGreaterThan(3)
    expect(new Set(rows.map((row) => row.listingId))).toEqual(new Set([kept.id]))
  })
}
