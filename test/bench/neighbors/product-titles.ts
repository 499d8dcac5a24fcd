import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { CatalogItem } from '../../../src/domain/catalog-item.ts'
import type { Taxonomy } from '../../../src/taxonomy/taxonomy.ts'

/** A product's title with what is right of it. */
export type TitledProduct = { title: string; category: string; brands: readonly string[] }

const rowSchema = z.looseObject({
  input: z.string(),
  category: z.string(),
  target_scores: z.record(z.string(), z.record(z.string(), z.number())),
})

/**
 * ExtractGPT's product titles: those of the train split as a catalog, those of the test split as listings. They share no title.
 * Null where the folder of data has none.
 */
export async function readProductTitles(
  dataFolder: string,
): Promise<{ items: CatalogItem[]; listings: TitledProduct[] } | null> {
  const read = (file: string) => readFile(join(dataFolder, 'extractgpt', file), 'utf8').catch(() => null)
  const [train, test] = [await read('oa-mine-train_0.2.jsonl'), await read('oa-mine-test.jsonl')]
  if (train === null || test === null) return null
  const items = productsOf(train).map(({ title, category, brands: [brand] }, place) => {
    return { id: `train-${place}`, title, category, ...(brand === undefined ? {} : { brand }) }
  })
  return { items, listings: productsOf(test) }
}

function productsOf(text: string): TitledProduct[] {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => rowSchema.parse(JSON.parse(line)))
  return rows.map(({ input, category, target_scores: { Brand = {} } }) => ({
    title: input,
    category: idOf(category),
    brands: Object.keys(Brand).filter((name) => !/^(n\/a|none)$/i.test(name)),
  }))
}

function idOf(category: string): string {
  return category.toLowerCase().replaceAll(' ', '-')
}

/** A taxonomy of these categories alone, without a word for any of them: what is found out, neighbors say. */
export function wordlessTaxonomy(taxonomy: Taxonomy, ids: readonly string[]): Taxonomy {
  const [one] = taxonomy.categories
  if (one === undefined) throw new Error('a taxonomy has categories')
  const categories = ids.map((id) => ({ ...one, id, label: id, words: {}, departments: [] }))
  const kept = taxonomy.attributes.filter(({ id }) => id === 'category' || id === 'brand')
  const attributes = kept.map((attribute) => ({ ...attribute, categories: ids, expectedFor: [] }))
  return { ...taxonomy, version: `${taxonomy.version}-of-titles`, categories, attributes }
}
