import type { MilvusClient } from '@zilliz/milvus2-sdk-node'
import type { CatalogEmbeddings } from '../../../src/catalog/catalog-embeddings.ts'
import { type SearchMode, searchModes } from '../../../src/catalog/catalog-index.ts'
import { portCollection } from './measure-import.ts'
import { always, type BenchCatalog } from './open-bench-catalog.ts'
import { type MadeCall, timeCalls } from './time-calls.ts'

export type SearchTimes = {
  mode: SearchMode
  /** Milliseconds, query by query: by the port, and the same calls by the bare SDK with the vector ready. */
  port: number[]
  bare: number[]
  /** The same by Milvus' own hybrid search; empty for the other modes. */
  milvusHybrid: number[]
  /** Embedding a query, which the port does besides; its times above are with the vector known. */
  embedding: number[]
}

export type BenchQuery = { tenant: string; text: string }

/**
 * Each query by the port and by the bare SDK, one right after the other and in turns first. The bare side repeats the calls that
 * the port made: the same filter, columns and number of hits.
 */
export async function measureSearch(
  catalog: BenchCatalog,
  queries: readonly BenchQuery[],
  limit: number,
): Promise<SearchTimes[]> {
  const { embeddings, takeMs } = rememberQueries(catalog.embeddings)
  const index = catalog.open(portCollection, always(embeddings))
  const times: SearchTimes[] = []
  for (const mode of searchModes) {
    const row: SearchTimes = { mode, port: [], bare: [], milvusHybrid: [], embedding: [] }
    for (const [at, query] of queries.entries()) {
      const made: MadeCall[] = []
      const search = () => index.search({ ...query, limit, mode })
      // Once unmeasured: to learn its calls and embed the query, and so that neither side is the first to compile the filter.
      await timeCalls(search, (call) => made.push(call))
      const searches = made.filter(({ method }) => method === 'search' || method === 'query')
      const port = async () => void row.port.push(await clock(search))
      const bare = async () => void row.bare.push(await clock(() => repeat(catalog.client, searches)))
      for (const side of at % 2 === 0 ? [port, bare] : [bare, port]) await side()
      if (mode === 'hybrid') row.milvusHybrid.push(await clock(() => hybrid(catalog.client, searches)))
    }
    row.embedding = takeMs()
    times.push(row)
  }
  await index.close()
  return times
}

/** Each query is embedded once; how long each took. */
function rememberQueries(embeddings: CatalogEmbeddings) {
  const known = new Map<string, number[]>()
  let ms: number[] = []
  const remembering: CatalogEmbeddings = Object.assign(Object.create(embeddings) as CatalogEmbeddings, {
    async embedQuery(text: string, signal?: AbortSignal) {
      const started = performance.now()
      const vector = known.get(text) ?? (await embeddings.embedQuery(text, signal))
      if (!known.has(text)) ms.push(performance.now() - started)
      known.set(text, vector)
      return vector
    },
  })
  const takeMs = () => {
    const taken = ms
    ms = []
    return taken
  }
  return { embeddings: remembering, takeMs }
}

/** Searches side by side, as the port makes them; what it asks for afterwards by key comes after. */
async function repeat(client: MilvusClient, calls: readonly MadeCall[]): Promise<void> {
  const of = (wanted: MadeCall['method']) => calls.filter(({ method }) => method === wanted)
  await Promise.all(of('search').map(({ request }) => client.search(request as Parameters<typeof client.search>[0])))
  for (const { request } of of('query')) await client.query(request as Parameters<typeof client.query>[0])
}

type SearchRequest = { collection_name: string; limit: number; filter: string; output_fields: string[] } & object

async function hybrid(client: MilvusClient, calls: readonly MadeCall[]): Promise<void> {
  const requests = calls.filter(({ method }) => method === 'search').map(({ request }) => request as SearchRequest)
  const [first] = requests
  if (first === undefined) return
  const { collection_name, limit, output_fields } = first
  const data = requests.map(({ filter, output_fields: _, limit: each, ...field }) => ({
    ...field,
    expr: filter,
    limit: each,
  }))
  const rerank = { strategy: 'rrf', params: { k: 60 } }
  await client.hybridSearch({ collection_name, limit, output_fields, data, rerank } as unknown as Parameters<
    typeof client.hybridSearch
  >[0])
}

async function clock(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
