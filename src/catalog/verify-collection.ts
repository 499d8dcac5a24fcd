import { z } from 'zod'
import type { ReindexReport } from '../domain/reindex.ts'
import type { CatalogEmbeddings } from './catalog-embeddings.ts'
import { bucketCount, itemColumns, itemOfRow } from './catalog-row.ts'
import type { CatalogCalls } from './catalog-session.ts'
import { allOf, bucketsIn, keyIn } from './filter-expression.ts'
import type { FoundCollection } from './find-collection.ts'
import { itemText } from './item-text.ts'
import { measureRecall, similarity, type VectorRow } from './measure-recall.ts'
import { missedWrites } from './missed-writes.ts'
import { serverKinds } from './server-kinds.ts'
import { bucketRows, storedRows } from './stored-rows.ts'

type Calls = Pick<CatalogCalls, 'call' | 'kind' | 'outside' | 'signal'>
type Collections = { from: FoundCollection; to: FoundCollection; embeddings: CatalogEmbeddings }

/**
 * Whether a filled collection may take the place of the one that it was filled from: as many rows; random ones that are as they
 * are there, with vectors of their own words; and searches that find what is nearest. Nobody writes meanwhile: the
 * verification is a job of the one writer.
 */
export async function verifyCollection(
  calls: Calls,
  { from, to, embeddings }: Collections,
  random: () => number = Math.random,
): Promise<ReindexReport> {
  const rows = { from: await countRows(calls, from), to: await countRows(calls, to) }
  const width = Math.min(bucketCount, Math.ceil((bucketCount * comparedMax(to)) / Math.max(1, rows.to)))
  const first = Math.floor(random() * (bucketCount - width + 1))
  const compared = await vectorsIn(calls, to, first, width)
  const sample = shuffled(compared, random).slice(0, sampledMax)
  const stale = await countStale(calls, { from, to, embeddings }, sample)
  const asked = sample.filter(({ vector }) => hasDirection(vector)).slice(0, askedMax)
  const found = await nearestTo(calls, to, asked, there(to, bucketsIn(first, first + width)))
  const lost = asked.filter(
    ({ key }, place) => !found[place]?.some((hit) => hit.key === key || hit.score > 0.999),
  ).length
  const recall = recallOf(compared, asked, found)
  const faults = [
    ...((await missedWrites(calls.call, to.name)) ? ['writes went past it while its embedding failed'] : []),
    ...(rows.from === rows.to ? [] : [`${rows.to} items instead of ${rows.from}`]),
    ...(stale === 0 ? [] : [`${stale} of ${sample.length} random items are not as they should be`]),
    ...(lost <= sample.length * (1 - recallMin)
      ? []
      : [`${lost} of ${sample.length} are not found by their own vector`]),
    ...(recall >= recallMin ? [] : [`searches find ${(recall * 100).toFixed(1)} % of what is nearest`]),
  ]
  const sound = sample.length === 0 ? 1 : 1 - Math.min(sample.length, stale + lost) / sample.length
  return { rows, sampled: sample.length, sound, compared: compared.length, recall, faults }
}

/** The project's own bound for its index on the embedded server; with an index gone wrong it is far below. */
const recallMin = 0.98
const sampledMax = 64
const nearest = 10
/** Below it a vector is not that of its words. One model gives more than 0.95 whatever stood in the batch beside it. */
const ownSimilarityMin = 0.7

/** Rows that are compared by brute force: some thousands, in one answer of the server. */
function comparedMax({ dimensions }: FoundCollection): number {
  return Math.ceil(1_000_000 / Math.max(1, dimensions))
}

/** All less the tombstones: Milvus Lite counts these two at once, and would make each row of any other count whole first. */
async function countRows(calls: Calls, collection: FoundCollection): Promise<number> {
  const count = async (filter: string) => {
    const [row] = await storedRows(calls, collection, filter, ['count(*)'])
    return Number(row?.['count(*)'] ?? 0)
  }
  return (await count('')) - (collection.marksDeleted ? await count('deleted == true') : 0)
}

async function vectorsIn(calls: Calls, to: FoundCollection, first: number, width: number): Promise<VectorRow[]> {
  const found: VectorRow[] = []
  const end = first + width
  for (let place: { first: number; width: number } | null = { first, width }; place !== null && place.first < end; ) {
    const wanted = {
      place,
      filter: to.marksDeleted ? there(to) : null,
      columns: ['key', 'dense'],
      rowsAimed: vectorRowsAimed,
    }
    const part = await bucketRows(calls, to, wanted)
    for (const row of vectorSchema.array().parse(part.rows))
      found.push({ key: row.key, vector: Float32Array.from(row.dense) })
    place = part.next && { first: part.next.first, width: Math.min(part.next.width, end - part.next.first) }
  }
  return found
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((value) => ({ value, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value)
}

const vectorRowsAimed = 4_000
const vectorSchema = z.object({ key: z.string(), dense: z.array(z.number()) })

/** Those that are gone from the old collection, have other content there, or another vector than their words. */
async function countStale(
  calls: Calls,
  { from, to, embeddings }: Collections,
  sample: readonly VectorRow[],
): Promise<number> {
  if (sample.length === 0) return 0
  const filter = keyIn(sample.map(({ key }) => key))
  const [before, after] = await Promise.all([
    storedRows(calls, from, filter, contentColumns),
    storedRows(calls, to, filter, [...itemColumns, 'contentHash']),
  ])
  const contentBefore = new Map(before.map((row) => [String(row.key), contentOf(row)]))
  const texts = after.map((row) => itemText(itemOfRow(row)))
  const vectors = await calls.outside(() => embeddings.embedDocuments(texts, calls.signal))
  const vectorOf = new Map(sample.map(({ key, vector }) => [key, vector]))
  return after.filter((row, place) => {
    const key = String(row.key)
    const own = Float32Array.from(vectors[place] ?? [])
    const stored = vectorOf.get(key) ?? own
    return (
      contentBefore.get(key) !== contentOf(row) || (hasDirection(own) && similarity(own, stored) < ownSimilarityMin)
    )
  }).length
}

const contentColumns = ['key', 'contentHash', 'imageUrl', 'trusted']

function contentOf(row: Record<string, unknown>): string {
  return JSON.stringify(contentColumns.map((column) => row[column]))
}

function hasDirection(vector: Float32Array): boolean {
  return vector.some((value) => value !== 0)
}

function recallOf(rows: readonly VectorRow[], asked: readonly VectorRow[], found: readonly Hit[][]): number {
  const vectorOf = new Map(rows.map(({ key, vector }) => [key, vector]))
  const questions = asked.map(({ vector }, place) => ({
    vector,
    found: (found[place] ?? []).flatMap(({ key }) => vectorOf.get(key) ?? []),
  }))
  return measureRecall(rows, questions, nearest)
}

/** 32 questions of ten: a share of 0.98 is told from one of 0.95. */
const askedMax = 32

const hitSchema = z.object({ key: z.string(), score: z.number() })
type Hit = z.infer<typeof hitSchema>

async function nearestTo(
  calls: Calls,
  to: FoundCollection,
  rows: readonly VectorRow[],
  filter: string,
): Promise<Hit[][]> {
  if (rows.length === 0) return []
  const { efMin } = serverKinds[await calls.kind()]
  const request = {
    collection_name: to.name,
    anns_field: 'dense',
    data: rows.map(({ vector }) => [...vector]),
    metric_type: 'COSINE',
    limit: nearest,
    filter,
    output_fields: ['key'],
    params: efMin === null ? {} : { ef: efMin },
  }
  const { results } = await calls.call('search', (client) => client.search(request))
  // The SDK gives a single question's hits without the list around them.
  return rows.length === 1 ? [hitSchema.array().parse(results)] : hitSchema.array().array().parse(results)
}

/** The rows that are not tombstones. */
function there({ marksDeleted }: FoundCollection, ...terms: readonly string[]): string {
  const all = [...(marksDeleted ? ['deleted == false'] : []), ...terms]
  return all.length === 0 ? '' : allOf(...all)
}
