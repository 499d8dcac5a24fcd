import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CatalogItem } from '../../../src/domain/catalog-item.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { readShopifyFiles } from '../../../src/taxonomy/import-shopify/read-shopify-files.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

/** An item and whose it is. */
export type TenantItem = { tenant: string; item: CatalogItem }

/** What items are made of. */
export type CatalogWords = {
  categories: readonly {
    path: string
    name: string
    attributes: readonly { name: string; values: readonly string[] }[]
  }[]
  brands: readonly string[]
}

/** Three shops of different sizes: parts of the whole. */
const tenantShares = { 'shop-large': 0.7, 'shop-middle': 0.25, 'shop-small': 0.05 }

/** The words of Shopify's taxonomy and our own brands; null where the data is not there. */
export async function loadCatalogWords(dataFolder: string): Promise<CatalogWords | null> {
  const folder = join(dataFolder, 'shopify-taxonomy')
  if (!existsSync(folder)) return null
  const [shopify, paths, { brands }] = await Promise.all([
    readShopifyFiles(folder),
    readFile(join(folder, 'categories.txt'), 'utf8'),
    loadTaxonomy(),
  ])
  const own = new Map(shopify.categories.map(({ path, attributes }) => [path, attributes]))
  const general = ['color', 'material', 'pattern', 'age-group', 'target-gender']
  const categories = [...paths.matchAll(/^gid:\S+\s*: (.+ > .+ > .+?)\s*$/gm)].map(([, path = '']) => ({
    path,
    name: path.slice(path.lastIndexOf('>') + 2),
    attributes: (own.get(path) ?? general).flatMap((handle) => {
      const found = shopify.attributes.get(handle)
      return found === undefined || found.values.length === 0 ? [] : [{ name: handle, values: found.values }]
    }),
  }))
  return { categories, brands: brands.map(({ name }) => name) }
}

/**
 * `count` items, the same for the same seed, one after the other and never all in memory. Titles as shops write them, a
 * description of some 40 words in three of four, two to six attributes; one in fifty says the same as one a little earlier
 * (another size of it), and every item has its id.
 */
export function* catalogItems(words: CatalogWords, count: number, seed = 1): Generator<TenantItem> {
  const random = createRandom(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  const recent: CatalogItem[] = []
  for (let number = 0; number < count; number += 1) {
    const twin = recent.length > 0 && random() < 0.02 ? pick(recent) : null
    const item = twin === null ? newItem(words, number, random, pick) : { ...twin, id: `item-${number}` }
    recent[number % recentMax] = item
    yield { tenant: tenantOf(random()), item }
  }
}

const recentMax = 200

function tenantOf(at: number): string {
  let sum = 0
  for (const [tenant, share] of Object.entries(tenantShares)) {
    sum += share
    if (at < sum) return tenant
  }
  return 'shop-large'
}

function newItem(
  words: CatalogWords,
  number: number,
  random: () => number,
  pick: <T>(list: readonly T[]) => T,
): CatalogItem {
  const category = pick(words.categories)
  const brand = pick(words.brands)
  const said = new Map<string, string>()
  for (let left = 2 + Math.floor(random() * 5); left > 0 && category.attributes.length > 0; left -= 1) {
    const { name, values } = pick(category.attributes)
    said.set(name, pick(values))
  }
  const values = [...said.values()]
  const title = [
    brand,
    ...values.slice(0, 3),
    category.name,
    random() < 0.3 ? `No. ${100 + Math.floor(random() * 900)}` : '',
  ]
  const aside = () => pick(pick(words.categories).attributes)
  const description = Array.from({ length: 4 + Math.floor(random() * 4) }, (_, at) =>
    pick(sentences)(category.name, values[at % values.length] ?? brand, pick(aside()?.values ?? values) ?? brand),
  )
  return {
    id: `item-${number}`,
    title: title.filter(Boolean).join(' '),
    ...(random() < 0.75 ? { description: description.join(' ') } : {}),
    category: category.path.slice(0, 200),
    ...(random() < 0.85 ? { brand } : {}),
    attributes: Object.fromEntries(said),
    ...(random() < 0.5 ? { imageUrl: `https://photos.example/${number}.jpg` } : {}),
  }
}

const sentences: readonly ((kind: string, value: string, other: string) => string)[] = [
  (kind, value) => `This ${kind.toLowerCase()} comes in ${value.toLowerCase()} and is made to last.`,
  (_, value, other) => `${value} with a touch of ${other.toLowerCase()}, from a home without smoke.`,
  (kind, _, other) =>
    `Goes well with ${other.toLowerCase()}; worn twice, kept in its box like every ${kind.toLowerCase()} here.`,
  (_, value) => `Details: ${value}. Sent within two days, returns taken for a month.`,
  (kind, value, other) => `A ${value.toLowerCase()} ${kind.toLowerCase()} for those who like ${other.toLowerCase()}.`,
]
