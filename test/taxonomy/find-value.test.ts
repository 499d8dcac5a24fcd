import { expect, test } from 'vitest'
import { findBrand } from '../../src/taxonomy/find-brand.ts'
import { findValue } from '../../src/taxonomy/find-value.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const value = findValue(taxonomy)
const brand = findBrand(taxonomy)

test.each([
  ['Colour', 'Red/White', 'color', ['red', 'white']],
  ['color_pattern', ['Navy Blue'], 'color', ['navy']],
  ['color', 'black, red, blue', 'color', ['black', 'red', 'blue']],
  [
    'Material',
    '60% Cotton, 40% Polyester',
    'material',
    [
      { id: 'cotton', percent: 60 },
      { id: 'polyester', percent: 40 },
    ],
  ],
  ['fabric', 'Wolle', 'material', [{ id: 'wool', percent: null }]],
  ['Gender', 'female', 'department', 'women'],
  ['Pattern', 'Stripes', 'pattern', 'striped'],
  ['sleeve_length', 'Long sleeve', 'sleeve-length', 'long'],
  ['handmade', 'yes', 'handmade', true],
  ['condition', 'New with tags', 'condition', 'new-with-tags'],
])('%s %j is our %s', (name, written, attribute, expected) => {
  expect(value(name, written)).toEqual({ attribute, value: expected })
})

test('a value in the record’s shape stays as it is', () => {
  for (const [name, given] of [
    ['color', ['red']],
    ['material', [{ id: 'cotton', percent: null }]],
    ['size', { system: 'alpha', label: 'M' }],
  ] as const)
    expect(value(name, given)).toEqual({ attribute: name, value: given })
})

test('words that are none of ours make no value, and columns that are none of ours no attribute', () => {
  expect(value('material', 'Supima blend')).toEqual({ attribute: 'material', value: null })
  expect(value('color', 'Red/Sunset')).toEqual({ attribute: 'color', value: null })
  expect(value('material', '80% cotton, 80% polyester')).toEqual({ attribute: 'material', value: null })
  expect(value('size', 'M')).toEqual({ attribute: 'size', value: null })
  expect(value('price', '3')).toBeNull()
})

test('a brand is written as its company writes it, and a name that is not known is none', () => {
  expect(['LEVIS', 'h & m', 'NIKE', 'Acme of Nowhere'].map(brand)).toEqual(["Levi's", 'H&M', 'Nike', null])
})
