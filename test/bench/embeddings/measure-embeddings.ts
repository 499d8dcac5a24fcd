import { performance } from 'node:perf_hooks'
import { type CatalogEmbeddings, spaceOf } from '../../../src/catalog/catalog-embeddings.ts'
import { openEmbeddings } from '../../../src/compose.ts'
import type { Config } from '../../../src/config.ts'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import { createLog } from '../../../src/observability/create-log.ts'

/** Milliseconds a text: of the clock, and of CPU, which hardly depends on what else the machine was doing. */
type EmbeddingTime = { what: string; clockMs: number; cpuMs: number }

export type EmbeddingReport = {
  space: string
  /** From nothing to the first vector. */
  loadMs: number
  times: EmbeddingTime[]
  /** Of the process: before the embedding was opened, with it loaded, and after everything that was measured. */
  residentMb: { before: number; loaded: number; after: number }
}

/** How long each embedding that needs nobody else takes for a text, and what it takes of memory. */
export async function measureEmbeddings(config: Config): Promise<EmbeddingReport[]> {
  const source = await openEmbeddings(config, createLog({ name: 'bench', level: 'silent' }), {
    fetch: false,
    ask: false,
  })
  const reports: EmbeddingReport[] = []
  for (const wish of ['ngram', 'local']) {
    const before = residentMb()
    const started = performance.now()
    const embeddings = await source.open(wish).catch(nullIfUnavailable)
    if (embeddings === null) continue
    await embeddings.embedQuery('ready')
    const loadMs = performance.now() - started
    const loaded = residentMb()
    const times = await timesOf(embeddings)
    reports.push({ space: spaceOf(embeddings), loadMs, times, residentMb: { before, loaded, after: residentMb() } })
  }
  return reports
}

async function timesOf(embeddings: CatalogEmbeddings): Promise<EmbeddingTime[]> {
  const titles = Array.from({ length: 320 }, (_, place) => `Blue denim jeans slim fit number ${place} size M`)
  const long = titles
    .slice(0, 64)
    .map((title) => `${title} with long sleeves and a collar. `.repeat(40).slice(0, 1_000))
  const characters = long.map((_, place) => `棉質長袖襯衫復古寬鬆${place}`.repeat(100).slice(0, 1_000))
  const batched = (texts: string[]) => async () => void (await embeddings.embedDocuments(texts))
  const alone = async () => {
    for (const title of titles) await embeddings.embedQuery(title)
  }
  await batched(titles)()
  return [
    await timed('a title, 32 at once', titles.length, batched(titles)),
    await timed('a title alone', titles.length, alone),
    await timed('1,000 characters', long.length, batched(long)),
    await timed('1,000 Chinese characters', characters.length, batched(characters)),
  ]
}

/** The best of five: what others do meanwhile only adds. */
async function timed(what: string, texts: number, work: () => Promise<void>): Promise<EmbeddingTime> {
  const rounds: { clockMs: number; cpuMs: number }[] = []
  for (let round = 0; round < 5; round += 1) {
    const cpu = process.cpuUsage()
    const started = performance.now()
    await work()
    const clockMs = (performance.now() - started) / texts
    const { user, system } = process.cpuUsage(cpu)
    rounds.push({ clockMs, cpuMs: (user + system) / 1_000 / texts })
  }
  const least = (of: 'clockMs' | 'cpuMs') => Math.min(...rounds.map((round) => round[of]))
  return { what, clockMs: least('clockMs'), cpuMs: least('cpuMs') }
}

function residentMb(): number {
  return Math.round(process.memoryUsage.rss() / 1e6)
}

function nullIfUnavailable(error: unknown): null {
  if (error instanceof HangtagError && error.code === 'catalog-embedding-unavailable') return null
  throw error
}
