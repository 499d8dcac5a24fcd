import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const megabyte = 1_000_000

const integer = (fallback: number, minimum = 0) =>
  z
    .string()
    .regex(/^\d+$/, 'a whole number')
    .transform(Number)
    .refine((value) => value >= minimum, `at least ${minimum}`)
    .default(fallback)
const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol.slice(0, -1)), {
    message: `an address that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`,
  })
const weight = (fallback: number) =>
  z
    .string()
    .trim()
    .min(1)
    .transform(Number)
    .refine((value) => value >= 0 && value <= 1_000, 'a number from 0 to 1000')
    .default(fallback)
const share = (fallback: number) =>
  z
    .string()
    .transform(Number)
    .refine((value) => value >= 0 && value <= 1, 'a number from 0 to 1')
    .default(fallback)
const limit = z
  .string()
  .regex(/^[1-9]\d*$/, 'a whole number of at least 1')
  .transform(Number)
const dollars = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'dollars, such as 2.50')
  .transform(Number)
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)
const key = z.string().min(16, 'at least 16 characters')

/** Every setting, its form and its default. `.env.example` and the README list the same names (a test holds them to it). */
const environmentSchema = z.object({
  HANGTAG_HOME: z.string().default('.hangtag'),
  HANGTAG_DATA: z.string().default(fileURLToPath(new URL('../../shared/data', import.meta.url))),
  TAXONOMY_DIR: z.string().optional(),
  CALIBRATION_FILE: z.string().optional(),
  PROMPTS_DIR: z.string().default(fileURLToPath(new URL('../prompts', import.meta.url))),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),

  HOST: z.string().default('127.0.0.1'),
  PORT: integer(8787),
  API_URL: url('http', 'https').optional(),
  OPS_KEY: key.optional(),
  WORKER_KEY: key.optional(),
  RATE_LIMIT_PER_MINUTE: integer(6_000, 1),

  REDIS_URL: url('redis', 'rediss').optional(),
  QUEUE_PREFIX: z.string().default('{hangtag}'),
  DATABASE_URL: url('postgres', 'postgresql').optional(),
  PHOTO_STORE: z.string().optional(),
  MILVUS_ADDRESS: z.string().optional(),
  MILVUS_TOKEN: z.string().optional(),
  MILVUS_DEADLINE_MS: integer(2_000, 1),
  CATALOG_DENSE_WEIGHT: weight(1),
  CATALOG_BM25_WEIGHT: weight(1),
  CATALOG_RRF_K: integer(10, 1),
  HANGTAG_PYTHON: z.string().optional(),

  MODEL_BASE_URL: url('http', 'https').optional(),
  MODEL_API_KEY: z.string().optional(),
  MODEL_NAME: z.string().optional(),
  MODEL_STRONG: z.string().optional(),
  MODEL_READS: z.enum(['off', 'single', 'double', 'auto']).default('auto'),
  MODEL_DEADLINE_MS: integer(60_000, 1),
  MODEL_REQUESTS_PER_MINUTE: limit.optional(),
  MODEL_TOKENS_PER_MINUTE: limit.optional(),
  MODEL_WAIT_MS_MAX: integer(2_000),
  TENANT_BUDGET_USD: dollars.optional(),
  MODEL_RECORD: z.string().optional(),
  MODEL_REPLAY: z.string().optional(),
  CACHE_REDIS_URL: url('redis', 'rediss').optional(),
  CACHE_BYTES_MAX: z.string().regex(/^\d+$/, 'a whole number').transform(Number).optional(),
  CACHE_DAYS: integer(30, 1),
  EVAL_ANSWERS_BYTES_MAX: integer(1_000 * megabyte),
  MODEL_PHOTOS_MAX: integer(6),
  MODEL_PHOTO_SIDE: integer(768, 64),
  MODEL_PROFILE: z.string().optional(),
  MODEL_PROFILES: z.string().optional(),
  MODEL_PRICES: z.string().optional(),
  MODEL_ROUTES: z.string().optional(),

  EMBEDDINGS: z.enum(['auto', 'endpoint', 'local', 'ngram']).default('auto'),
  EMBEDDINGS_BASE_URL: url('http', 'https').optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_MODEL: z.string().optional(),
  EMBEDDINGS_DIMENSIONS: limit.optional(),
  EMBEDDINGS_DEADLINE_MS: integer(15_000, 1),
  EMBEDDINGS_DIR: z.string().optional(),
  EMBEDDINGS_HUB: url('http', 'https').default('https://huggingface.co'),
  IMAGE_EMBEDDINGS_BASE_URL: url('http', 'https').optional(),
  IMAGE_EMBEDDINGS_API_KEY: z.string().optional(),
  IMAGE_EMBEDDINGS_MODEL: z.string().optional(),
  IMAGE_EMBEDDINGS_FORM: z.enum(['auto', 'infinity', 'nvclip', 'jina', 'vllm']).default('auto'),

  PUBLISH_URL: url('http', 'https').optional(),
  PUBLISH_TOKEN: z.string().optional(),
  PUBLISH_DEADLINE_MS: integer(15_000, 1),

  MLFLOW_TRACKING_URI: url('http', 'https').optional(),
  MLFLOW_TRACKING_TOKEN: z.string().optional(),

  FETCH_ALLOW: list.default([]),
  FETCH_DEADLINE_MS: integer(10_000, 1),
  WEBHOOK_DEADLINE_MS: integer(15_000, 1),

  PHOTO_BYTES_MAX: integer(25 * megabyte, 1),
  PHOTO_PIXELS_MAX: integer(50 * megabyte, 1),
  PHOTOS_MAX: integer(16, 1),
  TEXT_CHARACTERS_MAX: integer(10_000, 1),
  CATALOG_WAITING_BYTES_MAX: integer(256 * megabyte, 1),
  PHOTO_MODEL_SIDE: integer(1_024, 64),
  PHOTO_THUMB_SIDE: integer(320, 16),
  PHOTO_DEADLINE_MS: integer(30_000, 1),
  LABEL_PHOTOS_MAX: integer(6),
  LABEL_DEADLINE_MS: integer(15_000, 1),

  // Twice the cores: a photo's job waits for files and the API between its turns on a core.
  WORKER_CONCURRENCY: integer(2 * Math.max(2, availableParallelism()), 1),
  BULK_CONCURRENCY: integer(Math.max(2, availableParallelism()), 1),
  JOB_ATTEMPTS: integer(5, 1),
  JOB_BACKOFF_MS: integer(1_000),
  LOCK_DURATION_MS: integer(10_000, 500),
  STALLED_INTERVAL_MS: integer(5_000, 200),
  STOP_DEADLINE_MS: integer(10_000),
  SWEEP_INTERVAL_MS: integer(5_000, 50),
  SWEEP_AFTER_MS: integer(15_000),

  REVIEW_BELOW: share(0.5),
  COPY_WRITER: z.enum(['fields', 'model', 'auto']).default('auto'),
  COPY_TARGETS: list.default(['generic']),
})

/**
 * Reads the environment once and returns one nested, frozen object. Throws one `ConfigError` that lists every problem.
 * Nothing else in the project reads the environment.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>) {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environmentSchema.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
  }
  const env = parsed.data
  const problems: string[] = []
  if (env.MODEL_BASE_URL !== undefined && env.MODEL_NAME === undefined)
    problems.push('MODEL_NAME: name the model to ask for at MODEL_BASE_URL')
  if (env.MODEL_NAME !== undefined && env.MODEL_BASE_URL === undefined)
    problems.push('MODEL_BASE_URL: the address that serves MODEL_NAME, such as https://api.openai.com/v1')
  if (env.MODEL_RECORD !== undefined && env.MODEL_REPLAY !== undefined)
    problems.push('MODEL_REPLAY: what is replayed is not recorded; set one of MODEL_RECORD and MODEL_REPLAY')
  if ((env.MODEL_RECORD ?? env.MODEL_REPLAY) !== undefined && env.MODEL_BASE_URL === undefined)
    problems.push('MODEL_BASE_URL: recorded answers belong to an endpoint and a model; name them for a replay too')
  if (env.EMBEDDINGS === 'endpoint' && env.EMBEDDINGS_MODEL === undefined)
    problems.push('EMBEDDINGS_MODEL: name the embedding model to ask for')
  if ((env.IMAGE_EMBEDDINGS_BASE_URL === undefined) !== (env.IMAGE_EMBEDDINGS_MODEL === undefined))
    problems.push('IMAGE_EMBEDDINGS_BASE_URL and IMAGE_EMBEDDINGS_MODEL: set both, or neither')
  if (asksForEmbeddings(env) && (env.EMBEDDINGS_BASE_URL ?? env.MODEL_BASE_URL) === undefined)
    problems.push('EMBEDDINGS_BASE_URL: the address that serves EMBEDDINGS_MODEL, such as https://api.openai.com/v1')
  if (env.PHOTO_STORE?.includes('://') === true && !env.PHOTO_STORE.startsWith('file://'))
    problems.push('PHOTO_STORE: only a folder for now')
  if (problems.length > 0) throw new ConfigError(problems)

  const home = resolve(env.HANGTAG_HOME)
  return deepFreeze({
    home,
    /** Real photos and labels, for the demo; used in place where the folder is there. */
    dataFolder: resolve(env.HANGTAG_DATA),
    /** Categories, attributes and brands as YAML; null: those that ship with the product. */
    taxonomyFolder: env.TAXONOMY_DIR === undefined ? null : resolve(env.TAXONOMY_DIR),
    /** What `hangtag calibrate --out` wrote; null: the calibration that ships with the product. */
    calibrationFile: env.CALIBRATION_FILE === undefined ? null : resolve(env.CALIBRATION_FILE),
    /** Prompt files and `labels.yaml`; by default those that ship with the product. */
    promptsFolder: resolve(env.PROMPTS_DIR),
    logLevel: env.LOG_LEVEL,
    http: {
      host: env.HOST,
      port: env.PORT,
      /** Where workers find the API. */
      apiUrl: env.API_URL ?? `http://${env.HOST}:${env.PORT}`,
      opsKey: env.OPS_KEY ?? null,
      workerKey: env.WORKER_KEY ?? null,
      rateLimitPerMinute: env.RATE_LIMIT_PER_MINUTE,
    },
    /** What model calls of a tenant may cost in a day (UTC), where nothing else was set for it; null: no ceiling. */
    tenantBudgetUsd: env.TENANT_BUDGET_USD ?? null,
    /** Null: the embedded part is started in its place. */
    redisUrl: env.REDIS_URL ?? null,
    databaseUrl: env.DATABASE_URL ?? null,
    databaseFolder: resolve(home, 'database'),
    photoFolder:
      env.PHOTO_STORE === undefined ? resolve(home, 'photos') : resolve(env.PHOTO_STORE.replace(/^file:\/\//, '')),
    milvus: {
      address: env.MILVUS_ADDRESS ?? null,
      token: env.MILVUS_TOKEN ?? null,
      deadlineMs: env.MILVUS_DEADLINE_MS,
      /** How hybrid searches merge what is near by vector and what has the words. */
      ranking: {
        denseWeight: env.CATALOG_DENSE_WEIGHT,
        bm25Weight: env.CATALOG_BM25_WEIGHT,
        rrfK: env.CATALOG_RRF_K,
      },
    },
    /** The private Python environment of the embedded Milvus Lite; several homes may share one. */
    pythonFolder: env.HANGTAG_PYTHON === undefined ? resolve(home, 'python') : resolve(env.HANGTAG_PYTHON),
    model:
      env.MODEL_BASE_URL === undefined || env.MODEL_NAME === undefined
        ? null
        : {
            baseUrl: env.MODEL_BASE_URL,
            apiKey: env.MODEL_API_KEY ?? null,
            name: env.MODEL_NAME,
            /** A stronger model at the same address, to settle what stays disputed. */
            strong: env.MODEL_STRONG ?? null,
            /** How often it reads a listing: see `settings.reads.model`. */
            reads: env.MODEL_READS,
            deadlineMs: env.MODEL_DEADLINE_MS,
            /** Limits of the account; null: those that the endpoint tells with its answers. */
            requestsPerMinute: env.MODEL_REQUESTS_PER_MINUTE ?? null,
            tokensPerMinute: env.MODEL_TOKENS_PER_MINUTE ?? null,
            /** How long a call may wait for its turn before its job is put off. */
            waitMsMax: env.MODEL_WAIT_MS_MAX,
            /** Of one listing; the most useful ones are shown. */
            photosMax: Math.min(16, env.MODEL_PHOTOS_MAX),
            /** Longest side in which the first read shows the whole item. */
            photoSide: env.MODEL_PHOTO_SIDE,
            /** Which kind of endpoint it is; null: guessed from its address. */
            profile: env.MODEL_PROFILE ?? null,
            profileFiles: profileFilesOf(env),
            /** Which other model at the same address is asked for which fields (`eval matrix --routes`); null: one for all. */
            routesFile: env.MODEL_ROUTES === undefined ? null : resolve(env.MODEL_ROUTES),
          },
    /** How many bytes of answers are kept for evals; the oldest go first. */
    evalAnswersBytesMax: env.EVAL_ANSWERS_BYTES_MAX,
    /** What the catalog's texts are compared by. */
    embeddings: {
      wish: env.EMBEDDINGS,
      endpoint: embeddingsEndpoint(env),
      /** Models on this machine's disk. */
      local: {
        folders: [resolve(env.EMBEDDINGS_DIR ?? resolve(env.HANGTAG_DATA, 'models')), resolve(home, 'models')],
        model: env.EMBEDDINGS === 'local' ? (env.EMBEDDINGS_MODEL ?? null) : null,
        hub: { url: env.EMBEDDINGS_HUB, folder: resolve(home, 'models') },
      },
      /** What photos are compared by; null: they are not. */
      images: imageEndpoint(env),
    },
    /** What models answered before. */
    answers: {
      /** Folders; null: nothing is recorded, nothing is replayed. */
      record: env.MODEL_RECORD === undefined ? null : resolve(env.MODEL_RECORD),
      replay: env.MODEL_REPLAY === undefined ? null : resolve(env.MODEL_REPLAY),
      cache: {
        /** Null: the queue's Redis. */
        redisUrl: env.CACHE_REDIS_URL ?? null,
        /** Null: as much as its own Redis takes. The queue's Redis is never filled without a cap; 0: no cache. */
        bytesMax: env.CACHE_BYTES_MAX ?? (isOwnServer(env.CACHE_REDIS_URL, env.REDIS_URL) ? null : 64 * megabyte),
        keepMs: env.CACHE_DAYS * 24 * 60 * 60 * 1_000,
      },
    },
    publish:
      env.PUBLISH_URL === undefined
        ? null
        : { url: env.PUBLISH_URL, token: env.PUBLISH_TOKEN ?? null, deadlineMs: env.PUBLISH_DEADLINE_MS },
    /** Where `hangtag eval mlflow` logs to; null: nowhere, unless it is told. */
    mlflow: { trackingUri: env.MLFLOW_TRACKING_URI ?? null, token: env.MLFLOW_TRACKING_TOKEN ?? null },
    fetch: {
      /** host:port pairs that the guard lets through; empty by default. */
      allow: env.FETCH_ALLOW,
      deadlineMs: env.FETCH_DEADLINE_MS,
      webhookDeadlineMs: env.WEBHOOK_DEADLINE_MS,
    },
    photos: {
      bytesMax: env.PHOTO_BYTES_MAX,
      pixelsMax: env.PHOTO_PIXELS_MAX,
      countMax: env.PHOTOS_MAX,
      modelSide: env.PHOTO_MODEL_SIDE,
      thumbSide: env.PHOTO_THUMB_SIDE,
      deadlineMs: env.PHOTO_DEADLINE_MS,
    },
    /** How many photos of a listing are read as labels, and how long one look of the engine may take. */
    label: { photosMax: env.LABEL_PHOTOS_MAX, deadlineMs: env.LABEL_DEADLINE_MS },
    textCharactersMax: env.TEXT_CHARACTERS_MAX,
    catalogWaitingBytesMax: env.CATALOG_WAITING_BYTES_MAX,
    queue: {
      prefix: env.QUEUE_PREFIX,
      concurrency: env.WORKER_CONCURRENCY,
      bulkConcurrency: env.BULK_CONCURRENCY,
      attempts: env.JOB_ATTEMPTS,
      backoffMs: env.JOB_BACKOFF_MS,
      lockDurationMs: env.LOCK_DURATION_MS,
      stalledIntervalMs: env.STALLED_INTERVAL_MS,
      stopDeadlineMs: env.STOP_DEADLINE_MS,
    },
    sweep: { intervalMs: env.SWEEP_INTERVAL_MS, afterMs: env.SWEEP_AFTER_MS },
    reviewBelow: env.REVIEW_BELOW,
    /** Who writes titles and descriptions, and for which targets. */
    copy: { writer: env.COPY_WRITER, targets: env.COPY_TARGETS },
  })
}

type Environment = z.infer<typeof environmentSchema>

/** With EMBEDDINGS=local the name is that of a model on disk. */
function asksForEmbeddings(env: Environment): boolean {
  return env.EMBEDDINGS_MODEL !== undefined && env.EMBEDDINGS !== 'local'
}

/** Where embeddings are asked for; null: nowhere. By default at the model's address, and with its key there alone. */
function embeddingsEndpoint(env: Environment) {
  const baseUrl = env.EMBEDDINGS_BASE_URL ?? env.MODEL_BASE_URL
  if (!asksForEmbeddings(env) || env.EMBEDDINGS_MODEL === undefined || baseUrl === undefined) return null
  const isModels = env.MODEL_BASE_URL !== undefined && new URL(baseUrl).origin === new URL(env.MODEL_BASE_URL).origin
  return {
    baseUrl,
    apiKey: env.EMBEDDINGS_API_KEY ?? (isModels ? env.MODEL_API_KEY : undefined) ?? null,
    model: env.EMBEDDINGS_MODEL,
    /** Null: as many as the model gives, and the parameter is not sent. */
    dimensions: env.EMBEDDINGS_DIMENSIONS ?? null,
    deadlineMs: env.EMBEDDINGS_DEADLINE_MS,
    profile: isModels ? (env.MODEL_PROFILE ?? null) : null,
    profileFiles: profileFilesOf(env),
  }
}

/** Where the embeddings of photos are asked for; null: nowhere. An address of its own, since few servers embed both. */
function imageEndpoint(env: Environment) {
  if (env.IMAGE_EMBEDDINGS_BASE_URL === undefined || env.IMAGE_EMBEDDINGS_MODEL === undefined) return null
  return {
    baseUrl: env.IMAGE_EMBEDDINGS_BASE_URL,
    apiKey: env.IMAGE_EMBEDDINGS_API_KEY ?? null,
    model: env.IMAGE_EMBEDDINGS_MODEL,
    form: env.IMAGE_EMBEDDINGS_FORM,
    deadlineMs: env.EMBEDDINGS_DEADLINE_MS,
  }
}

/** The user's own profiles and prices, over those that ship with the product. */
function profileFilesOf(env: Environment) {
  return {
    profiles: env.MODEL_PROFILES === undefined ? null : resolve(env.MODEL_PROFILES),
    prices: env.MODEL_PRICES === undefined ? null : resolve(env.MODEL_PRICES),
  }
}

/** Another database of the queue's Redis fills the same memory. */
function isOwnServer(cacheUrl: string | undefined, queueUrl: string | undefined): boolean {
  const serverOf = (address: string) => `${new URL(address).hostname}:${new URL(address).port || '6379'}`
  return cacheUrl !== undefined && (queueUrl === undefined || serverOf(cacheUrl) !== serverOf(queueUrl))
}

/** The process's environment over what a `.env` file in the working folder says. */
export function environment(): Record<string, string | undefined> {
  return { ...(existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}), ...process.env }
}

export type Config = ReturnType<typeof readConfig>

/** The environment for a process that this one starts: this one's own, with some settings replaced. An empty one is not set. */
export function childEnvironment(settings: Readonly<Partial<Record<SettingName, string>>>): Record<string, string> {
  const own = Object.entries(environment()).filter((entry): entry is [string, string] => entry[1] !== undefined)
  // Prompts hold customers' photos: no tracing service gets them because a variable was left over.
  return { ...Object.fromEntries(own), LANGSMITH_TRACING: 'false', LANGCHAIN_TRACING_V2: 'false', ...settings }
}

type SettingName = keyof typeof environmentSchema.shape

/** The names of all settings, for the test that holds `.env.example` and the README to them. */
export const settingNames = Object.keys(environmentSchema.shape)

export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    )
    this.name = 'ConfigError'
    this.problems = problems
  }
}

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T

function deepFreeze<T extends object>(value: T): DeepReadonly<T> {
  for (const inner of Object.values(value)) if (typeof inner === 'object' && inner !== null) deepFreeze(inner)
  return Object.freeze(value) as DeepReadonly<T>
}
