import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '../store/start-postgres.ts'
import { cpuBetween, cpuSeconds } from './cpu-seconds.ts'
import type { Pace } from './judge-answers.ts'
import { type EndpointTimes, endpointTimes, type LimitedEndpoint, startLimitedEndpoint } from './limited-endpoint.ts'
import { langchainInput, runLangchain } from './run-langchain.ts'
import { startThroughputPlatform } from './throughput-platform.ts'

/** One side, once. */
export type ThroughputRound = Pace & {
  /** Listings that came to nothing: no draft, or one without the model; of LangChain, inputs that threw. */
  lost: number
  /** From the start of the work to its end. */
  seconds: number
  /** Of the product only. */
  cpu: ProductCpu | null
}

/** Milliseconds a listing, by process; and the part of the machine's CPU that was in use meanwhile, by whomever, 0 to 1. */
type ProductCpu = { ms: Record<string, number>; busy: number }

export type ThroughputReport = {
  machine: { cpu: string; cores: number; node: string }
  listings: number
  endpoint: EndpointTimes
  rows: { what: string; isOutage: boolean; rounds: ThroughputRound[] }[]
}

const deadlineMs = 300_000
const warmUpListings = 60
/** What a person tries first; what is usual; and just what the limit and the time of an answer come to. */
const maxConcurrencies = [16, 4, 2]

/**
 * `count` listings of one call each, end to end, against an endpoint that keeps a limit; then with an outage in the middle. In the
 * same run the same number of requests through LangChain's `batch({ maxConcurrency })` with `withRetry`, on the same endpoint.
 */
export async function measureThroughput(
  options: { folder: string; count: number; rounds: number; timeScale: number },
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<ThroughputReport> {
  const { folder, count, timeScale } = options
  const endpoint = await startLimitedEndpoint(timeScale)
  const sides = [
    { what: 'hangtag', run: (isOutage: boolean) => runProduct(endpoint, folder, count, isOutage) },
    ...maxConcurrencies.map((maxConcurrency) => ({
      what: `LangChain, maxConcurrency ${maxConcurrency}`,
      run: (isOutage: boolean) => runPlain(endpoint, count, maxConcurrency, isOutage),
    })),
  ]
  const rows = [false, true].flatMap((isOutage) =>
    sides.map(({ what, run }) => ({ what, isOutage, run, rounds: [] as ThroughputRound[] })),
  )
  try {
    for (let round = 1; round <= options.rounds; round += 1)
      for (const { what, isOutage, run, rounds } of rows) {
        signal.throwIfAborted()
        const measured = await run(isOutage)
        rounds.push(measured)
        say(`round ${round}, ${what}${isOutage ? ', with an outage' : ''}: ${inWords(measured)}`)
      }
  } finally {
    await endpoint.model.stop()
  }
  const cpu = cpus()[0]?.model ?? 'unknown processor'
  const machine = { cpu, cores: availableParallelism(), node: process.version.slice(1) }
  return { machine, listings: count, endpoint: endpointTimes(timeScale), rows: rows.map(({ run: _, ...row }) => row) }
}

/** Listings wait in the queue when the clock starts: what is measured is the work on them, and not how fast they are sent. */
async function runProduct(
  endpoint: LimitedEndpoint,
  folder: string,
  count: number,
  isOutage: boolean,
): Promise<ThroughputRound> {
  const home = await mkdtemp(join(folder, 'throughput-'))
  const database = await startPostgres()
  const platform = await startThroughputPlatform({ home, modelUrl: endpoint.model.url, databaseUrl: database.url })
  try {
    await platform.warmUp(warmUpListings, AbortSignal.timeout(deadlineMs))
    await platform.hold(count)
    const { result, ...pace } = await endpoint.measure(count, isOutage, async () => {
      const signal = AbortSignal.timeout(deadlineMs)
      const [before, began] = [await cpuSeconds(home, 'bench'), performance.now()]
      await platform.release()
      const done = await platform.whenDone(signal)
      const used = cpuBetween(before, await cpuSeconds(home, 'bench'))
      const available = ((performance.now() - began) / 1_000) * availableParallelism()
      const ms = Object.entries(used.processes).map(([name, seconds]) => [name, (seconds * 1_000) / count])
      return { ...done, cpu: { ms: Object.fromEntries(ms) as Record<string, number>, busy: used.machine / available } }
    })
    return { ...pace, ...result }
  } finally {
    await platform.stop()
    await database.remove()
    await rm(home, { recursive: true, force: true })
  }
}

async function runPlain(
  endpoint: LimitedEndpoint,
  count: number,
  maxConcurrency: number,
  isOutage: boolean,
): Promise<ThroughputRound> {
  const { result, ...pace } = await endpoint.measure(count, isOutage, () =>
    runLangchain(endpoint.model.url, langchainInput(count), maxConcurrency),
  )
  return { ...pace, ...result, cpu: null }
}

function inWords({ seconds, share, tooMany, lost, cpu }: ThroughputRound): string {
  const kept = `${seconds.toFixed(1)} s, ${(share * 100).toFixed(1)} % of the limit, ${tooMany} × 429, ${lost} lost`
  if (cpu === null) return kept
  const each = Object.entries(cpu.ms).map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
  return `${kept}; ms of CPU a listing: ${each.join(', ')}; machine ${(cpu.busy * 100).toFixed(0)} % busy`
}
