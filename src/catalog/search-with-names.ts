import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { CatalogIndex } from './catalog-index.ts'
import { nameValues } from './name-values.ts'

/** The same index, which is asked for what the taxonomy calls a seller's words too (see `nameValues`). */
export function searchWithNames(index: CatalogIndex, taxonomy: Taxonomy): CatalogIndex {
  return {
    ...index,
    search: (query, signal) => index.search({ ...query, text: nameValues(query.text, taxonomy) }, signal),
  }
}
