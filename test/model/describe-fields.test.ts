import { expect, test } from 'vitest'
import { createWireSchemas } from '../../src/model/create-wire-schemas.ts'
import { askedFields, describeFields } from '../../src/model/describe-fields.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const { groups, always } = createWireSchemas(taxonomy)
function guide(category: string) {
  const group = groups.find(({ categories }) => categories.includes(category)) ?? always
  return describeFields(taxonomy, category, group)
}
const line = (text: string, id: string) => text.split('\n').find((one) => one.startsWith(`- ${id} (`))

test('only the fields of the category are described, and those that every record lists', () => {
  const { always: every, own } = guide('rings')
  expect(line(every, 'brand')).toContain('always')
  expect(line(own, 'gemstone')).toContain('in "slotted"')
  expect(line(own, 'neckline')).toBeUndefined()
  expect(own).not.toContain('always')
  expect(askedFields(taxonomy, null).every((attribute) => attribute.always)).toBe(true)
})

test('what every item has is described in the same words for every category of a group, so that a prefix is shared', () => {
  expect(guide('dresses').always).toBe(guide('t-shirts').always)
  expect(guide('dresses').own).not.toBe(guide('t-shirts').own)
})

test('values that are easily confused come with what tells them apart', () => {
  expect(line(guide('dresses').own, 'neckline')).toContain(
    'crew (Round and close to the neck.), scoop (Round and low.)',
  )
})

test('a large vocabulary is not told in full: its candidates come with the listing', () => {
  const material = line(guide('dresses').always, 'material')
  expect(material).toContain('one candidate a fiber')
  expect(material).not.toContain('cashmere')
})

test('a category that nobody knows gets the fields of every record alone', () => {
  expect(describeFields(taxonomy, null, always).own).toBe('(none)')
})
