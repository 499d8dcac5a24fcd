import { describe, expect, test } from 'vitest'
import { checkValue } from '../../src/taxonomy/check-value.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

describe('a value in the shape of the record is taken', () => {
  test.each<[string, unknown]>([
    ['category', 'dresses'],
    ['department', 'women'],
    ['brand', "Levi's"],
    ['brand', null],
    ['size', { system: 'alpha', label: 'L/XL' }],
    ['size', { system: 'waist-inseam', label: 'W32 L34' }],
    ['size', { system: 'us', label: 'M9/W11' }],
    ['size', { system: 'kids', label: '146/152' }],
    ['size', { system: 'baby', label: '3-6M' }],
    ['size', { system: 'bra', label: '34C' }],
    ['size', { system: 'one-size', label: 'OS' }],
    ['size', { system: 'brand', label: 'II' }],
    ['color', ['black', 'white']],
    [
      'material',
      [
        { id: 'cotton', percent: 60 },
        { id: 'polyester', percent: 40 },
      ],
    ],
    ['material', [{ id: 'wool', percent: null }]],
    ['flaws', []],
    ['flaws', [{ id: 'stain', evidence: [] }]],
    ['flaws', [{ id: 'stain' }]],
    ['quantity', 3],
    ['measurements', [{ name: 'chest', value: 19, unit: 'in' }]],
    ['closure', ['zip', 'button']],
  ])('%s %j', (attribute, value) => expect(checkValue(taxonomy, attribute, value)).toBeNull())
})

describe('anything else is refused with what is accepted', () => {
  test.each<[string, unknown, string]>([
    ['category', 'dress', 'one of'],
    ['department', 3, 'women, men'],
    ['brand', '', 'a text'],
    ['size', { system: 'alpha', label: 'forty' }, '{ system, label }'],
    ['size', 'M', '{ system, label }'],
    ['size', { system: 'eu', label: '38', tag: true }, '{ system, label }'],
    ['color', 'blue', 'a list of one or two'],
    ['color', [], 'a list of one or two'],
    ['color', ['blue', 'blue'], 'a list of one or two'],
    ['color', ['blue', 'red', 'green'], 'a list of one or two'],
    [
      'material',
      [
        { id: 'cotton', percent: 60 },
        { id: 'silk', percent: 60 },
      ],
      '{ id, percent }',
    ],
    ['material', ['cotton'], '{ id, percent }'],
    ['flaws', ['stain'], '{ id, evidence }'],
    ['quantity', 0, 'a whole number'],
    ['quantity', 1.5, 'a whole number'],
    ['measurements', [{ name: 'chest', value: 19, unit: 'ft' }], 'unit cm, mm or in'],
    ['shoe-size', '38', 'There is no attribute shoe-size'],
  ])('%s %j', (attribute, value, accepted) => expect(checkValue(taxonomy, attribute, value)).toContain(accepted))
})
