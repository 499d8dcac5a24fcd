import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

async function problemsOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taxonomy-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  try {
    await loadTaxonomy(folder)
    return ''
  } catch (error) {
    return String(error)
  }
}

const taxonomy = await loadTaxonomy()

describe('the shipped taxonomy', () => {
  test('has the attributes that every record lists, with the ids of design section 6', () => {
    const always = taxonomy.attributes.filter((attribute) => attribute.always).map(({ id }) => id)
    expect(always.sort()).toEqual(
      [
        'category',
        'department',
        'brand',
        'size',
        'color',
        'material',
        'condition',
        'flaws',
        'pattern',
        'quantity',
      ].sort(),
    )
  })

  test('has the 19 color families, 6 grades and 19 size systems of the record', () => {
    const count = (id: string) => taxonomy.attributes.find((attribute) => attribute.id === id)?.values.length
    expect([count('color'), count('condition'), count('size')]).toEqual([19, 6, 19])
  })

  test('its version is the same for the same files', async () => {
    expect(taxonomy.version).toMatch(/^apparel@[0-9a-f]{12}$/)
    expect((await loadTaxonomy()).version).toBe(taxonomy.version)
  })

  test('knows more than 1,500 brands', () => expect(taxonomy.brands.length).toBeGreaterThan(1_500))

  test('the lining takes the materials', () => {
    const values = (id: string) => taxonomy.attributes.find((attribute) => attribute.id === id)?.values
    expect(values('lining')).toEqual(values('material'))
  })
})

describe('a taxonomy that is wrong is refused with its place', () => {
  const category = `categories:
  - id: hats
    label: Hats
    group: headwear
    words: { en: [hat] }
    shopify: { id: aa-2-17, path: Hats }
    google: '173'
`

  test('a key that nobody knows: file and line', async () => {
    expect(await problemsOf({ 'a.yaml': `${category}    color: red\n` })).toContain('a.yaml:2: categories.0')
  })

  test('a value in the wrong form: file, line and path', async () => {
    const text = category.replace("google: '173'", 'google: hat')
    expect(await problemsOf({ 'a.yaml': text })).toContain('a.yaml:7: categories.0.google')
  })

  test('YAML that does not parse: file and line', async () => {
    expect(await problemsOf({ 'a.yaml': 'categories:\n  - [' })).toContain('a.yaml:2: ')
  })

  test('a key that is there twice: file and line', async () => {
    expect(await problemsOf({ 'a.yaml': 'categories: []\ncategories: []\n' })).toContain('a.yaml:2: ')
  })

  test('one word for two categories of one language', async () => {
    const second = category.split('\n').slice(1).join('\n').replace('id: hats', 'id: caps')
    expect(await problemsOf({ 'a.yaml': category + second })).toContain(
      'a.yaml:11: category: "hat" (en) is a word of both hats and caps',
    )
  })

  test('an attribute for a category that is not there', async () => {
    const attribute = `attributes:
  - { id: brim, label: Brim, definition: Its brim., kind: text, inPhotos: true, appliesTo: [hats, gloves] }
`
    expect(await problemsOf({ 'a.yaml': category, 'b.yaml': attribute })).toContain(
      'b.yaml:2: attribute brim: appliesTo names gloves',
    )
  })

  test('values borrowed of one that borrows its own, also in a circle or of itself', async () => {
    const borrowing = (id: string, from: string) =>
      `  - { id: ${id}, label: X, definition: X., kind: one, inPhotos: true, appliesTo: all, valuesOf: ${from} }\n`
    const text = `attributes:\n${borrowing('mood', 'spirit')}${borrowing('spirit', 'mood')}${borrowing('self', 'self')}`
    const problems = await problemsOf({ 'a.yaml': category, 'b.yaml': text })
    expect(problems).toContain('b.yaml:2: attribute mood: valuesOf names spirit, which has no values of its own')
    expect(problems).toContain('b.yaml:3: attribute spirit: valuesOf names mood, which')
    expect(problems).toContain('b.yaml:4: attribute self: valuesOf names self, which')
  })

  test('an attribute that the record lists is missing', async () => {
    expect(await problemsOf({ 'a.yaml': category })).toContain('attribute condition is missing')
  })

  test('an attribute of the record of another kind, or not always listed', async () => {
    const attribute = `attributes:
  - { id: color, label: Color, definition: Its color., kind: one, inPhotos: true, appliesTo: all }
`
    const problems = await problemsOf({ 'a.yaml': category, 'b.yaml': attribute })
    expect(problems).toContain('b.yaml:2: attribute color: its kind is many')
    expect(problems).toContain('b.yaml:2: attribute color needs "always: true"')
  })

  test('values of a flag that are neither yes nor no', async () => {
    const attribute = `attributes:
  - { id: lined, label: Lined, definition: Has a lining., kind: flag, inPhotos: true, appliesTo: all, values: [{ id: half, label: Half }] }
`
    expect(await problemsOf({ 'a.yaml': category, 'b.yaml': attribute })).toContain(
      'b.yaml:2: attribute lined: the values of a flag are yes and no',
    )
  })

  test('a size table with a department or a system that is not there', async () => {
    const shipped = await readFile('src/taxonomy/data/attributes.yaml', 'utf8')
    const table = `sizeTables:
  - { id: own, label: Own, source: a shop, sizing: [clothing], departments: [elves], rows: [{ us: '4', moon: '36' }] }
`
    const problems = await problemsOf({ 'a.yaml': category, 'b.yaml': shipped, 'c.yaml': table })
    expect(problems).toContain('c.yaml:2: size table own: elves is no department')
    expect(problems).toContain('c.yaml:2: size table own: moon is no system of sizes')
  })

  test('one name for two brands', async () => {
    const brands = 'brands:\n  - { name: Marlowe }\n  - { name: Finch, aliases: [marlowe] }\n'
    expect(await problemsOf({ 'a.yaml': category, 'b.yaml': brands })).toContain(
      'b.yaml:3: brand: "marlowe" is a name of both Marlowe and Finch',
    )
  })

  test('an empty folder, and one that is not there: what to do', async () => {
    const empty = await problemsOf({})
    expect(empty).toContain('no .yaml file')
    expect(empty).toContain('without TAXONOMY_DIR')
    await expect(loadTaxonomy('/there/is/none')).rejects.toThrow(
      'No taxonomy in /there/is/none: there is no such folder',
    )
  })
})

describe("a folder of one's own", () => {
  const ownTable = `sizeTables:
  - { id: own, label: Own, source: the shop's own table, sizing: [clothing], rows: [{ us: '4', eu: '36' }] }
`
  const shipped = resolve('src/taxonomy/data')
  const copy = async (without: (name: string) => boolean) => {
    const folder = await mkdtemp(join(tmpdir(), 'taxonomy-'))
    folders.push(folder)
    await cp(shipped, folder, { recursive: true, filter: (path) => !without(basename(path)) })
    return folder
  }

  test('a copy of the shipped one is the shipped one', async () => {
    expect(await loadTaxonomy(await copy(() => false))).toEqual(taxonomy)
  })

  test('without brands it is served the shipped ones, with what belongs to them', async () => {
    const { brands, plainWords, otherNames } = await loadTaxonomy(await copy((name) => /^(?:brand|names)/.test(name)))
    expect({ brands, plainWords, otherNames }).toEqual({
      brands: taxonomy.brands,
      plainWords: taxonomy.plainWords,
      otherNames: taxonomy.otherNames,
    })
  })

  test('with one brand of its own it has that one alone', async () => {
    const folder = await copy((name) => /^(?:brand|names)/.test(name))
    await writeFile(join(folder, 'own.yml'), 'brands:\n  - { name: Marlowe & Finch }\n')
    const own = await loadTaxonomy(folder)
    expect(own.brands.map(({ name }) => name)).toEqual(['Marlowe & Finch'])
    expect(own.plainWords).toEqual([])
  })

  test('without size tables it is served the shipped ones; with one of its own it has that one alone', async () => {
    const folder = await copy((name) => name === 'size-tables.yaml')
    const { brands, sizeTables } = await loadTaxonomy(folder)
    expect({ brands, sizeTables }).toEqual({ brands: taxonomy.brands, sizeTables: taxonomy.sizeTables })
    await writeFile(join(folder, 'own.yaml'), ownTable)
    expect((await loadTaxonomy(folder)).sizeTables.map(({ id }) => id)).toEqual(['own'])
  })
})

const data = resolve(process.env.HANGTAG_DATA ?? '../shared/data')
const shopify = join(data, 'shopify-taxonomy')
describe.skipIf(!existsSync(shopify))(`against Shopify's own files (skipped where ${shopify} is not there)`, () => {
  test('each Shopify id exists and its path is the one that the taxonomy names', async () => {
    const lines = (await readFile(join(shopify, 'categories.txt'), 'utf8')).split('\n')
    const paths = new Map(
      lines.flatMap((line) => {
        const match = /^gid:\/\/shopify\/TaxonomyCategory\/(\S+)\s*: (.+)$/.exec(line)
        return match === null ? [] : [[match[1], match[2]?.trim()]]
      }),
    )
    for (const category of taxonomy.categories) {
      expect([category.id, paths.get(category.shopify.id)]).toEqual([category.id, category.shopify.path])
    }
  })

  test("each Google id is what Shopify's mapping says for the id or its nearest mapped ancestor", async () => {
    const ids = (await readFile(join(shopify, 'google-2021-09-21-from-shopify.yml'), 'utf8')).matchAll(
      /product_category_id: '?([\w-]+)'?/g,
    )
    const all = [...ids].map((match) => match[1] ?? '')
    const google = new Map<string, string>()
    for (let at = 0; at + 1 < all.length; at += 2) google.set(all[at] ?? '', all[at + 1] ?? '')
    const nearest = (id: string): string | undefined =>
      google.get(id) ?? (id.includes('-') ? nearest(id.slice(0, id.lastIndexOf('-'))) : undefined)
    for (const category of taxonomy.categories) {
      expect([category.id, nearest(category.shopify.id)]).toEqual([category.id, category.google])
    }
  })
})
