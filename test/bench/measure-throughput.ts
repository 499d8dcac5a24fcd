import { mkdtemp, rm } from 'node:fs/promises'
import { availableParallelism, cpus } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { cpuBetween, cpuSeconds } from './cpu-seconds.ts'
import { judgeAnswers, type Pace } from './judge-answers.ts'
import { langchainInput, runLangchain } from './run-langchain.ts'
import { startThroughputPlatform } from './throughput-platform.ts'

/** One side, once. */
export type ThroughputRound = Pace & {
  /** Listings that came to nothing: no draft, or one without the model; of LangChain, inputs that threw. */
  lost: number
  /** From the start of the work to its end. */
  seconds: number
  /** Milliseconds of CPU a listing, of each process of the product; empty for the other side, which runs in this one. */
  cpuMs: Record<string, number>
}

export type ThroughputReport = {
  machine: { cpu: string; cores: number; node: string }
  listings: number
  limit: typeof limit & { latencyMs: number }
  rounds: { what: string; outage: boolean; measured: ThroughputRound[] }[]
}

/** 60 a minute, time scaled 60-fold: 60 a second, 6 at once; answers take 2 s, which is 33 ms. */
const limit = { requestsPerMinute: 60, burst: 6, timeScale: 60 }
const latencyMs = 33
/** So many answers in, the endpoint is down for so long: 2 minutes of the scaled time. */
const outage = { afterAnswers: 200, ms: 2_000 }
const deadlineMs = 180_000
/** What a person tries first, what the limit and the latency come to, and what is safe by far. */
const maxConcurrencies = [16, 4, 2]

/**
 * `count` listings of one call each, end to end, against an endpoint that keeps a limit; then with an outage in the middle. In the
 * same run the same number of requests through LangChain's `batch({ maxConcurrency })` with `withRetry`, on the same endpoint.
 */
export async function measureThroughput(
  options: { folder: string; count: number; rounds: number },
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<ThroughputReport> {
  const { count } = options
  const model = await startModelServer()
  const report: ThroughputReport['rounds'] = []
  const add = (what: string, isOutage: boolean, measured: ThroughputRound) => {
    const known = report.find((row) => row.what === what && row.outage === isOutage)
    if (known === undefined) report.push({ what, outage: isOutage, measured: [measured] })
    else known.measured.push(measured)
    const { share, tooMany, lost, seconds } = measured
    const cpu = Object.entries(measured.cpuMs).map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
    say(
      `${what}${isOutage ? ', with an outage' : ''}: ${seconds.toFixed(1)} s, ${(share * 100).toFixed(1)} % of the limit, ${tooMany} × 429, ${lost} lost${cpu.length === 0 ? '' : `, ms of CPU a listing: ${cpu.join(', ')}`}`,
    )
  }
  try {
    for (let round = 0; round < options.rounds; round += 1)
      for (const isOutage of [false, true]) {
        signal.throwIfAborted()
        add('hangtag', isOutage, await runProduct(model, options.folder, count, isOutage, say))
        for (const maxConcurrency of maxConcurrencies) {
          signal.throwIfAborted()
          const measured = await measure(model, isOutage, () =>
            runLangchain(model.url, langchainInput(count), maxConcurrency),
          )
          add(`LangChain, maxConcurrency ${maxConcurrency}`, isOutage, measured)
        }
      }
  } finally {
    await model.stop()
  }
  const machine = {
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: availableParallelism(),
    node: process.version.slice(1),
  }
  return { machine, listings: count, limit: { ...limit, latencyMs }, rounds: report }
}

/** Listings wait in the queue when the clock starts: what is measured is the work on them, and not how fast they are sent. */
async function runProduct(
  model: ModelServer,
  folder: string,
  count: number,
  isOutage: boolean,
  say: (text: string) => void,
) {
  const home = await mkdtemp(join(folder, 'throughput-'))
  const platform = await startThroughputPlatform({ home, modelUrl: model.url, report: () => {} })
  try {
    say(`sending ${count} listings`)
    await platform.send(count)
    return await measure(model, isOutage, async () => {
      await platform.startWorkers()
      const signal = AbortSignal.timeout(deadlineMs)
      // What starting takes is not a listing's.
      while ((await model.answers()).length === 0) await delay(50, undefined, { signal })
      const before = await cpuSeconds(home, 'bench')
      const { lost } = await platform.whenDone(signal)
      const { processes } = cpuBetween(before, await cpuSeconds(home, 'bench'))
      const each = Object.entries(processes).map(([name, seconds]) => [name, (seconds * 1_000) / count])
      return { lost, cpuMs: Object.fromEntries(each) as Record<string, number> }
    })
  } finally {
    await platform.stop()
    await rm(home, { recursive: true, force: true })
  }
}

/** Runs one side against a fresh bucket. */
async function measure(
  model: ModelServer,
  isOutage: boolean,
  run: () => Promise<{ lost: number; cpuMs?: Record<string, number> }>,
): Promise<ThroughputRound> {
  await model.play([], { latencyMs, limit })
  const over = new AbortController()
  const trouble = isOutage ? breakInTheMiddle(model, over.signal) : Promise.resolve(0)
  const started = performance.now()
  try {
    const { lost, cpuMs = {} } = await run()
    const seconds = (performance.now() - started) / 1_000
    over.abort()
    const downMs = await trouble
    return {
      ...judgeAnswers(await model.answers(), (limit.requestsPerMinute * limit.timeScale) / 60, downMs),
      lost,
      seconds,
      cpuMs,
    }
  } finally {
    over.abort()
  }
}

/** Down once enough was answered; returns for how long. */
async function breakInTheMiddle(model: ModelServer, signal: AbortSignal): Promise<number> {
  for (;;) {
    if (signal.aborted) return 0
    const good = (await model.answers()).filter(({ status }) => status === 200).length
    if (good >= outage.afterAnswers) break
    await delay(50)
  }
  await model.change({ otherwise: 'overloaded' })
  await delay(outage.ms)
  await model.change({ otherwise: 'ok' })
  return outage.ms
}
