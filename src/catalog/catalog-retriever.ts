import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import type { Neighbor } from '../domain/catalog-item.ts'
import { tenantSchema } from '../domain/tenant.ts'
import type { CatalogIndex, SearchMode } from './catalog-index.ts'

export type CatalogRetrieverInput = BaseRetrieverInput & {
  search: CatalogIndex['search']
  /** Whose catalog it is. Every question goes to this one, whatever it says. */
  tenant: string
  /** Documents at most; 4 where not said, as in LangChain. */
  limit?: number
  /** `hybrid` where not said. */
  mode?: SearchMode
}

/** A neighbor without its title, which is the document's content, and its id, which is the document's own. */
export type CatalogMetadata = Omit<Neighbor, 'id' | 'title'> & { tenant: string }

/**
 * The catalog of one tenant as LangChain's chains and agents take it: `new CatalogRetriever({ search: index.search, tenant })`, then
 * `.invoke('blue jeans')` gives documents, best first, whose `id` is `tenant/item`, whose content is the item's title and whose
 * metadata is what a neighbor has: `score` (cosine), `relevance` (what the order is by), `category`, `brand` and `attributes`.
 * What an item says is a stranger's text: fence it before it goes into a prompt. Errors are those of the index's search.
 */
export class CatalogRetriever extends BaseRetriever<CatalogMetadata> {
  static override lc_name(): string {
    return 'CatalogRetriever'
  }
  override lc_namespace = ['hangtag', 'catalog']
  readonly #query: { tenant: string; limit: number; mode: SearchMode }
  readonly #search: CatalogIndex['search']

  constructor({ search, tenant, limit = 4, mode = 'hybrid', ...fields }: CatalogRetrieverInput) {
    super(fields)
    this.#search = search
    this.#query = { tenant: tenantSchema.parse(tenant), limit, mode }
  }

  override async _getRelevantDocuments(text: string): Promise<Document<CatalogMetadata>[]> {
    const neighbors = await this.#search({ ...this.#query, text })
    return neighbors.map(({ id, title, ...metadata }) => {
      return new Document({ id, pageContent: title, metadata: { ...metadata, tenant: this.#query.tenant } })
    })
  }
}
