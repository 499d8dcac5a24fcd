import { expect, test } from 'vitest'
import { assembleTaxonomy } from '../../src/taxonomy/assemble-taxonomy.ts'
import { findTaxonomyWarnings } from '../../src/taxonomy/find-taxonomy-warnings.ts'
import { parseTaxonomyFile } from '../../src/taxonomy/parse-taxonomy-file.ts'

/** The warnings of one attribute with these values, a line a value from line 3 on. */
function warningsOf(values: readonly string[], attribute = 'kind: one, inPhotos: false', rest = ''): string[] {
  const text = [
    'attributes:',
    `  - { id: mood, label: Mood, definition: Its mood., appliesTo: all, ${attribute}, values: [`,
    ...values.map((value) => `      ${value},`),
    '    ] }',
    rest,
  ].join('\n')
  const file = parseTaxonomyFile('own.yaml', text)
  expect(file.problems).toEqual([])
  const { taxonomy, placeOf } = assembleTaxonomy([file], 'apparel@test')
  return findTaxonomyWarnings(taxonomy, placeOf).map(({ place, message }) => `${place} ${message}`)
}

const calm = '{ id: calm, label: Calm, words: { en: [calm], de: [ruhig] } }'

test('a taxonomy with nothing in vain has no warnings', () => {
  expect(warningsOf([calm, '{ id: wild, label: Wild, words: { en: [wild] } }'])).toEqual([])
})

test('a value without a word that photos do not show is named; one that a photo shows is not', () => {
  const wordless = '{ id: wild, label: Wild, words: { en: [] } }'
  expect(warningsOf([calm, wordless])).toEqual([
    'own.yaml:4 mood wild: nothing can claim it: it has no word, and photos do not show it',
  ])
  expect(warningsOf([calm, wordless], 'kind: one, inPhotos: true')).toEqual([])
})

test('a word listed twice is named with its line; accents make two words', () => {
  expect(warningsOf(['{ id: calm, label: Calm, words: { en: [calm, Calm], fr: [taché, tâche] } }'])).toEqual([
    'own.yaml:3 mood calm: "Calm" (en) is listed twice',
  ])
})

test('a value whose every word another value has first, spelled another way, cannot be claimed', () => {
  const second = '{ id: quiet, label: Quiet, words: { en: [laid back] } }'
  expect(warningsOf(['{ id: calm, label: Calm, words: { en: [laid-back] } }', second])).toEqual([
    'own.yaml:4 mood quiet: "laid back" (en) reads like "laid-back" of calm, which wins',
    'own.yaml:4 mood quiet: nothing can claim it: each of its words is lost',
  ])
  // In another language the same letters are another word.
  expect(warningsOf([calm, '{ id: quiet, label: Quiet, words: { fr: [calm] } }'])).toEqual([])
})

test('an attribute that chooses from values and has none is named; one for any text is not', () => {
  expect(warningsOf([])).toEqual([
    'own.yaml:2 attribute mood: nothing can claim it: its kind is one, and it has no values',
  ])
  expect(warningsOf([], 'kind: text, inPhotos: false')).toEqual([])
})

test('a word without a letter matches no text', () => {
  expect(warningsOf(['{ id: calm, label: Calm, words: { en: [calm, ":-)"] } }'])).toEqual([
    'own.yaml:3 mood calm: ":-)" (en) has no letter or digit: no text is matched with it',
  ])
})

test('a value whose every word is a brand is lost to the brand, unless the name is a plain word too', () => {
  const brands = 'brands: [{ name: Calm, aliases: [ruhig] }]'
  expect(warningsOf([calm], 'kind: one, inPhotos: false', brands)).toEqual([
    'own.yaml:3 mood calm: nothing can claim it: each of its words is the name of a brand that is not among plainWords',
  ])
  expect(warningsOf([calm], 'kind: one, inPhotos: false', `${brands}\nplainWords: [calm]`)).toEqual([])
  // What photos show needs no word.
  expect(warningsOf([calm], 'kind: one, inPhotos: true', brands)).toEqual([])
})
