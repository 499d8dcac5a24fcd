import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { type CatalogItem, catalogItemSchema } from '../../domain/catalog-item.ts'

/** The demo's catalog: about 60 invented items of many categories, to be neighbors of the sample listings. */
export async function loadSampleCatalog(): Promise<CatalogItem[]> {
  const text = await readFile(new URL('sample-catalog.yaml', import.meta.url), 'utf8')
  return catalogItemSchema.array().parse(parse(text))
}
