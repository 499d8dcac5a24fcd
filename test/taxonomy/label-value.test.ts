import { expect, test } from 'vitest'
import { labelValue } from '../../src/taxonomy/label-value.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

test.each<[string, unknown, string | null]>([
  ['category', 't-shirts', 'T-shirts'],
  ['brand', 'COS', 'COS'],
  ['color', ['black', 'white'], 'Black, White'],
  [
    'material',
    [
      { id: 'cotton', percent: 60 },
      { id: 'silk', percent: null },
    ],
    '60% Cotton, Silk',
  ],
  ['flaws', [{ id: 'stain', evidence: [] }], 'Stain'],
  ['flaws', [], 'None'],
  ['size', { system: 'alpha', label: 'M' }, 'M'],
  ['quantity', 3, '3'],
  ['measurements', [{ name: 'chest', value: 48, unit: 'cm' }], 'Chest 48 cm'],
  ['size', {}, null],
])('%s %j is shown as %s', (attribute, value, label) => expect(labelValue(taxonomy, attribute, value)).toBe(label))
