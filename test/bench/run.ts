import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../src/config.ts'
import type { Platform } from '../../src/services/platform.ts'
import { startPlatform } from '../../src/services/start-platform.ts'
import { type BenchPhoto, benchPhotos } from './bench-photos.ts'
import { measureCatalog } from './catalog/measure-catalog.ts'
import { printCatalog } from './catalog/print-catalog.ts'
import { cpuBetween, cpuSeconds } from './cpu-seconds.ts'
import { measureEmbeddings } from './embeddings/measure-embeddings.ts'
import { printEmbeddings } from './embeddings/print-embeddings.ts'
import { runEndToEnd } from './end-to-end.ts'
import { measureEvals } from './evals/measure-evals.ts'
import { printEvals } from './evals/print-evals.ts'
import { measureReads } from './measure-reads.ts'
import { measureThroughput } from './measure-throughput.ts'
import { measureTokens } from './measure-tokens.ts'
import { measureNeighbors } from './neighbors/measure-neighbors.ts'
import { printNeighbors } from './neighbors/print-neighbors.ts'
import { printThroughput } from './print-throughput.ts'
import { printTokens } from './print-tokens.ts'
import { measureQueue } from './queue-overhead.ts'
import { type BenchReport, printReads, printReport, type Round } from './report.ts'
import { measureRetrieval } from './retrieval/measure-retrieval.ts'
import { printRetrieval } from './retrieval/print-retrieval.ts'
import { runSharpAlone, sweepSharpAlone } from './run-sharp-alone.ts'

// A program: `npm run bench`. The whole path without a model against sharp alone on the same photos, in turns, and the queue's
// own overhead a job; with `-- --reads`, the free reads alone; with `-- --throughput`, how a model's limit is kept; with
// `-- tokens [MODEL …]`, what a listing comes to in input tokens; with `-- retrieval`, how well searches rank the judged set;
// with `-- neighbors`, what similar items tell of held-out listings; with `-- embeddings`, how long each embedding takes for a
// text; with `-- catalog`, how fast and how well the index takes and finds `--items` items; with `-- evals`, what the runner of
// evals takes by itself. This process stands in the place of
// `up` (the supervisor) and of the caller; its own time is counted too.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    pairs: { type: 'string', default: '4' },
    listings: { type: 'string', default: '36' },
    reads: { type: 'boolean', default: false },
    throughput: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    items: { type: 'string', default: '50000' },
    queries: { type: 'string', default: '100' },
    embedding: { type: 'string', default: 'auto' },
    seed: { type: 'string', default: '1' },
    'time-scale': { type: 'string', default: '60' },
  },
})
/** One of each way of counting photos: patches with a large budget and a small one, tiles. */
const tokenModels = ['gpt-6-luna', 'gpt-5-mini', 'gpt-5.1']
const stopping = new AbortController()
process.once('SIGINT', () => stopping.abort()).once('SIGTERM', () => stopping.abort())

// The product as it comes, on services of its own: what is configured to be elsewhere is left alone. The children of the
// platform take their settings from here too.
for (const name of ['REDIS_URL', 'DATABASE_URL', 'PHOTO_STORE', 'MILVUS_ADDRESS', 'MODEL_BASE_URL', 'MODEL_NAME'])
  delete process.env[name]
const own = readConfig(process.env)
if (positionals[0] === 'tokens') {
  const rows = await measureTokens(own, positionals.length > 1 ? positionals.slice(1) : tokenModels)
  if (values.json) console.log(JSON.stringify({ tokens: rows }, null, 2))
  else printTokens(rows)
  process.exit()
}
if (positionals[0] === 'embeddings') {
  const reports = await measureEmbeddings(own)
  if (values.json) console.log(JSON.stringify({ embeddings: reports }, null, 2))
  else printEmbeddings(reports)
  process.exit()
}
if (positionals[0] === 'evals') {
  const report = await measureEvals(Number(values.rounds ?? 3), say)
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printEvals(report)
  process.exit()
}
if (positionals[0] === 'neighbors') {
  const report = await measureNeighbors(own)
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printNeighbors(report)
  process.exit()
}
if (positionals[0] === 'retrieval') {
  const report = await measureRetrieval(own)
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printRetrieval(report)
  process.exit()
}
if (positionals[0] === 'catalog') {
  const { items, queries, seed, embedding } = values
  const plan = {
    items: Number(items),
    rounds: Number(values.rounds ?? 10),
    queries: Number(queries),
    seed: Number(seed),
  }
  const report = await measureCatalog(own, { ...plan, embedding }, say)
  if (report === null)
    console.log(`Skipped: ${own.dataFolder} has no shopify-taxonomy, whose words the items are made of`)
  else if (values.json) console.log(JSON.stringify(report, null, 2))
  else printCatalog(report)
  process.exit()
}
if (values.throughput) {
  await mkdir(own.home, { recursive: true, mode: 0o700 })
  const given = {
    folder: own.home,
    count: 500,
    rounds: Number(values.rounds ?? 3),
    timeScale: Number(values['time-scale']),
  }
  const report = await measureThroughput(given, say, stopping.signal)
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printThroughput(report)
  process.exit()
}
const reads = await measureReads(own)
if (values.reads) {
  if (values.json) console.log(JSON.stringify({ reads }, null, 2))
  else printReads(reads)
  process.exit()
}
const benchFolder = join(own.home, 'bench')
await mkdir(benchFolder, { recursive: true, mode: 0o700 })
const runFolder = await mkdtemp(join(benchFolder, 'run-'))
const platformHome = join(runFolder, 'platform')
try {
  const photos = await benchPhotos(join(benchFolder, 'photos'))
  const report = await bench(photos, Number(values.pairs), Number(values.listings))
  if (values.json) console.log(JSON.stringify(report, null, 2))
  else printReport(report)
} finally {
  await rm(runFolder, { recursive: true, force: true })
}

function say(text: string): void {
  console.error(text)
}

async function bench(photos: readonly BenchPhoto[], pairCount: number, listings: number): Promise<BenchReport> {
  const config = readConfig({ ...process.env, HANGTAG_HOME: platformHome, HANGTAG_PYTHON: own.pythonFolder })
  const sweep = await sweepSharpAlone(photos, config.photos)
  const inFlight = sweep.reduce((best, one) => (one.photosPerSecond > best.photosPerSecond ? one : best)).inFlight
  const pairs: BenchReport['pairs'] = []
  const platform = await startPlatform({ config, port: null, report: say, signal: stopping.signal })
  try {
    say('warming up')
    await runEndToEnd(platform, photos, 8)
    for (let pair = 1; pair <= pairCount; pair += 1) {
      stopping.signal.throwIfAborted()
      const path = await measurePath(platform, photos, listings)
      const sharp = await measureSharp(photos, listings, inFlight)
      pairs.push({ path, sharp })
      say(`pair ${pair} of ${pairCount}: ${path.seconds.toFixed(1)} s, sharp alone ${sharp.seconds.toFixed(1)} s`)
    }
  } finally {
    await platform.stop()
  }
  say('queue alone')
  const { concurrency } = config.queue
  const queue = await measureQueue(config, join(runFolder, 'queue'), [1, concurrency, 1, concurrency, 1, concurrency])
  return {
    machine: {
      cpu: cpus()[0]?.model ?? 'unknown processor',
      cores: availableParallelism(),
      node: process.version.slice(1),
      platform: `${process.platform} ${process.arch}`,
    },
    photo: { perListing: photos.length, megabytes: photos.map(({ bytes }) => bytes.length / 1_000_000) },
    listings,
    inFlight,
    sweep,
    pairs,
    queue,
    reads,
  }
}

async function measurePath(platform: Platform, photos: readonly BenchPhoto[], listings: number): Promise<Round> {
  const before = await cpuSeconds(platformHome, 'bench')
  const seconds = await runEndToEnd(platform, photos, listings)
  const { processes, machine } = cpuBetween(before, await cpuSeconds(platformHome, 'bench'))
  const used = sum(processes)
  return { seconds, cpuSeconds: used, processes, others: (machine - used) / seconds / availableParallelism() }
}

/** The platform stays up and idle meanwhile; what it uses then is neither sharp's nor another program's. */
async function measureSharp(photos: readonly BenchPhoto[], listings: number, inFlight: number): Promise<Round> {
  const before = await cpuSeconds(platformHome, 'bench')
  const sharp = await runSharpAlone(photos, own.photos, listings * photos.length, inFlight)
  const { processes, machine } = cpuBetween(before, await cpuSeconds(platformHome, 'bench'))
  const others = (machine - sum(processes) - sharp.cpuSeconds) / sharp.seconds / availableParallelism()
  return { ...sharp, processes: { sharp: sharp.cpuSeconds }, others }
}

function sum(parts: Record<string, number>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0)
}
