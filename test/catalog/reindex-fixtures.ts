import { randomBytes } from 'node:crypto'
import { type CatalogEmbeddings, type EmbeddingsSource, spaceOf } from '../../src/catalog/catalog-embeddings.ts'
import type { CatalogIndex } from '../../src/catalog/catalog-index.ts'
import type { CatalogReindex, ReindexTurn } from '../../src/catalog/catalog-reindex.ts'
import { type CatalogSession, createCatalogSession } from '../../src/catalog/catalog-session.ts'
import { NgramEmbeddings } from '../../src/catalog/embeddings/ngram-embeddings.ts'
import { createMilvusIndex } from '../../src/catalog/milvus-index.ts'
import { createMilvusReindex } from '../../src/catalog/milvus-reindex.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { ReindexPlan, ReindexReport } from '../../src/domain/reindex.ts'

export const ngram: CatalogEmbeddings = new NgramEmbeddings()

/** Another space than that of n-grams: the same features folded into fewer numbers. */
export const folded: CatalogEmbeddings = {
  name: 'folded',
  version: '1',
  dimensions: 128,
  embedDocuments: async (texts) => (await ngram.embedDocuments(texts)).map(fold),
  embedQuery: async (text) => fold(await ngram.embedQuery(text)),
}

function fold(vector: readonly number[]): number[] {
  return Array.from({ length: 128 }, (_, place) =>
    [0, 128, 256, 384].reduce((sum, start) => sum - (vector[start + place] ?? 0), 0),
  )
}

/** As `EMBEDDINGS=auto` does: the space of the collection; `ngram` before there is one. */
const follow: EmbeddingsSource = {
  configured: async (recorded) => (recorded === null ? ngram : open(recorded)),
  open: (space) => open(space),
}

async function open(wanted: string): Promise<CatalogEmbeddings> {
  const found = [ngram, folded].find((embeddings) => spaceOf(embeddings) === wanted || embeddings.name === wanted)
  if (found !== undefined) return found
  throw new HangtagError(`No ${wanted}`, { code: 'catalog-embedding-unavailable', disposition: 'retry' })
}

export type Subject = {
  alias: string
  index: CatalogIndex
  reindex: CatalogReindex
  session: CatalogSession
  /** One more reader, as another process has it. */
  openIndex(embeddings?: EmbeddingsSource): CatalogIndex
  close(): Promise<void>
}

/** An index and its reindex on a line of collections of their own; slices are of one range. `around` may break calls. */
export function openSubject(
  address: string,
  around: (session: CatalogSession) => CatalogSession = (same) => same,
): Subject {
  const alias = `c${randomBytes(6).toString('hex')}`
  const settings = { address, token: null, deadlineMs: 10_000 }
  const ranking = { denseWeight: 1, bm25Weight: 1, rrfK: 60 }
  const indexes: CatalogIndex[] = []
  const openIndex = (embeddings: EmbeddingsSource = follow) => {
    const index = createMilvusIndex({ ...settings, embeddings, ranking, collection: alias })
    indexes.push(index)
    return index
  }
  const session = createCatalogSession({ ...settings, alias })
  const reindex = createMilvusReindex({ session: around(session), alias, embeddings: open, sliceMs: 0, rangeRows: 40 })
  return {
    alias,
    index: openIndex(),
    reindex,
    session,
    openIndex,
    close: async () => {
      await session.use(async ({ call }) => {
        const { data } = await call('list', (client) => client.showCollections())
        for (const { name } of data.filter((one) => one.name.startsWith(`${alias}_`)))
          await call('drop', (client) => client.dropCollection({ collection_name: name }))
      })
      await Promise.all([...indexes.map((index) => index.close()), reindex.close()])
    },
  }
}

/** A job's turn that nobody takes away. */
export const turn: ReindexTurn = { signal: new AbortController().signal, hold: async () => {} }

/** Copies all buckets from the first on, with something in between after each slice. */
export async function copyAll(
  reindex: CatalogReindex,
  plan: ReindexPlan,
  options: { mending?: boolean; between?: () => Promise<unknown> } = {},
): Promise<number> {
  let copied = 0
  for (let bucket: number | null = 0; bucket !== null; ) {
    const slice = await reindex.copy(plan, { bucket, mending: options.mending ?? false }, turn)
    copied += slice.copied
    bucket = slice.bucket
    await options.between?.()
  }
  return copied
}

/** Verifies and switches; the report must have no fault. */
export async function verifyAndSwitch(reindex: CatalogReindex, plan: ReindexPlan): Promise<ReindexReport> {
  const report = await reindex.verify(plan, turn)
  if (report.faults.length > 0) throw new Error(`not verified: ${JSON.stringify(report)}`)
  await reindex.switch(plan, turn)
  return report
}

const kinds = ['Leather boots', 'Denim jacket', 'Wool coat', 'Silk scarf', 'Linen shirt', 'Velvet dress', 'Canvas bag']
const colors = ['black', 'navy', 'ecru', 'rust', 'olive', 'plum']

export function item(number: number, more: Partial<CatalogItem> = {}): CatalogItem {
  return {
    id: `i${number}`,
    title: `${colors[number % 6]} ${kinds[number % 7]} no. ${number}`,
    brand: `Brand ${number % 13}`,
    attributes: { color: [colors[number % 6]] },
    ...more,
  }
}

export function items(count: number, first = 0): CatalogItem[] {
  return Array.from({ length: count }, (_, at) => item(first + at))
}

/** Everything that a walk over the tenant's items gives, by id. */
export async function allItems(index: CatalogIndex, tenant: string): Promise<Map<string, CatalogItem>> {
  const found = new Map<string, CatalogItem>()
  for (let cursor: string | null = null; ; ) {
    const page = await index.page(tenant, cursor)
    for (const one of page.items) found.set(one.id, one)
    if (page.next === null) return found
    cursor = page.next
  }
}

/** A word that tells one round of changes from another; numbers would make near-duplicates of all titles. */
export function mark(round: number): string {
  return [...String(round)].map((digit) => 'qwertzuiop'[Number(digit)]?.repeat(3)).join('x')
}
