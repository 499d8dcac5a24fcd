import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { apiKeys } from '../../../src/store/tables.ts'
import { newTenant, type Subject } from '../fixtures.ts'

export function keyContract(subject: Subject) {
  const make = (tenant: string) =>
    subject.store.keys.create({ tenant, name: 'till\u0000', scopes: ['listings:read', 'keys'] })

  test('a key is found by its text, and only its hash is kept', async () => {
    const tenant = newTenant()
    const { key, text } = await make(tenant)
    expect(text).toMatch(/^ht_[0-9A-Z]{26}_[A-Za-z0-9_-]{43}$/)
    expect(await subject.store.keys.find(text)).toEqual(key)
    expect(key).toMatchObject({ tenant, scopes: ['listings:read', 'keys'], revokedAt: null })
    const [row] = await subject.engine.queries.select().from(apiKeys).where(eq(apiKeys.id, key.id))
    // What is secret of it: the last 43 characters, which may hold more of the hyphens and underscores.
    expect(JSON.stringify(row)).not.toContain(text.slice(-43))
    expect(row?.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('no other text finds a key', async () => {
    const { text } = await make(newTenant())
    const last = text.at(-1) === 'A' ? 'B' : 'A'
    const others = [
      '',
      'ht_',
      text.slice(0, -1),
      text.slice(0, -1) + last,
      `${text}A`,
      text.toLowerCase(),
      'ht_\u0000_x',
    ]
    for (const other of others) expect(await subject.store.keys.find(other)).toBeNull()
  })

  test('a revoked key is found no more, and keeps the moment it was first revoked', async () => {
    const tenant = newTenant()
    const { key, text } = await make(tenant)
    const revokedAt = subject.clock.at.toISOString()
    expect(await subject.store.keys.revoke(tenant, key.id)).toBe(true)
    subject.clock.advance(1_000)
    expect(await subject.store.keys.revoke(null, key.id)).toBe(true)
    expect(await subject.store.keys.find(text)).toBeNull()
    expect(await subject.store.keys.list(tenant)).toEqual([{ ...key, revokedAt }])
    expect(await subject.store.keys.revoke(tenant, 'key_none')).toBe(false)
  })

  test('the ops key sees the keys of all tenants', async () => {
    const [one, other] = [await make(newTenant()), await make(newTenant())]
    const ids = (await subject.store.keys.list(null)).map((key) => key.id)
    expect(ids).toEqual(expect.arrayContaining([one.key.id, other.key.id]))
  })
}
