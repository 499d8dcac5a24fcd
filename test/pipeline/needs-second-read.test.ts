import { expect, test } from 'vitest'
import type { Field } from '../../src/domain/record.ts'
import { settingsSchema } from '../../src/domain/settings.ts'
import { needsSecondRead } from '../../src/pipeline/needs-second-read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const evidence = [{ read: 'model', kind: 'photo' as const, photo: 0 }]
const sure: Field = { value: 'dresses', label: null, status: 'observed', confidence: 0.9, evidence, conflicts: [] }
const blank: Field = { ...sure, value: null, status: 'unknown', evidence: [] }
const all = {
  category: sure,
  size: { ...sure, value: { system: 'alpha', label: 'M' } },
  condition: { ...sure, value: 'good' },
  brand: blank,
}
function needs(more: Record<string, Field>, photos = [{}], model: 'off' | 'single' | 'double' | 'auto' = 'auto') {
  const settings = settingsSchema.parse({ reads: { model }, model: null, neighbors: {}, thresholds: {} })
  return needsSecondRead({ ...all, ...more }, { photos }, taxonomy, settings)
}

test('nothing is doubtful: the second read is saved', () => {
  expect(needs({})).toBe(false)
})

test('a disagreement is worth a second look, also at words alone', () => {
  const brand = { ...sure, value: 'Zara', conflicts: [{ value: 'Mango', evidence }] }
  expect(needs({ brand })).toBe(true)
  expect(needs({ brand }, [])).toBe(true)
})

test('what buyers need and nobody is sure of is worth one, where there are photos to look at again', () => {
  expect(needs({ size: blank })).toBe(true)
  expect(needs({ condition: { ...sure, value: 'good', confidence: 0.3 } })).toBe(true)
  expect(needs({ category: blank })).toBe(true)
  expect(needs({ size: blank }, [])).toBe(false)
})

test('what such items have not, or what a person said, is settled', () => {
  expect(needs({ size: { ...blank, status: 'not-applicable' } })).toBe(false)
  expect(needs({ size: { ...sure, status: 'corrected', confidence: 0.1 } })).toBe(false)
  expect(needs({ size: { ...blank, evidence: [{ read: 'person', kind: 'person' }] } })).toBe(false)
})

test('the settings may ask for it always, or never', () => {
  expect(needs({}, [{}], 'double')).toBe(true)
  expect(needs({ size: blank }, [{}], 'single')).toBe(false)
})
