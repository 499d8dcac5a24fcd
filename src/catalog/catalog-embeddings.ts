import type { EmbeddingsInterface } from '@langchain/core/embeddings'

/** An embedding with what the collection must remember of it: mixing two gives nonsense without an error. */
export type CatalogEmbeddings = EmbeddingsInterface & {
  /** LangChain's own two, which here may be told to stop. */
  embedDocuments(texts: string[], signal?: AbortSignal): Promise<number[][]>
  embedQuery(text: string, signal?: AbortSignal): Promise<number[]>
  readonly name: string
  readonly version: string
  readonly dimensions: number
}

/** Opens embeddings for the index; the composer decides what there is. Each call may be the first use of its model. */
export type EmbeddingsSource = {
  /**
   * What searches are to use where the collection records `recorded` (null: there is no collection yet). A setting that asks
   * for another space than the recorded one wins, and the index then tells of the mismatch.
   */
  configured(recorded: string | null): Promise<CatalogEmbeddings>
  /** The embedding of exactly this space; writers need it for each collection. Throws `catalog-embedding-unavailable` (retry). */
  open(space: string): Promise<CatalogEmbeddings>
}

/** How a collection records an embedding: two of one space give the same vector for the same text. */
export function spaceOf({ name, version, dimensions }: CatalogEmbeddings): string {
  return `${name}@${version}/${dimensions}`
}
