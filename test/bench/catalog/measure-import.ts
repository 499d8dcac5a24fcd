import { setTimeout as delay } from 'node:timers/promises'
import type { CatalogEmbeddings } from '../../../src/catalog/catalog-embeddings.ts'
import { type CatalogRow, catalogRow } from '../../../src/catalog/catalog-row.ts'
import { collectionSchema } from '../../../src/catalog/collection-schema.ts'
import { itemText } from '../../../src/catalog/item-text.ts'
import { serverKinds } from '../../../src/catalog/server-kinds.ts'
import { batchRows } from '../../../src/catalog/upsert-items.ts'
import { cpuBetween } from '../cpu-seconds.ts'
import type { TenantItem } from './catalog-items.ts'
import { always, type BenchCatalog } from './open-bench-catalog.ts'
import { type CallTimes, timeCalls } from './time-calls.ts'

/** Rows that were imported, and what that took. */
export type ImportSide = {
  seconds: number
  /** Of the importing process. */
  clientCpuSeconds: number
  serverCpuSeconds: number
}

export type ImportRound = {
  rows: number
  port: ImportSide & {
    /** Of it, the embedding's. */
    embedSeconds: number
    calls: CallTimes
  }
  bare: ImportSide
  /** Making rows of items (hash, folding, JSON), measured apart. */
  rowsSeconds: number
}

/** A row as it is stored. */
export type BenchRow = CatalogRow & { deleted: boolean; dense: number[] }

export const portCollection = 'catalog'
const bareCollection = 'bare'

/**
 * The items in rounds: each part by the product's port, then the same rows with the same vectors, ready made, by a loop of the
 * SDK's `insert` into a collection of the same schema. `keep` gets each row's key and vector.
 */
export async function measureImport(
  catalog: BenchCatalog,
  items: Iterable<TenantItem>,
  plan: { count: number; rounds: number },
  keep: (row: BenchRow) => void,
  say: (text: string) => void,
): Promise<ImportRound[]> {
  const watch = watchEmbedding(catalog.embeddings)
  const index = catalog.open(portCollection, always(watch.embeddings))
  await makeBareCollection(catalog)
  const rounds: ImportRound[] = []
  const source = items[Symbol.iterator]()
  for (let round = 1; round <= plan.rounds; round += 1) {
    const part = take(source, Math.ceil(plan.count / plan.rounds))
    const byTenant = Map.groupBy(part, ({ tenant }) => tenant)
    await whenQuiet(catalog)
    const { result: port, times } = await timeCalls(() =>
      measure(catalog, async () => {
        for (const [tenant, list] of byTenant)
          await index.upsert(
            tenant,
            list.map(({ item }) => item),
          )
      }),
    )
    const { vectors, seconds: embedSeconds } = watch.take()
    const started = performance.now()
    const made = part.map(({ tenant, item }) => ({ row: catalogRow(tenant, item), text: itemText(item) }))
    const rowsSeconds = (performance.now() - started) / 1_000
    const rows = made.map(({ row, text }) => ({ ...row, deleted: false, dense: vectors.get(text) ?? missing(row.key) }))
    await whenQuiet(catalog)
    const bare = await measure(catalog, () => insertBare(catalog, rows))
    for (const row of rows) keep(row)
    rounds.push({ rows: part.length, port: { ...port, embedSeconds, calls: times }, bare, rowsSeconds })
    say(
      `import ${round} of ${plan.rounds}: ${rate(part.length, port.seconds)} rows/s, bare ${rate(part.length, bare.seconds)}`,
    )
  }
  return rounds
}

function take<T>(source: Iterator<T>, count: number): T[] {
  const taken: T[] = []
  for (let next = source.next(); next.done !== true; next = source.next()) {
    taken.push(next.value)
    if (taken.length === count) break
  }
  return taken
}

/** The embedding, with the time that it takes and all vectors that it made since they were last taken. */
function watchEmbedding(embeddings: CatalogEmbeddings) {
  let vectors = new Map<string, number[]>()
  let ms = 0
  const watched: CatalogEmbeddings = Object.assign(Object.create(embeddings) as CatalogEmbeddings, {
    async embedDocuments(texts: string[], signal?: AbortSignal) {
      const started = performance.now()
      const made = await embeddings.embedDocuments(texts, signal)
      ms += performance.now() - started
      texts.forEach((text, at) => {
        vectors.set(text, made[at] ?? [])
      })
      return made
    },
  })
  const take = () => {
    const taken = { vectors, seconds: ms / 1_000 }
    vectors = new Map()
    ms = 0
    return taken
  }
  return { embeddings: watched, take }
}

function missing(key: string): never {
  throw new Error(`${key} was not embedded: the port took it for a row that was there before`)
}

async function makeBareCollection({ client, embeddings }: BenchCatalog): Promise<void> {
  const space = { space: 'bare', dimensions: embeddings.dimensions }
  await client.createCollection(collectionSchema(bareCollection, space))
  for (const index of serverKinds.lite.indexes) await client.createIndex({ collection_name: bareCollection, ...index })
  await client.loadCollectionSync({ collection_name: bareCollection })
}

async function insertBare({ client }: BenchCatalog, rows: readonly BenchRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += batchRows) {
    const data = rows.slice(at, at + batchRows)
    const { status } = await client.insert({ collection_name: bareCollection, data, timeout: 60_000 })
    if (Number(status.code ?? 0) !== 0) throw new Error(`The bare insert was refused: ${status.reason}`)
  }
}

async function measure(catalog: BenchCatalog, work: () => Promise<void>): Promise<ImportSide> {
  const before = await catalog.cpu()
  const started = performance.now()
  await work()
  const seconds = (performance.now() - started) / 1_000
  const { processes } = cpuBetween(before, await catalog.cpu())
  return { seconds, clientCpuSeconds: processes.bench ?? 0, serverCpuSeconds: processes.milvus ?? 0 }
}

/** Waits until the server has merged and indexed what came before, so that one side does not pay for the other. */
export async function whenQuiet(catalog: BenchCatalog): Promise<void> {
  const milvus = async () => (await catalog.cpu()).processes.milvus ?? 0
  let before = await milvus()
  for (let waits = 0, quiet = 0; waits < 60 && quiet < 2; waits += 1) {
    await delay(250)
    const now = await milvus()
    quiet = now - before < 0.03 ? quiet + 1 : 0
    before = now
  }
}

const rate = (rows: number, seconds: number) => Math.round(rows / seconds)
