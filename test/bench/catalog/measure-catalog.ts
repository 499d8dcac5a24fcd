import { mkdir } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { spaceOf } from '../../../src/catalog/catalog-embeddings.ts'
import type { Config } from '../../../src/config.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import { type CatalogWords, catalogItems, loadCatalogWords } from './catalog-items.ts'
import { type ImportRound, measureImport } from './measure-import.ts'
import { type LangchainTimes, measureLangchain } from './measure-langchain.ts'
import { createVectorTable, measureRecall, type RecallRow } from './measure-recall.ts'
import { type BenchQuery, measureSearch, type SearchTimes } from './measure-search.ts'
import { type BenchCatalog, openBenchCatalog } from './open-bench-catalog.ts'
import { type ImportMemory, runImportMemory } from './run-import-memory.ts'

export type CatalogReport = {
  machine: { cpu: string; cores: number; node: string }
  items: number
  embedding: string
  rounds: ImportRound[]
  memory: ImportMemory[]
  searches: SearchTimes[]
  recall: RecallRow[]
  langchain: LangchainTimes
}

export type CatalogBenchPlan = { items: number; rounds: number; queries: number; embedding: string; seed: number }

/** Null where the words that items are made of are not there. */
export async function measureCatalog(
  config: Config,
  plan: CatalogBenchPlan,
  say: (text: string) => void,
): Promise<CatalogReport | null> {
  const words = await loadCatalogWords(config.dataFolder)
  if (words === null) return null
  await mkdir(config.home, { recursive: true, mode: 0o700 })
  const catalog = await openBenchCatalog(config, config.home, plan.embedding)
  say(`embedding ${spaceOf(catalog.embeddings)}; ${plan.items} items, made anew with seed ${plan.seed}`)
  try {
    return await measure(catalog, words, plan, say)
  } finally {
    await catalog.stop()
  }
}

async function measure(
  catalog: BenchCatalog,
  words: CatalogWords,
  plan: CatalogBenchPlan,
  say: (text: string) => void,
): Promise<CatalogReport> {
  const table = createVectorTable(catalog.embeddings.dimensions, plan.items)
  const few: Parameters<typeof table.add>[0][] = []
  const keep = (row: (typeof few)[number]) => {
    table.add(row)
    if (few.length < langchainRows) few.push(row)
  }
  const items = catalogItems(words, plan.items, plan.seed)
  const rounds = await measureImport(catalog, items, { count: plan.items, rounds: plan.rounds }, keep, say)
  const queries = queriesOf(words, plan)
  say(`searching, ${queries.length} queries in each mode`)
  const searches = await measureSearch(catalog, queries, searchLimit)
  const texts = queries.slice(0, recallQueries).map(({ text }) => text)
  say(`recall, ${texts.length} queries of each tenant`)
  const recall = await measureRecall(catalog, table, texts)
  say('LangChain')
  const langchain = await measureLangchain(catalog, few, queries.slice(0, langchainQueries), searchLimit)
  say('memory')
  const memory: ImportMemory[] = []
  for (const heapMb of [null, smallHeapMb])
    for (const count of [...new Set([Math.min(fewItems, plan.items), plan.items])])
      memory.push(await runImportMemory(catalog.address, { ...plan, items: count }, heapMb))
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    node: process.version.slice(1),
  }
  return {
    machine,
    items: plan.items,
    embedding: spaceOf(catalog.embeddings),
    rounds,
    memory,
    searches,
    recall,
    langchain,
  }
}

/** As a draft asks for them. */
const searchLimit = 8
const recallQueries = 50
const langchainRows = 2_000
const langchainQueries = 20
const fewItems = 5_000
/** A third more than what an import holds. */
const smallHeapMb = 160

/** Texts like a seller's, of words that items are made of but of no item's words: a few of an item that is made apart. */
function queriesOf(words: CatalogWords, { queries, seed }: CatalogBenchPlan): BenchQuery[] {
  const random = createRandom(seed + 1)
  return [...catalogItems(words, queries, seed + 1)].map(({ tenant, item }) => {
    const said = [item.brand, ...Object.values(item.attributes ?? {}), item.category?.split(' > ').at(-1)]
    const text = said.filter((word) => typeof word === 'string' && random() < 0.7).join(' ')
    return { tenant, text: text === '' ? item.title : text }
  })
}
