import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogRow, itemOfRow } from '../../src/catalog/catalog-row.ts'
import { type CatalogItem, catalogItemSchema } from '../../src/domain/catalog-item.ts'

describe('catalogRow', () => {
  it('an item read back from its row is the item, trusted unless it says otherwise', () => {
    const item: CatalogItem = {
      id: 'shop/77#red',
      title: 'Été',
      description: 'worn once',
      category: 'dresses',
      brand: 'Sézane',
      attributes: { color: ['red'], size: { system: 'fr', label: '38' } },
      imageUrl: 'https://shop.example/77.jpg',
    }
    expect(itemOfRow(catalogRow('closet-9', item))).toEqual({ ...item, trusted: true })
    expect(itemOfRow(catalogRow('closet-9', { id: 'a', title: 'Coat', trusted: false }))).toEqual({
      id: 'a',
      title: 'Coat',
      attributes: {},
      trusted: false,
    })
  })

  it('whatever a stranger writes, every string of the row is well-formed and fits its column', () => {
    const stranger = fc.string({ unit: 'binary', maxLength: 60 })
    const items = fc.record({
      id: stranger,
      title: stranger,
      description: stranger,
      attributes: fc.dictionary(stranger, fc.oneof(stranger, fc.array(stranger), fc.constant(null))),
    })
    fc.assert(
      fc.property(items, (given) => {
        const item = catalogItemSchema.safeParse(given)
        fc.pre(item.success)
        const row = catalogRow('t', item.data)
        expect(Object.values(row).every((value) => typeof value !== 'string' || value.isWellFormed())).toBe(true)
        expect(JSON.stringify(row.attributes)).not.toMatch(/(?<!\\)(\\\\)*\\ud[89a-f]/i)
        expect(row.bucket).toBeLessThan(4_096)
      }),
    )
  })

  it('the longest item that the schema lets in fits every column, in bytes', () => {
    const wide = '漢'
    const row = catalogRow('t'.repeat(64), {
      id: wide.repeat(128),
      title: wide.repeat(1_000),
      description: wide.repeat(10_000),
      category: wide.repeat(200),
      brand: wide.repeat(200),
    })
    const bytes = (text: string) => Buffer.byteLength(text)
    expect(bytes(row.pk)).toBeLessThanOrEqual(512)
    expect(bytes(row.title)).toBeLessThanOrEqual(3_000)
    expect(bytes(row.description)).toBeLessThanOrEqual(30_000)
    expect(bytes(row.text)).toBeLessThanOrEqual(24_000)
    expect(bytes(row.brand)).toBeLessThanOrEqual(600)
  })

  it('attributes that no index can hold are refused with the id, not retried', () => {
    const item = { id: 'huge', title: 'Coat', attributes: { note: 'x'.repeat(70_000) } }
    expect(() => catalogRow('t', item)).toThrowError(
      expect.objectContaining({
        code: 'catalog-item-too-large',
        disposition: 'give-up',
        evidence: expect.objectContaining({ id: 'huge' }),
      }),
    )
  })
})
