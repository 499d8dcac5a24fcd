import { expect, test } from 'vitest'
import { describeTaxonomy } from '../../src/model/describe-taxonomy.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const { fields } = describeTaxonomy(await loadTaxonomy())
const line = (id: string) => fields.split('\n').find((text) => text.startsWith(`- ${id}`))

test('values that are easily confused come with what tells them apart', () => {
  expect(line('neckline')).toContain('crew (Round and close to the neck.), scoop (Round and low.)')
})

test('values that an attribute borrows are told once', () => {
  expect(line('material')).toContain('cotton, linen')
  expect(line('lining')).toMatch(/Ids: those of material\.$/)
})
