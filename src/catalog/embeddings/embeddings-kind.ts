import type { CatalogEmbeddings } from '../catalog-embeddings.ts'

/** One way to embed. */
export type EmbeddingsKind = {
  /** Exactly this space; null where it is of another kind, or cannot be had here. */
  open(space: string): Promise<CatalogEmbeddings | null>
  /**
   * The one that the settings mean; where they leave it open, the one of the recorded space. Null where there is none.
   * `insist`: it was asked for by name, so that what takes long (a download) is worth it, and what is missing is an error.
   */
  own(recorded: string | null, insist: boolean): Promise<CatalogEmbeddings | null>
}
