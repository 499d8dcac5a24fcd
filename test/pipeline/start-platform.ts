import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { composeApi, composeWorkers, type WorkerParts } from '../../src/compose.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { nullIfMissing } from '../../src/domain/null-if-missing.ts'
import type { ListingRecord } from '../../src/domain/record.ts'
import { type RunningWorkers, startWorkers } from '../../workers/start-workers.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { until } from '../stubs/until.ts'

export type Platform = {
  config: Config
  parts: WorkerParts
  /** Whose listings they are where nothing is said. */
  tenant: string
  /** Sends a request as the ops key in the given tenant. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The record once it is in one of the states. */
  listing(id: string, ...states: ListingRecord['state'][]): Promise<ListingRecord>
  stopWorkers(): Promise<void>
  runWorkers(): void
  stop(): Promise<void>
  /** Removes the folder; `stop` leaves it, so that a test can look at what is in it. */
  remove(): Promise<void>
}
// biome-ignore lint/suspicious/noExplicitAny: what an API answers is what the test is about
type Answer = { status: number; headers: Headers; body: any }

let platforms = 0

/** API and workers in this process, on the given Redis and Milvus, with a folder, tenant and key prefix of their own. */
export async function startPlatform(
  environment: Record<string, string>,
  options: { workers: boolean } = { workers: true },
): Promise<Platform> {
  platforms += 1
  const home = await mkdtemp(join(tmpdir(), 'hangtag-platform-'))
  const tenant = `t${process.pid}-${platforms}`
  const settings = {
    HANGTAG_HOME: home,
    LOG_LEVEL: 'error',
    PORT: '0',
    OPS_KEY: 'ops-key-of-this-test',
    WORKER_KEY: 'worker-key-of-this-test',
    QUEUE_PREFIX: `{${tenant}}`,
    // Whatever models this machine has: all platforms of a test run share one catalog.
    EMBEDDINGS: 'ngram',
    JOB_BACKOFF_MS: '20',
    SWEEP_INTERVAL_MS: '200',
    STOP_DEADLINE_MS: '3000',
    ...environment,
  }
  await copyDatabase(readConfig(settings).databaseFolder)
  const api = await composeApi(readConfig(settings))
  const url = await api.listen()
  const config = readConfig({ ...settings, API_URL: url })
  const parts = await composeWorkers(config)
  await parts.ready(AbortSignal.timeout(10_000))
  let workers: RunningWorkers | null = options.workers ? startWorkers(parts) : null

  const call: Platform['call'] = async (method, path, body, headers = {}) => {
    const form = body instanceof FormData
    const answer = await fetch(url + path, {
      method,
      headers: {
        authorization: `Bearer ${config.http.opsKey}`,
        'hangtag-tenant': tenant,
        ...(body === undefined || form ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const json = answer.headers.get('content-type')?.includes('json') === true
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text }
  }
  const stopWorkers = async () => {
    await workers?.stop()
    workers = null
  }
  return {
    config,
    parts,
    tenant,
    call,
    listing: (id, ...states) =>
      until(
        `listing ${id} to be ${states.join(' or ')}`,
        async () => {
          const { body } = await call('GET', `/v1/listings/${id}`)
          return states.includes(body.state) ? (body as ListingRecord) : null
        },
        30_000,
      ),
    stopWorkers,
    runWorkers: () => {
      workers ??= startWorkers(parts)
    },
    stop: async () => {
      await stopWorkers()
      await parts.close()
      await api.close()
    },
    remove: () => rm(home, { recursive: true, force: true }),
  }
}

/** Every file under a folder, by its path. One that goes away while this looks is looked for again. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(nullIfMissing)
  if (entries === null) return existsSync(folder) ? filesIn(folder) : []
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
