import { expect, test } from 'vitest'
import type { Field } from '../../src/domain/record.ts'
import { deriveSizes } from '../../src/reconcile/derive-sizes.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

function field(value: string | { system: string; label: string }): Field {
  const evidence = [{ read: 'seller-text', kind: 'text' as const, start: 0, end: 1, quote: 'x' }]
  return { value, label: null, status: 'stated', confidence: 0.9, evidence, conflicts: [] }
}

const dress = { category: field('dresses'), department: field('women') }

test('a conversion stands beside the size as derived, with its table, and leaves the size as it is on the tag', () => {
  const size = field({ system: 'uk', label: '10' })
  const derived = deriveSizes({ ...dress, size }, taxonomy).size
  expect(derived).toMatchObject(size)
  expect(derived?.derived).toContainEqual({ system: 'us', label: '6', table: 'women-clothing' })
})

test('a size whose system nobody said is not converted, nor one of an item for nobody known', () => {
  const bare = { ...dress, size: field({ system: 'number', label: '10' }) }
  expect(deriveSizes(bare, taxonomy)).toEqual(bare)
  const anyone = { category: field('dresses'), size: field({ system: 'uk', label: '10' }) }
  expect(deriveSizes(anyone, taxonomy)).toEqual(anyone)
})
