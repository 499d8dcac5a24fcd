import { setFlagsFromString } from 'node:v8'
import { Redis } from 'ioredis'
import type { EmbeddingsSource } from './catalog/catalog-embeddings.ts'
import type { CatalogReindex } from './catalog/catalog-reindex.ts'
import type { ImageIndex } from './catalog/images/image-index.ts'
import type { Config } from './config.ts'
import { createRestConnector } from './connectors/rest-connector.ts'
import { HangtagError } from './domain/hangtag-error.ts'
import type { QueueName } from './domain/job.ts'
import { originalKey, type PhotoVariant, variantKey } from './domain/photo-keys.ts'
import { createInternalClient, type InternalClient } from './http/internal-client.ts'
import { cacheAnswers } from './model/answers/cache-answers.ts'
import { recordAnswers } from './model/answers/record-answers.ts'
import { replayAnswers } from './model/answers/replay-answers.ts'
import { createRedisSpending } from './model/budget/create-redis-spending.ts'
import { createRedisFlow } from './model/flow/create-redis-flow.ts'
import { loadRoutes } from './model/load-routes.ts'
import type { ModelClient } from './model/model-client.ts'
import type { Profile } from './model/profiles/profile.ts'
import type { AnswerStore } from './model/run-call.ts'
import { createLog, type Log } from './observability/create-log.ts'
import { createGuardedFetch } from './photos/guarded-fetch.ts'
import { defaultSettings } from './pipeline/default-settings.ts'
import { reconcileSpending } from './pipeline/reconcile-spending.ts'
import { removeAbandonedUploads } from './pipeline/remove-abandoned-uploads.ts'
import { startSweeper } from './pipeline/start-sweeper.ts'
import { waitUntilReady } from './pipeline/wait-until-ready.ts'
import { createJobQueue } from './queue/create-job-queue.ts'
import { openWorkerConnection } from './queue/open-worker-connection.ts'
import { type JobHandler, type QueueWorker, startWorker } from './queue/start-worker.ts'
import { createSuspectTurns } from './queue/suspect-turns.ts'
import { createOcr } from './reads/label/create-ocr.ts'
import { labelRead } from './reads/label-read.ts'
import { neighborsRead } from './reads/neighbors-read.ts'
import { photoColorRead } from './reads/photo-color-read.ts'
import { sellerTextRead } from './reads/seller-text-read.ts'
import { loadCalibration } from './reconcile/load-calibration.ts'
import { createFolderAnswerStore } from './store/folder-answer-store.ts'
import { createFolderPhotoStore } from './store/folder-photo-store.ts'
import type { PhotoStore } from './store/photo-store.ts'
import { createRedisAnswerStore } from './store/redis-answer-store.ts'
import { loadTaxonomy } from './taxonomy/load-taxonomy.ts'
import type { Taxonomy } from './taxonomy/taxonomy.ts'

// The one place (beside tests) where real adapters are built and joined. The large libraries of one side are loaded by that
// side alone: buffers of photos make the garbage collector walk the whole heap again and again, and what a process does not
// hold it need not walk (measured: 81 MB with everything, 37 MB without the API's libraries and the Milvus SDK).

// Without this V8 walks the whole heap for each 64 MB of buffers, which is every few photos: a tenth of all CPU that a listing takes
// (npm run bench). With it, buffers count as the rest of the heap does. An engine that does not know the flag goes without.
setFlagsFromString('--external-memory-accounted-in-global-limit')

/** The API process: the only owner of the database, the sender of all jobs, and the sweeper. */
export type Api = {
  /** Opens the port; resolves to the address. */
  listen(): Promise<string>
  close(): Promise<void>
}

/** How long one call to Redis may take before the request behind it fails. */
const queueDeadlineMs = 1_000
/** How long one call of a worker to the API may take. */
const apiDeadlineMs = 15_000
/** Photos of a listing that neighbors are looked for by: its whole views come first, and each is one more search. */
const photosCompared = 3
/** How long a call waits for its kept answer: asking the model takes seconds. */
const cacheDeadlineMs = 1_000

/** Opens everything that the API needs. Throws where a setting is missing or a part that it cannot do without fails. */
export async function composeApi(config: Config): Promise<Api> {
  const log = createLog({ name: 'api', level: config.logLevel })
  const redisUrl = needed(config.redisUrl, 'REDIS_URL')
  const keys = { ops: needed(config.http.opsKey, 'OPS_KEY'), worker: needed(config.http.workerKey, 'WORKER_KEY') }
  const onError = (error: Error) => log.warn({ reason: error.message }, 'redis connection')
  if (config.fetch.allow.length > 0) log.warn({ allow: config.fetch.allow }, 'FETCH_ALLOW lets these past the guard')

  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  const routes = await loadRoutes(config.model?.routesFile ?? null, taxonomy)
  const [{ createApp }, { openStore }] = await Promise.all([import('./http/app.ts'), import('./store/open-store.ts')])
  const store = await openStore({ databaseUrl: config.databaseUrl, folder: config.databaseFolder })
  const queue = createJobQueue({
    ...config.queue,
    redisUrl,
    deadlineMs: queueDeadlineMs,
    onError,
  })
  const redis = new Redis(redisUrl, { lazyConnect: true })
  const shared = openShared(redisUrl, onError)
  const spending = createRedisSpending(shared, config.queue.prefix)
  const photoStore = createFolderPhotoStore(config.photoFolder)
  const images = config.embeddings.images === null ? null : await import('./compose-images.ts')
  const imageIndex = (await images?.openImages(config)) ?? null
  const catalog = await openCatalog(config, {
    embeddings: await openEmbeddings(config, log),
    imageIndex,
    taxonomy,
    log,
  })
  const app = await createApp({
    store,
    photoStore,
    queue,
    redis,
    catalog,
    pictureOf: imageIndex === null || images === null ? null : images.openPictures(config),
    taxonomy,
    spending,
    modelFlows: modelFlows(config, routes, shared),
    settings: defaultSettings(config, await loadCalibration(config.calibrationFile), routes),
    keys,
    limits: {
      photos: config.photos,
      textCharactersMax: config.textCharactersMax,
      rateLimitPerMinute: config.http.rateLimitPerMinute,
      catalogWaitingBytesMax: config.catalogWaitingBytesMax,
      tenantBudgetUsd: config.tenantBudgetUsd,
    },
    fetchAllow: config.fetch.allow,
    log,
  })
  const sweeper = startSweeper(
    {
      ...store.sweep,
      ...queue,
      deadLetter: store.work.deadLetter,
      isCatalogUsable: async () =>
        catalog !== null &&
        (await catalog.check().then(
          () => true,
          () => false,
        )),
      removeAbandonedUploads: (now) => removeAbandonedUploads({ photoStore, listing: store.listings.get }, now),
      reconcileSpending: (now) =>
        reconcileSpending({ ...spending, ...store.spending, ...store.work }, { olderThanMs: lostAfterMs(config), now }),
    },
    config.sweep,
    log,
  )

  return {
    listen: () => app.listen({ host: config.http.host, port: config.http.port }),
    close: async () => {
      await sweeper.stop()
      await app.close()
      await queue.close()
      redis.disconnect()
      shared.disconnect()
      await catalog?.close()
      await imageIndex?.close()
      await store.close()
    },
  }
}

/** All that worker files need. They start their queues with it and build nothing themselves. */
export type WorkerParts = Awaited<ReturnType<typeof composeWorkers>>

/** Opens what the workers need; nothing is contacted yet (see `ready`). */
export async function composeWorkers(config: Config) {
  const log = createLog({ name: 'workers', level: config.logLevel })
  const apiUrl = config.http.apiUrl
  const workerKey = needed(config.http.workerKey, 'WORKER_KEY')
  const connection = openWorkerConnection(needed(config.redisUrl, 'REDIS_URL'), (error) =>
    log.warn({ reason: error.message }, 'redis connection'),
  )
  const api = createInternalClient({ apiUrl, workerKey, deadlineMs: apiDeadlineMs })
  const photoStore = createFolderPhotoStore(config.photoFolder)
  const taxonomy = await loadTaxonomy(config.taxonomyFolder)
  const embeddings = await openEmbeddings(config, log)
  const images = config.embeddings.images === null ? null : await import('./compose-images.ts')
  const imageIndex = (await images?.openImages(config)) ?? null
  const catalog = await openCatalog(config, { embeddings, imageIndex, taxonomy, log })
  const catalogReindex = catalog === null ? null : await openCatalogReindex(config, embeddings)
  const guardedFetch = createGuardedFetch({ allow: config.fetch.allow })
  const connector = config.publish === null ? null : createRestConnector(config.publish)
  const { concurrency, bulkConcurrency } = config.queue
  const suspectTurns = createSuspectTurns()
  const ocr = createOcr({ deadlineMs: config.label.deadlineMs })
  const answers = openAnswers(config, log)
  const shared = openShared(needed(config.redisUrl, 'REDIS_URL'), () => {})

  return {
    config,
    log,
    api,
    photoStore,
    catalog,
    catalogReindex,
    catalogPhotos:
      imageIndex === null || images === null
        ? null
        : images.openCatalogPhotos(imageIndex, { config, photoStore, fetch: guardedFetch, log }),
    connector,
    removeAnswers: answers.remove,
    fetch: guardedFetch,
    digitize: {
      taxonomy,
      sellerTextRead: sellerTextRead(taxonomy),
      labelRead: labelRead({ taxonomy, ocr, limits: { ...config.photos, photosMax: config.label.photosMax } }),
      photoColorRead: photoColorRead(taxonomy),
      neighborsRead:
        catalog === null
          ? null
          : (limit: number) =>
              neighborsRead({ ...catalog, taxonomy, limit, photosMax: imageIndex === null ? 0 : photosCompared }),
      ...(await openModel(config, { taxonomy, api, photoStore, answers: answers.used, shared, log })),
      photo: async (tenant: string, listingId: string, index: number, variant: PhotoVariant | 'original') => {
        const isOriginal = variant === 'original'
        const key = isOriginal ? originalKey(tenant, listingId, index) : variantKey(tenant, listingId, index, variant)
        return present(await photoStore.get(key))
      },
    },
    /** Photos keep a core busy each; the other queues mostly wait for others. */
    concurrency: (queue: QueueName): number => {
      const lane = queue.endsWith('-bulk') ? bulkConcurrency : concurrency
      return queue.startsWith('photos') ? lane : lane * 4
    },
    startWorker: <Q extends QueueName>(queue: Q, count: number, handle: JobHandler<Q>): QueueWorker =>
      startWorker(queue, handle, {
        ...config.queue,
        connection,
        concurrency: count,
        suspectTurns,
        reportDeadLetter: async (report) => void (await api.reportDeadLetter(report)),
        log,
      }),
    /** Resolves when Redis and the API answer. */
    ready: async (signal: AbortSignal) => {
      await waitUntilReady('Redis', () => connection.ping(), log, signal)
      await waitUntilReady('the API', (asked) => pingApi(apiUrl, asked), log, signal)
    },
    close: async () => {
      connection.disconnect()
      shared.disconnect()
      answers.close()
      const opened = [catalog, catalogReindex, imageIndex, connector]
      await Promise.all([api.close(), ocr.close(), ...opened.map((part) => part?.close())])
    },
  }
}

/** The index, and what cosines mean in its spaces; null where none is configured. */
async function openCatalog(
  config: Config,
  parts: { embeddings: EmbeddingsSource; imageIndex: ImageIndex | null; taxonomy: Taxonomy; log: Log },
) {
  const { embeddings, imageIndex, taxonomy, log } = parts
  if (config.milvus.address === null) {
    log.warn('No MILVUS_ADDRESS: listings are digitized without neighbors')
    return null
  }
  const [{ createMilvusIndex }, { breakSearch }, { searchWithPhotos }, { searchWithNames }, { similarityScales }] =
    await Promise.all([
      import('./catalog/milvus-index.ts'),
      import('./catalog/break-search.ts'),
      import('./catalog/images/search-with-photos.ts'),
      import('./catalog/search-with-names.ts'),
      import('./catalog/similarity-scale.ts'),
    ])
  const { address } = config.milvus
  const index = breakSearch(createMilvusIndex({ ...config.milvus, address, embeddings }))
  const byWords = searchWithNames(index, taxonomy)
  const byPhotosToo = imageIndex === null ? byWords : searchWithPhotos(byWords, breakSearch(imageIndex))
  return { ...byPhotosToo, scale: similarityScales(embeddings) }
}

/** A slice of the copy, or the verification, of a large collection takes longer than any search may. */
const reindexDeadlineMs = 300_000

async function openCatalogReindex({ milvus }: Config, embeddings: EmbeddingsSource): Promise<CatalogReindex> {
  const [{ createMilvusReindex }, { createCatalogSession }] = await Promise.all([
    import('./catalog/milvus-reindex.ts'),
    import('./catalog/catalog-session.ts'),
  ])
  const alias = 'catalog'
  const server = { address: needed(milvus.address, 'MILVUS_ADDRESS'), token: milvus.token }
  const session = createCatalogSession({ ...server, alias, deadlineMs: reindexDeadlineMs })
  return createMilvusReindex({ session, alias, embeddings: embeddings.open })
}

/**
 * How texts of the catalog are embedded, by what is configured and what is there. Nothing is loaded or contacted yet, and later
 * only where the third argument lets it: a model fetched from the hub, an endpoint asked.
 */
export async function openEmbeddings({ embeddings, milvus }: Config, log: Log, may = { fetch: true, ask: true }) {
  const [{ createEmbeddingsSource }, { loadTransformersModel, transformersInstalled }] = await Promise.all([
    import('./catalog/embeddings/create-embeddings-source.ts'),
    import('./catalog/embeddings/load-transformers-model.ts'),
  ])
  const { wish, endpoint, local } = embeddings
  const opened = endpoint === null ? null : await openEmbeddingsEndpoint(endpoint, milvus.deadlineMs, log)
  return createEmbeddingsSource({
    wish,
    endpoint: opened === null || may.ask ? opened : { ...opened, ask: async () => notAsked(opened) },
    local: {
      ...local,
      hub: may.fetch ? local.hub : null,
      load: loadTransformersModel,
      isInstalled: transformersInstalled,
    },
    onChosen: (told) => log.info(told, 'texts of the catalog are embedded'),
  })
}

async function openEmbeddingsEndpoint(
  endpoint: NonNullable<Config['embeddings']['endpoint']>,
  queryDeadlineMs: number,
  log: Log,
) {
  const [{ embed, profile }, { priceCall }] = await Promise.all([
    openModelEndpoint(endpoint),
    import('./model/price-call.ts'),
  ])
  const { host } = new URL(endpoint.baseUrl)
  return {
    ...endpoint,
    host,
    ask: embed,
    queryDeadlineMs,
    onUsage: ({ model, texts, tokens }: { model: string; texts: number; tokens: number | null }) => {
      const costUsd = tokens === null ? null : priceCall({ input: tokens, cached: 0, output: 0 }, profile, model)
      log.debug({ endpoint: host, model, texts, tokens, costUsd }, 'texts embedded')
    },
    onRefused: (error: HangtagError) =>
      log.warn(error.evidence, 'a text was refused by a filter and is found by its words alone'),
  }
}

function notAsked({ model, host }: { model: string; host: string }): never {
  throw new HangtagError(`${model} at ${host}, which was not asked`, {
    code: 'embeddings-not-asked',
    disposition: 'give-up',
  })
}

/** What all processes share beside the queues: a command that Redis does not answer fails, and is not kept for later. */
function openShared(redisUrl: string, onError: (error: Error) => void): Redis {
  const shared = new Redis(redisUrl, { maxRetriesPerRequest: 1, commandTimeout: queueDeadlineMs })
  shared.on('error', onError)
  return shared
}

function modelFlows({ model, queue }: Config, routes: Readonly<Record<string, string>>, redis: Redis) {
  if (model === null) return []
  const others = [...(model.strong === null ? [] : [model.strong]), ...Object.values(routes)]
  return [...new Set([model.name, ...others])].map((name) => ({
    model: name,
    flow: createRedisFlow(redis, { ...model, prefix: queue.prefix, model: name }),
  }))
}

/** Longer than any call takes, its waits and its row in the ledger included. */
function lostAfterMs({ model }: Config): number {
  return (model?.deadlineMs ?? 0) + (model?.waitMsMax ?? 0) + 4 * apiDeadlineMs
}

type ModelParts = {
  taxonomy: Taxonomy
  api: InternalClient
  photoStore: PhotoStore
  answers: AnswerStore | null
  shared: Redis
  log: Log
}

async function openModel(config: Config, { taxonomy, api, photoStore, answers, shared, log }: ModelParts) {
  if (config.model === null) return { modelRead: null, secondModelRead: null, copyRead: null }
  const [{ modelRead }, { copyRead }, { showPhotos }, { loadPrompts }, { openModelControl }, wire] = await Promise.all([
    import('./pipeline/model-read.ts'),
    import('./pipeline/copy-read.ts'),
    import('./pipeline/show-photos.ts'),
    import('./prompt/load-prompts.ts'),
    import('./model/open-model-control.ts'),
    openModelEndpoint(config.model),
  ])
  const { profile } = wire
  const prompts = await loadPrompts(config.promptsFolder)
  const photos = showPhotos({
    photoStore,
    profile,
    limits: config.photos,
    isThere: async (listingId, signal) => (await api.workItem(listingId, signal)) !== null,
  })
  const { addLedgerRow, bookedUsd } = api
  const parts = { redis: shared, prefix: config.queue.prefix, model: config.model, bookedUsd, log }
  const { send, budget } = openModelControl({ ...wire, ...parts })
  const deps = { prompts, taxonomy, profile, photos, send, answers, budget, addLedgerRow }
  return {
    modelRead: modelRead('model', deps),
    secondModelRead: modelRead('model-second', deps),
    copyRead: copyRead(deps),
  }
}

/** Where answers of models lie. A listing that goes takes them along wherever they are, whatever is `used` for now. */
function openAnswers({ answers, queue, ...config }: Config, log: Log) {
  const { record, replay, cache } = answers
  const kept = createRedisAnswerStore({
    ...cache,
    redisUrl: cache.redisUrl ?? needed(config.redisUrl, 'REDIS_URL'),
    prefix: `${queue.prefix}:answers`,
    deadlineMs: cacheDeadlineMs,
    onError: () => {}, // Who calls is told, and says so.
  })
  const recorded = record === null ? null : createFolderAnswerStore(record)
  const warn = (error: HangtagError) =>
    log.warn({ code: error.code, ...error.evidence }, 'no answers are cached for now')
  const notRecorded = (error: HangtagError) =>
    log.warn(
      { code: error.code, folder: record, ...error.evidence },
      'an answer was not recorded: a replay will miss it',
    )
  const cached = () => (cache.bytesMax === 0 ? null : cacheAnswers(kept, { warn, now: () => performance.now() }))
  return {
    used:
      replay !== null
        ? replayAnswers(createFolderAnswerStore(replay), replay)
        : recorded !== null
          ? recordAnswers(recorded, { warn: notRecorded })
          : cached(),
    remove: async (tenant: string, listingId: string) => {
      await kept.removeListing(tenant, listingId)
      await recorded?.removeListing(tenant, listingId)
    },
    close: () => kept.close(),
  }
}

/** The wire to the configured model, and what its endpoint is like. Nothing is contacted yet. */
export async function openModelEndpoint(
  model: Pick<NonNullable<Config['model']>, 'baseUrl' | 'apiKey' | 'deadlineMs' | 'profile' | 'profileFiles'>,
): Promise<ModelClient & { profile: Profile }> {
  const [{ createModelClient }, { chooseProfile }, { loadProfiles }] = await Promise.all([
    import('./model/model-client.ts'),
    import('./model/profiles/choose-profile.ts'),
    import('./model/profiles/load-profiles.ts'),
  ])
  const profile = chooseProfile(await loadProfiles(model.profileFiles), model)
  return { ...createModelClient({ ...model, profile }), profile }
}

async function pingApi(apiUrl: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(new URL('/healthz', apiUrl), { signal })
  if (!answer.ok) throw new Error(`status ${answer.status}`)
}

function needed(value: string | null, setting: string): string {
  if (value !== null) return value
  throw new HangtagError(`${setting} is not set. \`hangtag up\` starts every part with its settings.`, {
    code: 'setting-missing',
    disposition: 'give-up',
    evidence: { setting },
  })
}

/** Written before the photo was reported as normalized; missing, it was lost, and looking again is all there is to do. */
function present(bytes: Buffer | null): Buffer {
  if (bytes !== null) return bytes
  const lost = { code: 'photo-missing', disposition: 'retry' } as const
  throw new HangtagError('A photo is not in the photo store', lost)
}
