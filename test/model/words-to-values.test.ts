import { expect, it } from 'vitest'
import { parseValue } from '../../src/model/parse-value.ts'
import { wordsToValues } from '../../src/model/words-to-values.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const attribute = (id: string) => taxonomy.attributes.find((one) => one.id === id) ?? expect.unreachable()

it.each([
  ['pattern', 'horizontal stripes', 'striped'],
  ['color', 'navy blue', ['navy']],
  ['color', 'white, black and red', ['white', 'black']],
  [
    'material',
    '60% cotton, 40 % polyester',
    [
      { id: 'cotton', percent: 60 },
      { id: 'polyester', percent: 40 },
    ],
  ],
  ['material', '97,5% Baumwolle', [{ id: 'cotton', percent: 97.5 }]],
  ['material', 'wool', [{ id: 'wool', percent: null }]],
  ['size', 'size M', { system: 'alpha', label: 'M' }],
  ['size', 'UK 10', { system: 'uk', label: '10' }],
  ['size', 'W32 L34', { system: 'waist-inseam', label: 'W32 L34' }],
  ['size', 'one size', { system: 'one-size', label: 'OS' }],
  ['size', '10 UK', { system: 'uk', label: '10' }],
  ['size', '12-18 months', { system: 'baby', label: '12-18M' }],
  ['size', '7 - 8 years', { system: 'kids', label: '7-8Y' }],
  ['size', '42', { system: 'number', label: '42' }],
  ['brand', 'levis', "Levi's"],
  ['brand', 'Cobalt & Clay', 'Cobalt & Clay'],
  ['quantity', '2 pieces', 2],
  ['quantity', 'a set of two', 2],
  ['handmade', 'yes, by hand', true],
  [
    'measurements',
    'chest: 50 cm, length 70,5cm',
    [
      { name: 'chest', value: 50, unit: 'cm' },
      { name: 'length', value: 70.5, unit: 'cm' },
    ],
  ],
])('of %s: "%s" is a value that the taxonomy takes', (id, words, value) => {
  expect(parseValue(taxonomy, attribute(id), wordsToValues(taxonomy, attribute(id), words))).toMatchObject({ value })
})

it.each([
  ['pattern', 'moonstruck'],
  ['neckline', 'V-neck or crew neck'],
  ['size', 'rather small'],
  ['quantity', 'two or 3 of 4'],
  ['handmade', 'perhaps'],
  ['material', 'soft'],
])('of %s: "%s" is no answer', (id, words) => {
  expect(wordsToValues(taxonomy, attribute(id), words)).toEqual([])
})
