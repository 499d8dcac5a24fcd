import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CatalogEmbeddings, spaceOf } from '../../../src/catalog/catalog-embeddings.ts'
import type { CatalogIndex } from '../../../src/catalog/catalog-index.ts'
import { createEmbeddingsSource } from '../../../src/catalog/embeddings/create-embeddings-source.ts'
import {
  loadTransformersModel,
  transformersInstalled,
} from '../../../src/catalog/embeddings/load-transformers-model.ts'
import { createMilvusIndex } from '../../../src/catalog/milvus-index.ts'
import { searchWithNames } from '../../../src/catalog/search-with-names.ts'
import type { Config } from '../../../src/config.ts'
import type { CatalogItem } from '../../../src/domain/catalog-item.ts'
import { freePort } from '../../../src/services/free-port.ts'
import { milvusLiteProgram } from '../../../src/services/milvus-lite-program.ts'
import type { Taxonomy } from '../../../src/taxonomy/taxonomy.ts'
import { startMilvusLite } from '../../catalog/start-milvus-lite.ts'

export type BenchIndex = { embedding: string; index: CatalogIndex; open(): Promise<CatalogEmbeddings> }

export const benchTenant = 'bench'

/**
 * The items in an index for each embedding that is at hand (local, ngram), searched as the product does, on a Milvus Lite of
 * their own; all is gone after `use`.
 */
export async function withBenchIndexes<T>(
  config: Config,
  taxonomy: Taxonomy,
  items: readonly CatalogItem[],
  use: (indexes: readonly BenchIndex[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-bench-'))
  const program = await milvusLiteProgram(config.pythonFolder, (text) => console.error(text))
  const server = await startMilvusLite(program, join(folder, 'milvus'), await freePort())
  const indexes: BenchIndex[] = []
  try {
    for (const [embedding, embeddings] of await embeddingsAtHand(config)) {
      const options = {
        ...config.milvus,
        address: server.address,
        deadlineMs: 60_000,
        collection: `bench_${embedding}`,
      }
      const index = searchWithNames(createMilvusIndex({ ...options, embeddings: always(embeddings) }), taxonomy)
      indexes.push({ embedding, index, open: async () => embeddings })
      await index.upsert(benchTenant, items)
    }
    return await use(indexes)
  } finally {
    await Promise.all(indexes.map(({ index }) => index.close()))
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function embeddingsAtHand({ embeddings }: Config): Promise<[string, CatalogEmbeddings][]> {
  const local = { ...embeddings.local, hub: null, load: loadTransformersModel, isInstalled: transformersInstalled }
  const source = (wish: 'local' | 'ngram') => createEmbeddingsSource({ wish, endpoint: null, local })
  const found: [string, CatalogEmbeddings][] = [['ngram', await source('ngram').open('ngram')]]
  try {
    found.unshift(['local', await source('local').open('local')])
  } catch (error) {
    console.error(`Without the local embedding: ${error instanceof Error ? error.message : String(error)}`)
  }
  for (const [name, each] of found) console.error(`${name}: ${spaceOf(each)}`)
  return found
}

function always(embeddings: CatalogEmbeddings) {
  return { configured: async () => embeddings, open: async () => embeddings }
}
