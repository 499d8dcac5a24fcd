import { describe, expect, test } from 'vitest'
import { convertSize } from '../../src/taxonomy/convert-size.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import { isSizeLabel } from '../../src/taxonomy/size-label.ts'

const { sizeTables, attributes } = await loadTaxonomy()

function converted(
  size: string,
  sizing: 'clothing' | 'bottoms' | 'shoes' | 'bras' | 'rings',
  department: string | null,
) {
  const [system, label] = size.split(/ (.*)/) as [string, string]
  return convertSize(sizeTables, { system, label }, { sizing, department }).map(
    (one) => `${one.system} ${one.label} (${one.table})`,
  )
}

describe('a size is converted by a named table for such an item', () => {
  test.each([
    ['uk 10', 'clothing', 'women', 'us 6 (women-clothing)'],
    ['fr 36', 'clothing', 'women', 'uk 8 (women-clothing)'],
    ['it 42', 'clothing', 'women', 'uk 10 (women-clothing)'],
    ['uk 40R', 'clothing', 'men', 'eu 50 (men-tailoring)'],
    ['waist 32', 'bottoms', 'men', 'eu 48 (men-trousers)'],
    ['eu 39', 'shoes', 'women', 'uk 6 (women-shoes)'],
    ['uk 8.5', 'shoes', 'men', 'us 9.5 (men-shoes)'],
    ['uk 13', 'shoes', 'girls', 'us 1 (kids-shoes)'],
    ['bra 34C', 'bras', 'women', 'eu 75C (bras)'],
    ['ring 7', 'rings', null, 'uk N 1/2 (rings)'],
    ['ring 54', 'rings', null, 'us 7 (rings)'],
  ] as const)('%s of %s for %s: %s', (size, sizing, department, expected) =>
    expect(converted(size, sizing, department)).toContain(expected),
  )
})

test.each([
  ['number 10', 'clothing', 'women'],
  ['alpha M', 'clothing', 'women'],
  ['brand 2', 'clothing', 'women'],
  ['uk 10', 'clothing', null],
  ['uk 10', 'clothing', 'girls'],
  ['eu 39.3', 'shoes', 'women'],
] as const)('%s of %s for %s has no conversion: it would be a guess', (size, sizing, department) =>
  expect(converted(size, sizing, department)).toEqual([]),
)

test('no conversion goes back to its own system, and each comes back to where it started', () => {
  for (const table of sizeTables.filter(({ system }) => system === null)) {
    const item = { sizing: table.sizing[0] ?? null, department: table.departments[0] ?? null }
    for (const row of table.rows) {
      for (const [system, label] of Object.entries(row)) {
        const derived = convertSize([table], { system, label }, item)
        expect(derived.map((one) => one.system)).not.toContain(system)
        for (const one of derived)
          expect(convertSize([table], one, item)).toContainEqual({ system, label, table: table.id })
      }
    }
  }
})

test('tables name systems and departments of the taxonomy, with labels in their form, and say their source', () => {
  const ids = (attribute: string) => attributes.find(({ id }) => id === attribute)?.values.map(({ id }) => id) ?? []
  for (const table of sizeTables) {
    expect(table.source.length).toBeGreaterThan(20)
    expect(ids('department')).toEqual(expect.arrayContaining([...table.departments]))
    for (const [system, label] of table.rows.flatMap((row) => Object.entries(row))) {
      expect(ids('size')).toContain(system)
      const form = table.system ?? (table.sizing.includes('bras') ? 'bra' : system)
      expect([label, isSizeLabel(form, label)]).toEqual([label, true])
    }
  }
})
