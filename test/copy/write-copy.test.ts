import { describe, expect, test } from 'vitest'
import { writeCopy } from '../../src/copy/write-copy.ts'
import { copySchema, type Field } from '../../src/domain/record.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

const field = (value: unknown, label: string | null = null): Field => ({
  value: value as NonNullable<unknown>,
  label,
  status: value === null ? 'unknown' : 'stated',
  confidence: 0.9,
  evidence: [],
  conflicts: [],
})

const shirt = {
  category: field('shirts', 'Shirts'),
  department: field('men', 'Men'),
  brand: field('COS', 'COS'),
  size: field({ system: 'eu', label: '48' }, '48'),
  color: field(['orange'], 'burnt orange'),
  material: field([{ id: 'linen', percent: 100 }], '100% Linen'),
  condition: field('good', 'Good'),
  flaws: field([], 'None'),
  pattern: field(null),
}

test("the title names what the fields hold, with the seller's own word for the color", () => {
  expect(writeCopy(shirt, taxonomy).title).toEqual({
    text: "COS Men's Burnt orange Linen Shirts Size EU 48",
    aiWritten: false,
  })
})

test('the description says each known field once and nothing of the unknown ones', () => {
  const text = writeCopy(shirt, taxonomy).description?.text ?? ''
  expect(text.split('\n').sort()).toEqual(
    [
      'Brand: COS',
      'Category: Shirts',
      'Color: burnt orange',
      'Condition: Good',
      'Department: Men',
      'Flaws: None',
      'Material: 100% Linen',
      'Size: EU 48',
    ].sort(),
  )
})

describe('nothing is invented', () => {
  test('without a category and a brand there is no title', () => {
    expect(writeCopy({ size: shirt.size }, taxonomy).title).toBeUndefined()
  })

  test('a color that is not sure is not said to buyers', () => {
    const copy = writeCopy({ ...shirt, color: { ...shirt.color, confidence: 0.4 } }, taxonomy)
    expect(JSON.stringify(copy)).not.toContain('orange')
  })

  test('without any value there is no copy', () => {
    expect(writeCopy({ brand: field(null), size: field(null) }, taxonomy)).toEqual({})
  })
})

test('a title keeps whole parts and stays within 80 characters, and the category is the last to go', () => {
  const long = { ...shirt, brand: field('A Very Long Name of a Brand That Nobody Can Say in One Breath', null) }
  const copy = copySchema.parse(writeCopy(long, taxonomy))
  expect(copy.title?.text.length).toBeLessThanOrEqual(80)
  expect(copy.title?.text).toContain('Shirts')
  expect(copy.title?.text).not.toContain('Linen')
})

test('a lot says how many', () => {
  expect(writeCopy({ ...shirt, quantity: field(3, '3') }, taxonomy).title?.text).toMatch(/^3 × COS/)
})

test('a material that the category names already is not said twice', () => {
  const jacket = {
    category: field('denim-jackets', 'Denim jackets'),
    material: field([{ id: 'denim', percent: null }], 'Denim'),
  }
  expect(writeCopy(jacket, taxonomy).title?.text).toBe('Denim jackets')
})
