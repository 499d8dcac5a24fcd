import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { similarityScales } from '../../../src/catalog/similarity-scale.ts'
import type { Config } from '../../../src/config.ts'
import { catalogItemSchema, type Neighbor, neighborSchema } from '../../../src/domain/catalog-item.ts'
import type { Claim } from '../../../src/domain/claim.ts'
import { settingsSchema } from '../../../src/domain/settings.ts'
import { fieldRule } from '../../../src/evals/field-rule.ts'
import { readJsonLines } from '../../../src/evals/read-json-lines.ts'
import { chooseCandidates } from '../../../src/model/choose-candidates.ts'
import { neighborsRead } from '../../../src/reads/neighbors-read.ts'
import type { Read } from '../../../src/reads/read.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'
import type { Attribute, Taxonomy } from '../../../src/taxonomy/taxonomy.ts'
import { type BenchIndex, benchTenant, withBenchIndexes } from '../retrieval/open-bench-indexes.ts'
import { readProductTitles, type TitledProduct, wordlessTaxonomy } from './product-titles.ts'

/** Of the listings of one category: how often neighbors alone say it, and where the brand is. */
export type TitleRow = {
  embedding: string
  category: string
  listings: number
  categoryRight: number
  /** Listings whose brand is known (gold names one), and of them those whose brand the catalog has. */
  branded: number
  brandInCatalog: number
  /** Brand among the 20 candidates: out of the neighbors alone, out of the taxonomy alone, out of both. */
  brandByNeighbors: number
  brandByTaxonomy: number
  brandByBoth: number
}

/** A vote on a held-out listing: what it said of its own sureness, and whether it was right. */
export type JudgedVote = { embedding: string; attribute: string; confidence: number; isRight: boolean }

export type NeighborsReport = {
  titles: TitleRow[]
  /** The catalog's rows and the listings that the votes were made on. */
  votes: { items: number; listings: number; judged: JudgedVote[] }
  /** What was left out because its data is not there. */
  skipped: string[]
}

/** What neighbors tell of held-out listings: on product titles, and on sellers' texts against the judged set's catalog. */
export async function measureNeighbors(config: Config): Promise<NeighborsReport> {
  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  const titles = await readProductTitles(config.dataFolder)
  const missing = `${config.dataFolder} has no extractgpt: the table of product titles is left out`
  return {
    titles: titles === null ? [] : await measureTitles(config, taxonomy, titles),
    votes: await measureVotes(config, taxonomy),
    skipped: titles === null ? [missing] : [],
  }
}

type Titles = NonNullable<Awaited<ReturnType<typeof readProductTitles>>>

async function measureTitles(config: Config, taxonomy: Taxonomy, { items, listings }: Titles): Promise<TitleRow[]> {
  const ids = [...new Set(listings.map(({ category }) => category))].sort()
  const own = wordlessTaxonomy(taxonomy, ids)
  const brand = own.attributes.find(({ id }) => id === 'brand') as Attribute
  const inCatalog = [...new Set(items.flatMap((item) => item.brand ?? []))]
  return withBenchIndexes(config, own, items, async (indexes) => {
    const rows: TitleRow[] = []
    for (const index of indexes) {
      const read = readOf(index, own)
      const ofCategory = new Map(ids.map((id) => [id, emptyRow(index.embedding, id)]))
      for (const listing of listings) {
        const { claims, neighbors } = await ask(read, listing.title)
        const row = ofCategory.get(listing.category) as TitleRow
        count(row, listing, { claims, neighbors, taxonomy: own, brand, inCatalog })
      }
      rows.push(...ofCategory.values())
    }
    return rows
  })
}

function emptyRow(embedding: string, category: string): TitleRow {
  const counts = {
    categoryRight: 0,
    branded: 0,
    brandInCatalog: 0,
    brandByNeighbors: 0,
    brandByTaxonomy: 0,
    brandByBoth: 0,
  }
  return { embedding, category, listings: 0, ...counts }
}

type Known = {
  claims: readonly Claim[]
  neighbors: readonly Neighbor[]
  taxonomy: Taxonomy
  brand: Attribute
  inCatalog: readonly string[]
}

function count(row: TitleRow, { title, category, brands }: TitledProduct, known: Known): void {
  const { claims, neighbors, taxonomy, brand, inCatalog } = known
  row.listings += 1
  if (claims.some(({ attribute, value }) => attribute === 'category' && value === category)) row.categoryRight += 1
  if (brands.length === 0) return
  row.branded += 1
  const isBrand = (name: string) => fieldRule('brand').judge(name, [...brands]) === 'right-value'
  if (inCatalog.some(isBrand)) row.brandInCatalog += 1
  const hits = (from: { text: string; neighbors: readonly Neighbor[] }) => {
    const listing = { tenant: benchTenant, listingId: 'bench', text: from.text, hints: {} }
    const candidates = chooseCandidates(brand, { listing, neighbors: from.neighbors, fields: {}, taxonomy })
    return Object.values(candidates).some(isBrand)
  }
  if (hits({ text: '', neighbors })) row.brandByNeighbors += 1
  if (hits({ text: title, neighbors: [] })) row.brandByTaxonomy += 1
  if (hits({ text: title, neighbors })) row.brandByBoth += 1
}

const goldRowSchema = z.looseObject({
  id: z.string(),
  text: z.string(),
  gold: z.record(z.string(), z.unknown()),
})
const judgedFolder = new URL('../../../evals/', import.meta.url)

async function measureVotes(config: Config, taxonomy: Taxonomy): Promise<NeighborsReport['votes']> {
  const own = (file: string) => fileURLToPath(new URL(file, judgedFolder))
  const items = (await readJsonLines(own('retrieval/items.jsonl'), catalogItemSchema)).map(({ row }) => row)
  const files = [
    own('seller-texts/rows.jsonl'),
    ...['texts', 'listings'].map((name) => join(config.dataFolder, 'golden', `${name}.jsonl`)),
  ]
  const found = await Promise.all(files.map((file) => readJsonLines(file, goldRowSchema).catch(() => [])))
  const listings = found.flat().map(({ row }) => row)
  const judged = await withBenchIndexes(config, taxonomy, items, async (indexes) => {
    const votes: JudgedVote[] = []
    for (const index of indexes) {
      const read = readOf(index, taxonomy)
      for (const { text, gold } of listings)
        for (const { attribute, value, confidence } of (await ask(read, text)).claims) {
          const isRight = isRightVote(attribute, value, gold[attribute])
          if (isRight !== null) votes.push({ embedding: index.embedding, attribute, confidence, isRight })
        }
    }
    return votes
  })
  return { items: items.length, listings: listings.length, judged }
}

/** Null: nobody can say. A brand that the seller does not tell is no brand that neighbors could. */
function isRightVote(attribute: string, value: unknown, gold: unknown): boolean | null {
  if (gold === null || gold === undefined) return null
  if (gold === 'unknown') return attribute === 'brand' ? false : null
  const rule = fieldRule(attribute)
  return rule.gold.safeParse(gold).success ? rule.judge(value, gold) === 'right-value' : null
}

function readOf({ index, open }: BenchIndex, taxonomy: Taxonomy): Read {
  const { limit } = settingsSchema.shape.neighbors.parse({})
  return neighborsRead({ ...index, scale: similarityScales({ open }), taxonomy, limit })
}

async function ask(read: Read, text: string): Promise<{ claims: readonly Claim[]; neighbors: readonly Neighbor[] }> {
  const listing = { listingId: 'bench', tenant: benchTenant, revision: 1, run: 1, text, hints: {}, photos: [] }
  const { claims, extra } = await read.run(listing, AbortSignal.timeout(60_000))
  const { neighbors } = z.object({ neighbors: z.array(neighborSchema) }).parse(extra)
  return { claims, neighbors }
}
