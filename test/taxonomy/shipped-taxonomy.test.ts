import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sellerTextRead } from '../../src/reads/seller-text-read.ts'
import { reconcile } from '../../src/reconcile/reconcile.ts'
import { countTaxonomy } from '../../src/taxonomy/count-taxonomy.ts'
import { examineTaxonomy } from '../../src/taxonomy/examine-taxonomy.ts'
import { findTaxonomyWarnings } from '../../src/taxonomy/find-taxonomy-warnings.ts'
import { attributeKinds, languages, type Words } from '../../src/taxonomy/taxonomy.ts'

// What the taxonomy that ships with the product promises to hold. Its ids are those that sellers' integrations store.
const examined = await examineTaxonomy(null)
if (examined.taxonomy === null) throw new Error('the shipped taxonomy cannot be read')
const { taxonomy } = examined
const counts = countTaxonomy(taxonomy)
const attribute = (id: string) => {
  const found = taxonomy.attributes.find((candidate) => candidate.id === id)
  if (found === undefined) throw new Error(`there is no attribute ${id}`)
  return found
}
const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id)
const hasWord = ({ words }: { words: Words }, language: (typeof languages)[number]) =>
  (words[language] ?? []).length > 0

test('`taxonomy check` finds nothing in it', () => {
  expect(examined.problems).toEqual([])
  expect(findTaxonomyWarnings(taxonomy, examined.placeOf)).toEqual([])
})

test('it has 100 leaf categories, 45 attributes, 900 values with synonyms and 1,500 brands, or more', () => {
  const values = [...new Set(taxonomy.attributes.map(({ values }) => values))].flat()
  // A synonym is a second word beside the value's own name, in any language.
  const withSynonyms = values.filter(
    ({ label, words }) => new Set([label, ...Object.values(words).flat()].map((word) => word.toLowerCase())).size > 1,
  )
  const withAliases = taxonomy.brands.filter(({ aliases }) => aliases.length > 0)
  expect(counts.categories).toBeGreaterThanOrEqual(100)
  expect(counts.attributes).toBeGreaterThanOrEqual(45)
  expect(withSynonyms.length).toBeGreaterThanOrEqual(900)
  expect(taxonomy.brands.length).toBeGreaterThanOrEqual(1_500)
  expect(withAliases.length).toBeGreaterThanOrEqual(1_000)
})

test('its categories are of apparel, shoes, bags, accessories and jewelry', () => {
  const groups = new Set(taxonomy.categories.map(({ group }) => group))
  for (const group of ['tops', 'dresses', 'shoes', 'bags', 'accessories', 'jewelry']) expect(groups).toContain(group)
})

test.each(
  'category department brand size color pattern material lining condition neckline sleeve-length length closure fit rise heel-height style occasion season era flaws measurements care country-of-origin quantity'.split(
    ' ',
  ),
)('attribute %s is there', (id) => expect(idsOf(taxonomy.attributes)).toContain(id))

test('each attribute has a slug, a label, a one-line definition, a kind, categories that take it, and says whether photos show it', () => {
  const categories = new Set(idsOf(taxonomy.categories))
  for (const { id, label, definition, kind, categories: takers, inPhotos } of taxonomy.attributes) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect([id, label.trim()]).toEqual([id, label])
    expect([id, definition]).toEqual([id, expect.stringMatching(/^[A-Z][^\n]{8,}\.$/)])
    expect(attributeKinds).toContain(kind)
    expect([id, takers.length > 0 && takers.every((taker) => categories.has(taker))]).toEqual([id, true])
    expect(typeof inPhotos).toBe('boolean')
  }
})

test.each([
  ['length', ['mini', 'knee', 'midi', 'maxi']],
  ['neckline', ['crew', 'scoop', 'boat', 'cowl', 'v-neck', 'square']],
  ['fit', ['slim', 'skinny', 'regular', 'straight', 'relaxed', 'oversized']],
  ['rise', ['low', 'mid', 'high']],
  ['heel-height', ['flat', 'low', 'mid', 'high']],
  ['sleeve-length', ['short', 'three-quarter', 'long']],
  ['leg-shape', ['bootcut', 'flare', 'wide', 'tapered', 'straight']],
  ['boot-height', ['ankle', 'mid-calf', 'knee', 'over-knee']],
  ['condition', ['new-with-tags', 'new-without-tags', 'excellent', 'good', 'fair', 'poor']],
  ['flaws', ['hole', 'tear', 'snag', 'fading', 'discoloration', 'scuff', 'scratch', 'wear']],
  ['material', ['suede', 'nubuck', 'leather', 'faux-leather', 'viscose', 'modal', 'lyocell']],
  ['color', ['navy', 'blue', 'beige', 'bronze', 'gold', 'rose-gold', 'multicolor']],
  ['department', ['girls', 'kids', 'baby', 'unisex']],
  ['bag-type', ['crossbody', 'shoulder', 'messenger', 'satchel', 'top-handle']],
])('values of %s that are easily confused have definitions, each its own', (id, ids) => {
  const confused = attribute(id).values.filter((value) => ids.includes(value.id) && value.id !== 'leather')
  const definitions = confused.map(({ definition }) => definition)
  expect(idsOf(confused).sort()).toEqual(ids.filter((value) => value !== 'leather').sort())
  expect(definitions).not.toContain(null)
  if (id !== 'department') expect(new Set(definitions).size).toBe(definitions.length)
})

test('each category, color, material, grade, flaw and department has words in English, German, French, Spanish and Italian', () => {
  const lists = {
    category: taxonomy.categories,
    ...Object.fromEntries(
      ['color', 'material', 'condition', 'flaws', 'department', 'pattern', 'sleeve-length'].map((id) => [
        id,
        attribute(id).values,
      ]),
    ),
  }
  const silent = Object.entries(lists).flatMap(([list, items]) =>
    languages.flatMap((language) =>
      items.filter((item) => !hasWord(item, language)).map(({ id }) => `${list} ${id} (${language})`),
    ),
  )
  expect(silent).toEqual([])
})

test.each([
  ['Size M cotton t-shirt', 'M'],
  ['T-Shirt aus Baumwolle, Größe M', 'M'],
  ['T-shirt en coton, taille M', 'M'],
  ['Camiseta de algodón, talla M', 'M'],
  ['Maglietta di cotone, taglia M', 'M'],
])('a size is read in %s', async (text, label) => {
  const listing = { listingId: 'lst_1', tenant: 'a', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await sellerTextRead(taxonomy).run(listing, new AbortController().signal)
  const results = [{ claims, run: { read: 'seller-text' } }]
  const { fields } = reconcile({
    results,
    corrections: [],
    listing,
    taxonomy,
    thresholds: { review: 0.5 },
    degraded: [],
  })
  expect(fields.size?.value).toEqual({ system: 'alpha', label })
  expect(fields.category?.value).toBe('t-shirts')
  expect(fields.material?.value).toEqual([{ id: 'cotton', percent: null }])
})

const guide = join(resolve(process.env.HANGTAG_DATA ?? '../shared/data'), 'golden/GUIDE.md')
describe.skipIf(!existsSync(guide))(`the ids that labelers use (skipped where ${guide} is not there)`, async () => {
  const text = existsSync(guide) ? await readFile(guide, 'utf8') : ''
  const between = (from: string, to: string) => {
    const start = text.indexOf(from)
    const end = text.indexOf(to, start + from.length)
    if (start < 0 || end < 0) throw new Error(`the guide has no "${from} … ${to}"`)
    return text.slice(start + from.length, end)
  }
  const slugs = (list: string) => list.split(/,\s*(?:or\s+)?/).map((slug) => slug.trim())

  test.each([
    ['category', 'truly open. Slugs: ', '.\n', 59],
    ['material', 'is not the material. Slugs: ', '. "Jeans', 35],
    ['flaws', 'list of slugs among ', ': only flaws', 16],
    ['condition', 'people would differ) of: ', '; "unknown"', 6],
    ['color', 'for two tones, both): ', '; "unknown"', 19],
    ['department', '"department": ', '; a dress', 7],
    ['pattern', '"pattern" (photos and listings): ', ';', 10],
    ['sleeve-length', '"sleeve-length": ', '.', 4],
  ])('%s has each of them', (id, from, to, leastCount) => {
    const wanted = slugs(between(from, to))
    const known = id === 'category' ? idsOf(taxonomy.categories) : idsOf(attribute(id).values)
    expect(wanted.length).toBeGreaterThanOrEqual(leastCount)
    expect(wanted.filter((slug) => !known.includes(slug))).toEqual([])
  })

  test('size has each system', () => {
    const systems = between('Systems: ', ' A bare shoe number').matchAll(
      /(?:^|[,)]\s*)((?:[a-z][a-z-]*(?:,\s)?)+)(?=\s\(|,)/g,
    )
    const wanted = [...systems].flatMap(([, list = '']) => slugs(list)).filter((slug) => slug !== '')
    expect(wanted).toContain('waist-inseam')
    expect(wanted.length).toBeGreaterThanOrEqual(19)
    expect(wanted.filter((slug) => !idsOf(attribute('size').values).includes(slug))).toEqual([])
  })
})
