import { describe, expect, it } from 'vitest'
import { itemText, searchCharactersMax } from '../../src/catalog/item-text.ts'

describe('itemText', () => {
  it('says title, category, brand and the values of attributes, however nested, before the description', () => {
    const text = itemText({
      id: 'secret-id',
      title: 'Slim jeans ',
      category: 'jeans',
      brand: "Levi's",
      attributes: { color: ['blue'], material: [{ id: 'denim', percent: 98 }], stretch: true, none: null },
      description: 'Worn twice',
    })
    expect(text).toBe("Slim jeans. jeans. Levi's. blue. denim. 98. Worn twice")
  })

  it('leaves out what belongs to the one piece', () => {
    const attributes = { size: { system: 'waist', label: '32' }, condition: 'good', flaws: ['stain'], quantity: 2 }
    expect(itemText({ id: 'a', title: 'Coat', attributes })).toBe('Coat')
  })

  it('cuts the tail of a long description', () => {
    const text = itemText({ id: 'a', title: 'Coat', description: 'long '.repeat(2_000) })
    expect(text).toHaveLength(searchCharactersMax)
    expect(text.startsWith('Coat. long')).toBe(true)
  })
})
