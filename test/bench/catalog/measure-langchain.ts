import { Embeddings } from '@langchain/core/embeddings'
import { type BenchRow, whenQuiet } from './measure-import.ts'
import type { BenchQuery } from './measure-search.ts'
import type { BenchCatalog } from './open-bench-catalog.ts'

export type LangchainTimes = { rows: number; rowsPerSecond: number; queriesMs: number[] }

/**
 * LangChain's community store of Milvus on the same server with the same vectors, ready made: rows in batches, then queries with
 * the same filter. Its defaults otherwise; it has no search by words.
 */
export async function measureLangchain(
  catalog: BenchCatalog,
  rows: readonly BenchRow[],
  queries: readonly BenchQuery[],
  limit: number,
): Promise<LangchainTimes> {
  const { Milvus } = await import('@langchain/community/vectorstores/milvus')
  const store = new Milvus(new ReadyEmbeddings(catalog.embeddings), {
    collectionName: 'langchain',
    autoId: false,
    primaryField: 'pk',
    textField: 'text',
    vectorField: 'dense',
    textFieldMaxLength: 24_000,
    clientConfig: { address: catalog.address, telemetry: { enabled: false }, logLevel: 'error' },
    indexCreateOptions: { index_type: 'HNSW', metric_type: 'COSINE', params: { M: 16, efConstruction: 200 } },
  })
  const documents = rows.map(({ text, tenant, title, category, brand }) => ({
    pageContent: text,
    metadata: { tenant, title, category, brand },
  }))
  await whenQuiet(catalog)
  const started = performance.now()
  for (let at = 0; at < rows.length; at += batchRows) {
    const part = rows.slice(at, at + batchRows)
    await store.addVectors(
      part.map(({ dense }) => dense),
      documents.slice(at, at + batchRows),
      { ids: part.map(({ pk }) => pk) },
    )
  }
  const seconds = (performance.now() - started) / 1_000
  await whenQuiet(catalog)
  const queriesMs: number[] = []
  for (const { tenant, text } of queries) {
    const vector = await catalog.embeddings.embedQuery(text)
    const from = performance.now()
    await store.similaritySearchVectorWithScore(vector, limit, `tenant == "${tenant}"`)
    queriesMs.push(performance.now() - from)
  }
  await store.client.closeConnection()
  return { rows: rows.length, rowsPerSecond: rows.length / seconds, queriesMs }
}

const batchRows = 128

/** The store wants an embedding, and is given vectors. */
class ReadyEmbeddings extends Embeddings {
  readonly #embeddings: BenchCatalog['embeddings']

  constructor(embeddings: BenchCatalog['embeddings']) {
    super({})
    this.#embeddings = embeddings
  }

  override embedDocuments(texts: string[]): Promise<number[][]> {
    return this.#embeddings.embedDocuments(texts)
  }

  override embedQuery(text: string): Promise<number[]> {
    return this.#embeddings.embedQuery(text)
  }
}
