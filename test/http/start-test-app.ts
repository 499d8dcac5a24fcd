import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { pino } from 'pino'
import { type JobOrder, queueNames } from '../../src/domain/job.ts'
import type { Scope } from '../../src/domain/scope.ts'
import { createApp } from '../../src/http/app.ts'
import type { AppDeps } from '../../src/http/app-deps.ts'
import type { App } from '../../src/http/route-context.ts'
import { defaultSettings } from '../../src/pipeline/default-settings.ts'
import type { JobQueue } from '../../src/queue/job-queue.ts'
import { createFolderPhotoStore } from '../../src/store/folder-photo-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { Store } from '../../src/store/store.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import { copyDatabase } from '../store/copy-database.ts'

export const opsKey = 'ops-key-of-this-test'
export const workerKey = 'worker-key-of-this-test'

// biome-ignore lint/suspicious/noExplicitAny: what an API answers is what the test is about
export type Answer = { status: number; headers: Headers; body: any }

export type TestApp = {
  app: App
  url: string
  deps: AppDeps
  /** What was enqueued, in order. */
  enqueued: JobOrder[]
  /** Sends a request; without `key` as the ops key. A body that is no form is sent as JSON. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  /** A key's text. */
  makeKey(tenant: string, scopes: Scope[]): Promise<string>
  /** Every object in the photo store. */
  photoFiles(): Promise<string[]>
  countListings(): Promise<number>
  close(): Promise<void>
}
type CallOptions = { key?: string | null; body?: unknown; headers?: Record<string, string> }

/**
 * The real app on a real PGlite, a folder and a real Redis, listening on a free port; the queue only remembers. A store that is
 * given is shared, and stays open.
 */
export async function startTestApp(redisUrl: string, changes: Partial<AppDeps> = {}): Promise<TestApp> {
  const home = await mkdtemp(join(tmpdir(), 'hangtag-http-'))
  const store = changes.store ?? (await openCopy(join(home, 'database')))
  const redis = new Redis(redisUrl, { lazyConnect: true })
  const enqueued: JobOrder[] = []
  const deps: AppDeps = {
    store,
    photoStore: createFolderPhotoStore(join(home, 'photos')),
    queue: rememberingQueue(enqueued),
    redis,
    catalog: null,
    pictureOf: null,
    taxonomy: await loadTaxonomy(),
    spending: { read: async () => null },
    modelFlows: [],
    settings: defaultSettings({ model: null, reviewBelow: 0.5 }),
    keys: { ops: opsKey, worker: workerKey },
    limits: {
      photos: { bytesMax: 25_000_000, pixelsMax: 50_000_000, countMax: 16 },
      textCharactersMax: 10_000,
      rateLimitPerMinute: 6_000,
      catalogWaitingBytesMax: 100_000_000,
      tenantBudgetUsd: null,
    },
    fetchAllow: [],
    log: pino({ level: 'silent' }),
    eventPollMs: 100,
    ...changes,
  }
  const app = await createApp(deps)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    app,
    url,
    deps,
    enqueued,
    call: (method, path, options = {}) => call(url, method, path, options),
    makeKey: async (tenant, scopes) => (await store.keys.create({ tenant, name: 'test', scopes })).text,
    photoFiles: () => filesUnder(join(home, 'photos')),
    countListings: async () =>
      Object.values(await store.listings.countByState()).reduce((sum, count) => sum + count, 0),
    close: async () => {
      await app.close()
      redis.disconnect()
      if (changes.store === undefined) await store.close()
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function openCopy(folder: string): Promise<Store> {
  await copyDatabase(folder)
  return await openStore({ databaseUrl: null, folder })
}

async function call(url: string, method: string, path: string, options: CallOptions): Promise<Answer> {
  const { key = opsKey, body, headers = {} } = options
  const raw = body instanceof FormData || typeof body === 'string' || body instanceof Uint8Array
  const answer = await fetch(url + path, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined || raw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: raw ? (body as string) : JSON.stringify(body) }),
  })
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
}

function rememberingQueue(enqueued: JobOrder[]): JobQueue {
  return {
    enqueue: async (orders) => void enqueued.push(...orders),
    missing: async () => [],
    remove: async () => {},
    clearEvents: async () => {},
    counts: async () => Object.fromEntries(queueNames.map((name) => [name, { waiting: 0 }])) as never,
    queues: [],
    check: async () => {},
    close: async () => {},
  }
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
