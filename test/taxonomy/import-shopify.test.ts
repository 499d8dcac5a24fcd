import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createWireSchemas } from '../../src/model/create-wire-schemas.ts'
import { sellerTextRead } from '../../src/reads/seller-text-read.ts'
import { reconcile } from '../../src/reconcile/reconcile.ts'
import { examineTaxonomy } from '../../src/taxonomy/examine-taxonomy.ts'
import { findTaxonomyWarnings } from '../../src/taxonomy/find-taxonomy-warnings.ts'
import { importShopify } from '../../src/taxonomy/import-shopify.ts'
import type { Taxonomy } from '../../src/taxonomy/taxonomy.ts'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-shopify-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('a small taxonomy in the form of Shopify', () => {
  const categories = [
    ['aa', 'Apparel & Accessories', '', ['color']],
    ['aa-1', 'Clothing', 'aa', ['color', 'fabric']],
    ['aa-1-2', 'Baby & Toddler Clothing', 'aa-1', []],
    ['aa-1-2-1', 'Ponchos', 'aa-1-2', ['size']],
    ['aa-1-3', 'Capes & Ponchos', 'aa-1', []],
    ['aa-1-3-1', 'Ponchos', 'aa-1-3', ['size', 'boot/poncho_style']],
    ['aa-8', 'Boots', 'aa', ['shoe_size', 'boot/poncho_style']],
  ] as const
  const path = (id: string): string => {
    const [, name = '', parent = ''] = categories.find((category) => category[0] === id) ?? []
    return parent === '' ? name : `${path(parent)} > ${name}`
  }
  const files: Record<string, string> = {
    'categories.txt': `# Shopify Product Taxonomy - Categories: 9.9.9\n${categories.map(([id]) => `gid://shopify/TaxonomyCategory/${id} : ${path(id)}`).join('\n')}\n`,
    'aa_apparel_accessories.yml': JSON.stringify(
      categories.map(([id, name, , attributes]) => ({
        id,
        name,
        children: categories.filter((other) => other[2] === id).map((other) => other[0]),
        attributes,
      })),
    ),
    'attributes.json': JSON.stringify({
      version: '9.9.9',
      attributes: [
        ['Color', 'color', ['Black', 'Clear']],
        ['Fabric', 'fabric', ['Cotton', 'Moon silk', 'Other']],
        ['Size', 'size', ['S', 'M']],
        ['Shoe size', 'shoe-size', ['37']],
        ['Boot/poncho style', 'boot-poncho-style', ['Chelsea', 'Long', 'Moonstepper']],
      ].map(([name, handle, values]) => ({
        name,
        handle,
        extended_attributes: [],
        values: (values as string[]).map((value) => ({ name: value })),
      })),
    }),
    'google-2021-from-shopify.yml':
      "rules:\n- input:\n    product_category_id: aa\n  output:\n    product_category_id: '166'\n- input:\n    product_category_id: aa-8\n  output:\n    product_category_id: '187'\n",
    LICENSE: 'MIT License of the files\n',
  }
  const sourceFolder = async (changes: Record<string, string | null> = {}) => {
    const folder = await temporaryFolder()
    for (const [name, text] of Object.entries({ ...files, ...changes }))
      if (text !== null) await writeFile(join(folder, name), text)
    return folder
  }

  test('each category becomes one, with path, ids, sizing and whom it is for', async () => {
    const { categories: made } = await importShopify(await sourceFolder(), join(await temporaryFolder(), 'new'))
    expect(made.map(({ id, label, sizing, departments, google }) => [id, label, sizing, departments, google])).toEqual([
      ['apparel-and-accessories', 'Apparel & Accessories', 'none', [], '166'],
      ['clothing', 'Clothing', 'clothing', [], '166'],
      ['baby-and-toddler-clothing', 'Baby & Toddler Clothing', 'clothing', ['baby', 'kids'], '166'],
      ['baby-and-toddler-clothing-ponchos', 'Ponchos (Baby & Toddler Clothing)', 'clothing', ['baby', 'kids'], '166'],
      ['capes-and-ponchos', 'Capes & Ponchos', 'clothing', [], '166'],
      ['ponchos', 'Ponchos', 'clothing', [], '166'],
      ['boots', 'Boots', expect.any(String), [], '187'],
    ])
    expect(made.at(-2)?.shopify).toEqual({
      id: 'aa-1-3-1',
      path: 'Apparel & Accessories > Clothing > Capes & Ponchos > Ponchos',
    })
  })

  test('a name of several branches is the word of the plainest; the others are named with their branch', async () => {
    const { categories: made } = await importShopify(await sourceFolder(), join(await temporaryFolder(), 'new'))
    const words = (id: string) => made.find((category) => category.id === id)?.words.en
    expect(words('ponchos')).toEqual(expect.arrayContaining(['poncho', 'ponchos']))
    expect(words('capes-and-ponchos')).toEqual(expect.arrayContaining(['cape', 'capes']))
    expect(words('baby-and-toddler-clothing-ponchos')).toEqual([
      'baby poncho',
      'baby ponchos',
      'toddler poncho',
      'toddler ponchos',
    ])
  })

  test("Shopify's attributes are there with who takes them; what is ours keeps our words beside its values", async () => {
    const { attributes } = await importShopify(await sourceFolder(), join(await temporaryFolder(), 'new'))
    const attribute = (id: string) => attributes.find((candidate) => candidate.id === id)
    expect(attribute('material')?.categories).toEqual(['clothing'])
    const material = (id: string) => attribute('material')?.values.find((value) => value.id === id)
    expect(material('cotton')?.words.de).toContain('baumwolle')
    expect(material('moon-silk')?.words).toEqual({ en: ['moon silk'] })
    expect(attribute('size')?.categories).toEqual(['baby-and-toddler-clothing-ponchos', 'ponchos', 'boots'])
    expect(attribute('size')?.values.map(({ id }) => id)).toContain('waist-inseam')
    const style = attribute('boot-poncho-style')
    expect(style?.categories).toEqual(['ponchos', 'boots'])
    // An everyday word tells nothing alone.
    expect(style?.values.find(({ id }) => id === 'long')?.words.en).toEqual([
      'long boot',
      'long boots',
      'long poncho',
      'long ponchos',
    ])
    expect(style?.values.find(({ id }) => id === 'moonstepper')?.words.en).toContain('moonstepper')
  })

  test('the notice names the source, its version and its license', async () => {
    const out = join(await temporaryFolder(), 'new')
    await importShopify(await sourceFolder(), out)
    const notice = await readFile(join(out, 'NOTICE'), 'utf8')
    expect(notice).toContain('product taxonomy 9.9.9')
    expect(notice).toContain('MIT License of the files')
  })

  test('made again, its files are replaced and files beside them stay; a folder of something else is refused untouched', async () => {
    const out = join(await temporaryFolder(), 'new')
    const from = await sourceFolder()
    await importShopify(from, out)
    const own = 'brands:\n  - { name: Marlowe & Finch }\n'
    await writeFile(join(out, 'own.yaml'), own)
    expect((await importShopify(from, out)).brands.map(({ name }) => name)).toEqual(['Marlowe & Finch'])

    const other = await temporaryFolder()
    await writeFile(join(other, 'thesis.txt'), 'years of work')
    await expect(importShopify(from, other)).rejects.toMatchObject({ code: 'folder-taken' })
    expect(await readdir(other)).toEqual(['thesis.txt'])
    await mkdir(join(other, 'categories.yaml'))
    await expect(importShopify(from, other)).rejects.toMatchObject({ code: 'folder-taken' })
  })

  test('a folder that cannot be written is said with the reason', async () => {
    const out = join(await temporaryFolder(), 'new')
    const from = await sourceFolder()
    await importShopify(from, out)
    await rm(join(out, 'attributes.yaml'))
    await mkdir(join(out, 'attributes.yaml'))
    const unwritable = { code: 'folder-unwritable', message: expect.stringContaining('cannot be written (EISDIR)') }
    await expect(importShopify(from, out)).rejects.toMatchObject(unwritable)
  })

  // This file system says "no such file" of every folder in it that one would make.
  test.skipIf(!existsSync('/proc/self'))(
    'a folder that can never be made is said, and not tried for ever',
    async () => {
      const out = '/proc/hangtag-taxonomy/new'
      await expect(importShopify(await sourceFolder(), out)).rejects.toMatchObject({ code: 'folder-unwritable' })
    },
  )

  test.each([
    ['a file that is missing', { 'attributes.json': null }, 'attributes.json is missing'],
    ['no license', { LICENSE: null }, 'LICENSE is missing'],
    ['no mapping to Google', { 'google-2021-from-shopify.yml': null }, 'there is no google-…-from-shopify.yml'],
    ['JSON that is none', { 'attributes.json': '{' }, 'attributes.json is not in the form'],
    [
      'another branch',
      { 'aa_apparel_accessories.yml': '[{ id: ap, name: Pets }]' },
      'aa_apparel_accessories.yml is not in',
    ],
    ['a category without a path', { 'categories.txt': '# none: 1\n' }, 'categories.txt does not have aa'],
  ])('%s is said in words, and nothing is written', async (_, changes, reason) => {
    const out = join(await temporaryFolder(), 'new')
    await expect(importShopify(await sourceFolder(changes), out)).rejects.toThrow(reason)
    expect(existsSync(out)).toBe(false)
  })
})

const data = resolve(process.env.HANGTAG_DATA ?? '../shared/data', 'shopify-taxonomy')
describe.skipIf(!existsSync(data))(`Shopify's own files (skipped where ${data} is not there)`, () => {
  let folder: string
  let taxonomy: Taxonomy
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hangtag-shopify-'))
    taxonomy = await importShopify(data, join(folder, 'out'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('every category of the apparel branch is there, and every attribute that one of them takes', async () => {
    const lines = (await readFile(join(data, 'categories.txt'), 'utf8')).matchAll(/TaxonomyCategory\/(aa\S*)/g)
    expect(taxonomy.categories.map(({ shopify }) => shopify.id).sort()).toEqual([...lines].map(([, id]) => id).sort())
    const colors = taxonomy.attributes.find(({ id }) => id === 'color')
    expect(colors?.values).toHaveLength(19)
    expect(colors?.categories.length).toBeGreaterThan(400)
    expect(taxonomy.attributes.length).toBeGreaterThan(90)
  })

  test('`taxonomy check` finds nothing in it', async () => {
    const examined = await examineTaxonomy(join(folder, 'out'))
    if (examined.taxonomy === null) throw new Error('it cannot be read')
    expect(examined.problems).toEqual([])
    expect(findTaxonomyWarnings(examined.taxonomy, examined.placeOf)).toEqual([])
  })

  test('a strict schema for a model can be made of it', () => {
    expect(() => createWireSchemas(taxonomy)).not.toThrow()
  })

  test.each([
    [
      "Zara trench coat women's size M, beige cotton, worn twice",
      {
        category: 'trench-coats',
        brand: 'Zara',
        color: ['beige'],
        material: ['cotton'],
        size: 'M',
        department: 'women',
      },
    ],
    [
      'Dr. Martens chelsea boots UK 7 black leather',
      {
        category: 'boots',
        brand: 'Dr. Martens',
        color: ['black'],
        material: ['leather'],
        size: '7',
        'boot-style': 'chelsea',
      },
    ],
    [
      'H&M baby parka navy, 3-6 months',
      {
        category: 'baby-and-toddler-coats-and-jackets-parkas',
        brand: 'H&M',
        color: ['navy'],
        size: '3-6M',
        department: 'baby',
      },
    ],
    [
      'Damen Kleid von Esprit, Gr. 38, blau, 100% Baumwolle',
      { category: 'dresses', brand: 'Esprit', color: ['blue'], material: ['cotton'], size: '38', department: 'women' },
    ],
    ['silver signet ring, size 7', { category: 'rings', size: '7', 'ring-design': 'signet' }],
    ['maternity jeans, size 12, stretch', { category: 'maternity-pants-jeans', size: '12', department: 'women' }],
  ])('the product reads a text on it: %s', async (text, expected) => {
    const listing = { listingId: 'lst_1', tenant: 'a', revision: 1, run: 1, text, hints: {}, photos: [] }
    const { claims } = await sellerTextRead(taxonomy).run(listing, new AbortController().signal)
    const { fields } = reconcile({
      results: [{ claims, run: { read: 'seller-text' } }],
      corrections: [],
      listing,
      taxonomy,
      thresholds: { review: 0.5 },
      degraded: [],
    })
    expect(Object.fromEntries(Object.keys(expected).map((field) => [field, plain(fields[field]?.value)]))).toEqual(
      expected,
    )
  })
})

/** A size by its label, a material by its ids. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part) => (typeof part === 'object' ? part.id : part))
  return typeof value === 'object' && value !== null && 'label' in value ? value.label : value
}
