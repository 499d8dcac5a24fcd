import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, childEnvironment } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { loadCalibration } from '../reconcile/load-calibration.ts'
import { loadTaxonomy } from '../taxonomy/load-taxonomy.ts'
import { apiPort } from './api-port.ts'
import { freePort } from './free-port.ts'
import { isHealthy } from './is-healthy.ts'
import { milvusChild } from './milvus-child.ts'
import { milvusLiteProgram } from './milvus-lite-program.ts'
import { nodeChild } from './node-child.ts'
import { newSecret, opsKey } from './ops-key.ts'
import type { Platform } from './platform.ts'
import { redisChild } from './redis-child.ts'
import { redisProgram } from './redis-program.ts'
import type { Report } from './report.ts'
import { removeRunFile } from './run-file.ts'
import { createRunKey } from './run-key.ts'
import { createSupervisor, type Supervisor } from './supervisor.ts'

export type StartedPlatform = Platform & { stop(): Promise<void> }

type Start = {
  config: Config
  /** Null: any free one. */
  port: number | null
  report: Report
  signal: AbortSignal
}

const readyMs = 60_000
const milvusReadyMs = 30_000

/**
 * Starts every part that is not configured to be elsewhere, in order: Redis and Milvus Lite, the API, the workers. They run
 * until `stop`, and never longer than this process. Throws `HangtagError`: `locked` where another run has the home,
 * `port-busy`, `redis-missing`, `child-not-ready`, those of `loadTaxonomy`; what was started is ended then. Without Milvus Lite it goes on and says so.
 */
export async function startPlatform(start: Start): Promise<StartedPlatform> {
  // A folder of the user's own may be wrong: said here once, and not by an API and workers that start again and again.
  if (start.config.taxonomyFolder !== null) await loadTaxonomy(start.config.taxonomyFolder)
  if (start.config.calibrationFile !== null) await loadCalibration(start.config.calibrationFile)
  const supervisor = await createSupervisor(start.config.home, start.report)
  try {
    // The home is ours alone: what a killed run left says nothing true any more.
    await removeRunFile(start.config.home)
    return await startParts(start, supervisor)
  } catch (error) {
    await supervisor.stop()
    throw error
  }
}

async function startParts(start: Start, supervisor: Supervisor): Promise<StartedPlatform> {
  const { config, report, signal } = start
  const port = await apiPort(config.http.host, start.port)
  const [redisUrl, milvusAddress] = await Promise.all([startRedis(start, supervisor), startMilvus(start, supervisor)])

  const url = `http://${localHost(config.http.host)}:${port}`
  const keys = { ops: await opsKey(config.home, config.http.opsKey), worker: newSecret('worker') }
  const environment = childEnvironment({
    HANGTAG_HOME: config.home,
    REDIS_URL: redisUrl,
    MILVUS_ADDRESS: milvusAddress ?? '',
    HOST: config.http.host,
    PORT: String(port),
    API_URL: url,
    OPS_KEY: keys.ops,
    WORKER_KEY: keys.worker,
  })
  const stopMs = config.queue.stopDeadlineMs + 5_000
  const api = nodeChild({
    name: 'api',
    arguments: [programs.cli, 'serve'],
    environment,
    stopMs,
    isReady: () => isHealthy(url),
  })
  await supervisor.start(api, { readyMs, signal })
  report(`api      ${url}`)
  // The workers wait for the API by themselves; jobs wait for the workers in the queue.
  const workers = nodeChild({
    name: 'workers',
    arguments: [programs.workers],
    environment,
    stopMs,
    isReady: async () => true,
  })
  await supervisor.start(workers, { readyMs, signal })
  report('workers  started')

  const key = await createRunKey(url, keys.ops, join(config.home, 'run'))
  const stop = async () => {
    try {
      await key.revoke()
    } catch (error) {
      // The API may be down at this moment; the next start revokes it.
      if (!(error instanceof HangtagError)) throw error
      report(`The key of this run was not revoked: ${error.message}`)
    } finally {
      await supervisor.stop()
    }
  }
  return { url, apiKey: key.text, opsKey: keys.ops, stop }
}

/** How a server that listens on `host` is reached from this machine. */
function localHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

const programs = {
  cli: fileURLToPath(new URL('../cli/main.ts', import.meta.url)),
  workers: fileURLToPath(new URL('../../workers/start.ts', import.meta.url)),
}

async function startRedis({ config, report, signal }: Start, supervisor: Supervisor): Promise<string> {
  if (config.redisUrl !== null) return config.redisUrl
  const program = await redisProgram(report, signal)
  const port = await freePort()
  const folder = join(config.home, 'redis')
  await supervisor.start(await redisChild({ program, folder, port }), { readyMs, signal })
  report(`redis    127.0.0.1:${port}, data in ${folder}`)
  return `redis://127.0.0.1:${port}`
}

/** The address, or null where Milvus Lite cannot be had: the product runs without neighbors then. */
async function startMilvus({ config, report, signal }: Start, supervisor: Supervisor): Promise<string | null> {
  if (config.milvus.address !== null) return config.milvus.address
  const port = await freePort()
  const folder = join(config.home, 'milvus')
  try {
    const program = await milvusLiteProgram(config.pythonFolder, report, signal)
    await supervisor.start(await milvusChild({ program, folder, port }), { readyMs: milvusReadyMs, signal })
    report(`milvus   127.0.0.1:${port}, data in ${folder}`)
  } catch (error) {
    if (!(error instanceof HangtagError)) throw error
    if (error.code === 'milvus-lite-missing') {
      report(`${error.message}\nGoing on without neighbors: drafts come from the listing alone.`)
      return null
    }
    if (error.code !== 'child-not-ready') throw error
    report(`${error.message}\nGoing on without neighbors until it is.`)
  }
  return `127.0.0.1:${port}`
}
