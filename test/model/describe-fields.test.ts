import { expect, test } from 'vitest'
import { createWireSchemas } from '../../src/model/create-wire-schemas.ts'
import { askedFields, describeFields, describeNamedFields } from '../../src/model/describe-fields.ts'
import { wordsToValues } from '../../src/model/words-to-values.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const { groups, always } = createWireSchemas(taxonomy)
const groupOf = (category: string) => groups.find(({ categories }) => categories.includes(category)) ?? always
const guide = (category: string) => describeFields(taxonomy, category, groupOf(category))
const line = (text: string, id: string) => text.split('\n').find((one) => one.startsWith(`- ${id} (`))

test('only the fields of the category are described, and those that every record lists', () => {
  const { always: every, own } = guide('rings')
  expect(line(every, 'brand')).toContain('always')
  expect(line(own, 'gemstone')).toContain('(slotted, ')
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
    'crew (round and close to the neck), scoop (round and low), v-neck,',
  )
})

test('a grade is told by what every grade means, and values that the taxonomy explains among others are explained', () => {
  const { always: every } = guide('dresses')
  for (const grade of ['excellent (', 'good (', 'fair (', 'poor (']) expect(line(every, 'condition')).toContain(grade)
  expect(line(every, 'color')).toContain('beige (cream, ivory, sand, camel, tan, nude), black, blue (')
  expect(line(every, 'flaws')).toContain('Ids: stain, hole, tear,')
})

test('what is told by examples alone is understood in plain words, every value of it', () => {
  const long = taxonomy.attributes.filter(
    ({ kind, always: every, values }) => (kind === 'one' || kind === 'many') && !every && values.length > 0,
  )
  for (const attribute of long)
    for (const { id, label } of attribute.values)
      expect([attribute.id, label, wordsToValues(taxonomy, attribute, label)]).toEqual([attribute.id, label, [id]])
})

test('a long list is told by examples', () => {
  expect(line(guide('dresses').own, 'dress-type')).toMatch(/ Such as [^,.]+(, [^,.]+){3}\.$/)
})

test('what only words tell is named for every listing, and described for those whose words may tell it', () => {
  const { own, inWords } = guide('dresses')
  for (const id of ['fit', 'style', 'care', 'measurements']) {
    expect(line(own, id)).toBeUndefined()
    expect(inWords).toMatch(new RegExp(`\\b${id}\\b`))
  }
  const named = (words: string) => describeNamedFields(taxonomy, 'dresses', groupOf('dresses'), words)
  expect(named('a dress')).toBe('(none)')
  expect(line(named('Boho summer dress, hand wash'), 'style')).toContain(
    'from words). The look that the seller names. Ids: vintage',
  )
  expect(named('Boho summer dress, hand wash').split('\n')).toHaveLength(3)
})

test('every field that is asked for is told of, in one way or the other', () => {
  for (const { id: category } of taxonomy.categories) {
    const { always: every, own, inWords } = guide(category)
    for (const { id } of askedFields(taxonomy, category)) {
      const isTold = line(`${every}\n${own}`, id) !== undefined || inWords.split(/[ ,;]+/).includes(id)
      expect([category, id, isTold]).toEqual([category, id, true])
    }
  }
})

test('a large vocabulary is not told in full: its candidates come with the listing', () => {
  const material = line(guide('dresses').always, 'material')
  expect(material).toContain('one candidate a fiber')
  expect(material).not.toContain('cashmere')
})

test('a category that nobody knows gets the fields of every record alone', () => {
  expect(describeFields(taxonomy, null, always).own).toBe('(none)')
})
