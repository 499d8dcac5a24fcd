import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogItemSchema } from '../../../src/domain/catalog-item.ts'
import { freshName, openTestIndex } from '../open-test-index.ts'
import { dress, jeans } from './sample-items.ts'

describe('tenants', () => {
  it("never see, count, replace or remove each other's items, also where ids are the same", async () => {
    const index = openTestIndex(freshName())
    await index.upsert('ann', [jeans])
    await index.upsert('bob', [{ ...jeans, title: 'Jeans of Bob' }, dress])
    expect((await index.search({ tenant: 'ann', text: 'jeans dress', limit: 8 })).map(({ id }) => id)).toEqual([
      'ann/jeans-1',
    ])
    expect(await index.get('ann', 'dress-1')).toBeNull()
    expect(await index.count('ann')).toBe(1)
    expect((await index.page('ann', null)).items.map(({ title }) => title)).toEqual([jeans.title])
    await index.remove('ann', ['jeans-1', 'dress-1', '../bob/dress-1', 'bob/dress-1'])
    expect(await index.count('ann')).toBe(0)
    expect(await index.count('bob')).toBe(2)
    expect(await index.get('bob', 'jeans-1')).toMatchObject({ title: 'Jeans of Bob' })
  })

  it.each(['ann" or tenant != "', "ann' or true", 'ann/x', 'ANN', '', '*'])(
    '%j is no tenant and never reaches the index',
    async (tenant) => {
      const index = openTestIndex(freshName())
      await expect(async () => index.search({ tenant, text: 'jeans', limit: 8 })).rejects.toThrow()
      await expect(async () => index.upsert(tenant, [jeans])).rejects.toThrow()
      await expect(async () => index.remove(tenant, ['jeans-1'])).rejects.toThrow()
      await expect(async () => index.get(tenant, 'jeans-1')).rejects.toThrow()
      await expect(async () => index.count(tenant)).rejects.toThrow()
      await expect(async () => index.page(tenant, null)).rejects.toThrow()
    },
  )

  const hostile = [
    'x" or key != "',
    "x') or (tenant == 'bob",
    'x\\',
    'x\\"',
    'x\n',
    '"] or key in ["bob/secret',
    '\ud800',
    '%',
    '漢字',
    'x\u0000y',
  ]

  it.each(hostile)('the id %j stays a plain string in every filter', async (id) => {
    const index = openTestIndex('hostile')
    await index.upsert('bob', [{ id: 'secret', title: 'Secret of Bob' }])
    await index.upsert('ann', [{ id, title: 'Mine' }])
    expect(await index.get('ann', id)).toMatchObject({ title: 'Mine' })
    expect(await index.search({ tenant: 'ann', text: 'secret mine', limit: 8, exceptId: id })).toEqual([])
    await index.remove('ann', [id])
    expect(await index.get('ann', id)).toBeNull()
    expect(await index.count('ann')).toBe(0)
    expect(await index.count('bob')).toBe(1)
  })

  it('whatever a seller or a catalog says is stored, found and read back, inside the tenant', async () => {
    const index = openTestIndex(freshName())
    const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 })
    const given = fc.record({ id: words, title: words, brand: words, attributes: fc.dictionary(words, words) })
    const modes = fc.constantFrom('hybrid', 'dense', 'bm25')
    await fc.assert(
      fc.asyncProperty(given, words, modes, async (fields, text, mode) => {
        const item = catalogItemSchema.safeParse(fields)
        fc.pre(item.success)
        await index.upsert('ann', [item.data])
        expect((await index.get('ann', item.data.id))?.title).toBe(item.data.title.toWellFormed())
        const query = { text: `${text} ${item.data.title}`, limit: 8, mode, exceptId: text }
        expect(await index.search({ ...query, tenant: 'bob' })).toEqual([])
        const own = await index.search({ tenant: 'ann', text: item.data.title, limit: 8 })
        expect(own.every(({ id }) => id.startsWith('ann/'))).toBe(true)
        await index.remove('ann', [item.data.id])
        expect(await index.count('ann')).toBe(0)
      }),
      { numRuns: 40 },
    )
  })
})
