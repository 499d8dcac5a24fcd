import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Queue } from 'bullmq'
import { Pool } from 'undici'
import { childEnvironment } from '../../src/config.ts'
import { freePort } from '../../src/services/free-port.ts'
import { isHealthy } from '../../src/services/is-healthy.ts'
import { nodeChild } from '../../src/services/node-child.ts'
import { redisChild } from '../../src/services/redis-child.ts'
import { redisProgram } from '../../src/services/redis-program.ts'
import { createSupervisor } from '../../src/services/supervisor.ts'

export type ThroughputPlatform = {
  /** Sends so many listings and waits for their drafts, as fast as it goes: what is new to a process is slow. */
  warmUp(count: number, signal: AbortSignal): Promise<void>
  /** Sends listings that wait in the queue until `release`. */
  hold(count: number): Promise<void>
  release(): Promise<void>
  /** Waits for every draft; how many of the listings that were held have none, or one that the model had no part in. */
  whenDone(signal: AbortSignal): Promise<{ lost: number }>
  stop(): Promise<void>
}

const keys = { ops: 'ops-key-of-the-bench-0001', worker: 'worker-key-of-the-bench-1' }
const readyMs = 60_000
const quiet = () => {}
const queuePrefix = '{hangtag-bench}'
/** Processes of workers: reading and planning keeps one core busy at some 50 listings a second. */
const workerProcesses = 2
const pollMs = 250
const pageSize = 100

/**
 * The product's own processes as `up` starts them, but with two of workers, a real PostgreSQL in the place of the embedded database (60 listings a second are no load for one machine's demo), and no Milvus Lite: its searches
 * take the processor that this machine has too little of, and no call waits for them.
 */
export async function startThroughputPlatform({
  home,
  modelUrl,
  databaseUrl,
}: {
  home: string
  modelUrl: string
  databaseUrl: string
}): Promise<ThroughputPlatform> {
  const supervisor = await createSupervisor(home, quiet)
  const [port, redisPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const environment = childEnvironment({
    HANGTAG_HOME: home,
    DATABASE_URL: databaseUrl,
    REDIS_URL: `redis://127.0.0.1:${redisPort}`,
    PORT: String(port),
    API_URL: url,
    OPS_KEY: keys.ops,
    WORKER_KEY: keys.worker,
    QUEUE_PREFIX: queuePrefix,
    RATE_LIMIT_PER_MINUTE: '1000000',
    LOG_LEVEL: 'error',
    MODEL_BASE_URL: modelUrl,
    MODEL_NAME: 'a-model',
    // One call a listing.
    MODEL_READS: 'single',
    COPY_WRITER: 'fields',
  })
  const redis = await redisProgram(quiet)
  await supervisor.start(await redisChild({ program: redis, folder: `${home}/redis`, port: redisPort }), { readyMs })
  const isReady = () => isHealthy(url)
  await supervisor.start(
    nodeChild({ name: 'api', arguments: [programs.cli, 'serve'], environment, stopMs: 5_000, isReady }),
    { readyMs },
  )

  const headers = { authorization: `Bearer ${keys.ops}`, 'hangtag-tenant': 'bench', 'content-type': 'application/json' }
  const pool = new Pool(url, { connections: 4 })
  const ask = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const answer = await pool.request({
      method,
      path,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    // biome-ignore lint/suspicious/noExplicitAny: answers of the API, of which a number or an id is wanted
    const said = (await answer.body.json()) as any
    if (answer.statusCode >= 300)
      throw new Error(`${method} ${path} answered ${answer.statusCode}: ${JSON.stringify(said)}`)
    return said
  }
  const send = async (texts: readonly string[]) => {
    const made = await Promise.all(texts.map((text) => ask('POST', '/v1/listings', { text })))
    return made.map(({ listingId }) => listingId as string)
  }
  const settled = async (signal: AbortSignal) => {
    for (const state of ['received', 'digitizing'])
      while ((await ask('GET', `/v1/listings?state=${state}&limit=1`)).listings.length > 0)
        await delay(pollMs, undefined, { signal })
  }
  for (let process = 1; process <= workerProcesses; process += 1) {
    const plan = { name: `workers-${process}`, arguments: [programs.workers], environment, stopMs: 8_000 }
    await supervisor.start(nodeChild({ ...plan, isReady: async () => true }), { readyMs })
  }
  const queue = new Queue('digitize', { connection: { host: '127.0.0.1', port: redisPort }, prefix: queuePrefix })
  let held: string[] = []
  return {
    async warmUp(count, signal) {
      await send(Array.from({ length: count }, (_, item) => `Red wool sweater, size S, item ${item}`))
      await settled(signal)
    },
    async hold(count) {
      await queue.pause()
      held = await send(Array.from({ length: count }, (_, item) => `Blue cotton dress, size M, item ${item}`))
    },
    release: () => queue.resume(),
    async whenDone(signal) {
      await settled(signal)
      const records = await drafts(ask)
      const whole = records.filter(({ provenance }) => provenance?.degraded.includes('model') === false)
      const done = new Set(whole.map(({ listingId }) => listingId))
      return { lost: held.filter((id) => !done.has(id)).length }
    },
    async stop() {
      await queue.close()
      await pool.destroy()
      await supervisor.stop()
    },
  }
}

type Listed = { listingId: string; provenance: { degraded: string[] } | null }

async function drafts(
  ask: (method: 'GET', path: string) => Promise<{ listings: Listed[]; next: string | null }>,
): Promise<Listed[]> {
  const records: Listed[] = []
  for (const state of ['draft', 'needs-review']) {
    let cursor: string | null = null
    do {
      const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page = await ask('GET', `/v1/listings?state=${state}&limit=${pageSize}${after}`)
      records.push(...page.listings)
      cursor = page.next
    } while (cursor !== null)
  }
  return records
}

const programs = {
  cli: fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url)),
  workers: fileURLToPath(new URL('../../workers/start.ts', import.meta.url)),
}
