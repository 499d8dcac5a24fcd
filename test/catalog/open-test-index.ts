import { randomBytes } from 'node:crypto'
import { inject, onTestFinished } from 'vitest'
import type { CatalogEmbeddings, EmbeddingsSource } from '../../src/catalog/catalog-embeddings.ts'
import type { CatalogIndex } from '../../src/catalog/catalog-index.ts'
import { NgramEmbeddings } from '../../src/catalog/embeddings/ngram-embeddings.ts'
import { createMilvusIndex, type MilvusIndexSettings } from '../../src/catalog/milvus-index.ts'

/** An alias that no other test has. */
export function freshName(): string {
  return `catalog_${randomBytes(6).toString('hex')}`
}

/** An index on the shared Milvus Lite, closed with the test. */
export function openTestIndex(collection: string, more: Partial<MilvusIndexSettings> = {}): CatalogIndex {
  const index = createMilvusIndex({
    address: inject('milvusAddress'),
    token: null,
    deadlineMs: 10_000,
    embeddings: always(new NgramEmbeddings()),
    ranking: { denseWeight: 1, bm25Weight: 1, rrfK: 60 },
    collection,
    ...more,
  })
  onTestFinished(() => index.close())
  return index
}

/** The one embedding that there is, whatever a collection records. */
export function always(embeddings: CatalogEmbeddings): EmbeddingsSource {
  return { configured: async () => embeddings, open: async () => embeddings }
}
