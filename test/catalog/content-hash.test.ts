import { describe, expect, it } from 'vitest'
import { contentHash } from '../../src/catalog/content-hash.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'

const item: CatalogItem = {
  id: 'a',
  title: 'Blue jeans',
  category: 'jeans',
  attributes: { color: ['blue'], size: { system: 'waist', label: '32' } },
}

describe('contentHash', () => {
  it('is the same for the same content under another id, trust, photo address or order of keys', () => {
    const other: CatalogItem = {
      attributes: { size: { label: '32', system: 'waist' }, color: ['blue'] },
      category: 'jeans',
      title: 'Blue jeans',
      id: 'b',
      trusted: false,
      imageUrl: 'https://shop.example/b.jpg',
    }
    expect(contentHash(other)).toBe(contentHash(item))
  })

  it.each<Partial<CatalogItem>>([
    { title: 'Blue jean' },
    { category: 'pants' },
    { brand: 'Lee' },
    { description: 'worn once' },
    { attributes: { color: ['blue'] } },
    { attributes: { color: ['blue', 'white'], size: { system: 'waist', label: '32' } } },
    { attributes: { color: { 0: 'blue' }, size: { system: 'waist', label: '32' } } },
  ])('is another with %j', (change) => {
    expect(contentHash({ ...item, ...change })).not.toBe(contentHash(item))
  })
})
