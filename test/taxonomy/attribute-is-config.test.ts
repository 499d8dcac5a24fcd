import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWireSchemas } from '../../src/model/create-wire-schemas.ts'
import { describeFields, describeNamedFields } from '../../src/model/describe-fields.ts'
import { sellerTextRead } from '../../src/reads/seller-text-read.ts'
import { reconcile } from '../../src/reconcile/reconcile.ts'
import { checkValue } from '../../src/taxonomy/check-value.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import type { Taxonomy } from '../../src/taxonomy/taxonomy.ts'

// The shipped files with one file more beside them, and not a line of code: what the product then knows of it.
const own = `
attributes:
  - id: provenance
    label: Provenance
    definition: Whose it was.
    kind: one
    inPhotos: false
    appliesTo: all
    values:
      - { id: estate-sale, label: Estate sale, words: { en: [estate sale, estate find], de: [nachlass], fr: [succession] } }
      - { id: film-set, label: Film set, words: { en: [film set, movie set] } }
  - id: extras
    label: Extras
    definition: What comes with it.
    kind: many
    inPhotos: true
    appliesTo: [dresses]
    values:
      - { id: dust-bag, label: Dust bag, words: { en: [dust bag, dustbag] } }
      - { id: spare-buttons, label: Spare buttons, words: { en: [spare buttons] } }
  - id: altered
    label: Altered
    definition: Whether a tailor changed it.
    kind: flag
    inPhotos: false
    appliesTo: all
    values:
      - { id: 'yes', label: Altered, words: { en: [altered, taken in] } }
      - { id: 'no', label: Not altered, words: { en: [unaltered] } }
  - { id: artist, label: Artist, definition: Who designed the print., kind: text, inPhotos: true, appliesTo: all }
  - { id: edition, label: Edition, definition: How many were made., kind: count, inPhotos: false, appliesTo: all }
`

let folder: string
let taxonomy: Taxonomy
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-attribute-'))
  await cp(resolve('src/taxonomy/data'), folder, { recursive: true })
  await writeFile(join(folder, 'own.yaml'), own)
  taxonomy = await loadTaxonomy(folder)
})
afterAll(() => rm(folder, { recursive: true }))

async function fieldsOf(text: string, corrections: { field: string; after: unknown }[] = []) {
  const listing = { listingId: 'lst_1', tenant: 'a', revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims } = await sellerTextRead(taxonomy).run(listing, new AbortController().signal)
  const results = [{ claims, run: { read: 'seller-text' } }]
  return reconcile({ results, corrections, listing, taxonomy, thresholds: { review: 0.5 }, degraded: [] }).fields
}

test('a new attribute is read by its words, and its fields show the words', async () => {
  const fields = await fieldsOf(
    'Red silk dress from an estate sale, with dustbag and spare buttons, taken in at the waist',
  )
  expect(fields.provenance).toMatchObject({ value: 'estate-sale', label: 'Estate sale', status: 'stated' })
  expect(fields.provenance?.evidence[0]).toMatchObject({ kind: 'text', quote: 'estate sale' })
  expect(fields.extras).toMatchObject({ value: ['dust-bag', 'spare-buttons'], label: 'Dust bag, Spare buttons' })
  expect(fields.altered).toMatchObject({ value: true, label: 'Yes', status: 'stated' })
  expect((await fieldsOf('Rotes Kleid aus Nachlass, Gr. 38')).provenance).toMatchObject({ value: 'estate-sale' })
})

test('a flag is false by its own word and by denial, and unknown where nothing says it', async () => {
  expect((await fieldsOf('Red dress, unaltered')).altered).toMatchObject({ value: false, label: 'No' })
  expect((await fieldsOf('Red dress, not altered')).altered).toMatchObject({ value: false })
  expect((await fieldsOf('Red dress')).altered).toMatchObject({ value: null, status: 'unknown' })
})

test('it is listed where its category takes it, and nowhere else', async () => {
  expect((await fieldsOf('Red dress')).extras).toMatchObject({ status: 'unknown' })
  expect((await fieldsOf('Blue jeans')).extras).toBeUndefined()
})

test('a correction of it is checked by its kind, and wins', async () => {
  const accepted: [string, unknown][] = [
    ['provenance', 'film-set'],
    ['extras', ['dust-bag']],
    ['altered', false],
    ['artist', 'Alphonse Marlowe'],
    ['edition', 250],
  ]
  for (const [attribute, value] of accepted)
    expect([attribute, checkValue(taxonomy, attribute, value)]).toEqual([attribute, null])
  const refused: [string, unknown][] = [
    ['provenance', 'attic'],
    ['extras', 'dust-bag'],
    ['altered', 'yes'],
    ['artist', 4],
    ['edition', 0],
  ]
  for (const [attribute, value] of refused)
    expect(checkValue(taxonomy, attribute, value)).toContain(`${attribute} takes`)
  const fields = await fieldsOf('Red dress, altered', [{ field: 'altered', after: false }])
  expect(fields.altered).toMatchObject({ value: false, status: 'corrected' })
})

test('a model is told of it', () => {
  const group = createWireSchemas(taxonomy).groups.find(({ categories }) => categories.includes('dresses'))
  const { own: fields, inWords } = describeFields(taxonomy, 'dresses', group ?? expect.unreachable())
  expect(fields).toContain('- extras (ids). What comes with it. Ids: dust-bag, spare-buttons.')
  for (const id of ['provenance', 'altered', 'edition']) expect(inWords).toContain(id)
  const words = 'From an estate sale, taken in at the waist'
  const named = describeNamedFields(taxonomy, 'dresses', group ?? expect.unreachable(), words)
  expect(named).toContain('- provenance (one id, from words). Whose it was. Ids: estate-sale, film-set.')
  expect(named).toContain('- altered ("true" or "false", from words). Whether a tailor changed it.')
  expect(JSON.stringify(group?.schema.jsonSchema)).toContain('"provenance"')
})
