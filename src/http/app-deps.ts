import type { Redis } from 'ioredis'
import type { CatalogIndex } from '../catalog/catalog-index.ts'
import type { Settings } from '../domain/settings.ts'
import type { Spending } from '../model/budget/create-redis-spending.ts'
import type { Flow } from '../model/flow/create-redis-flow.ts'
import type { Log } from '../observability/create-log.ts'
import type { JobQueue } from '../queue/job-queue.ts'
import type { PhotoStore } from '../store/photo-store.ts'
import type { Store } from '../store/store.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/** All that the HTTP app needs of the outside world. The app closes none of it. */
export type AppDeps = {
  store: Store
  photoStore: PhotoStore
  queue: JobQueue
  /** Only its address and options are used: the app opens short-fused connections of its own and closes them. */
  redis: Redis
  /** Only read: the index worker is the one writer. Null where no vector index is configured. */
  catalog: Omit<CatalogIndex, 'upsert' | 'remove' | 'close'> | null
  /** A photo as it is compared with others; throws where it is none. Null where photos are not indexed. */
  pictureOf: ((photo: Buffer, signal: AbortSignal) => Promise<Buffer>) | null
  taxonomy: Taxonomy
  /** What workers have booked and set aside. */
  spending: Pick<Spending, 'read'>
  /** Whether models can be asked, as the workers found: by model. Empty where none is configured. */
  modelFlows: readonly { model: string; flow: Pick<Flow, 'read'> }[]
  /** What listings are digitized with; handed to workers with each work item. */
  settings: Settings
  /** `ops` has every scope and may name a tenant; `worker` is valid under `/internal` alone. */
  keys: { ops: string; worker: string }
  limits: {
    photos: { bytesMax: number; pixelsMax: number; countMax: number }
    /** Code points of a listing's text, as JSON Schema counts. */
    textCharactersMax: number
    /** Requests of one API key; the ops key and the workers are not limited. */
    rateLimitPerMinute: number
    /** What of a tenant's catalog may wait for the index; a single batch is always taken. */
    catalogWaitingBytesMax: number
    /** What model calls may cost in a tenant's day, where nothing was set for it; null: there is no ceiling. */
    tenantBudgetUsd: number | null
  }
  /** `host:port` pairs that photo and webhook addresses may name although they are private. */
  fetchAllow: readonly string[]
  log: Log
  /** How often an open event stream looks at the database by itself, and says that it lives. 5,000 by default. */
  eventPollMs?: number
}
