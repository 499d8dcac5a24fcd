import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { acceptedAnswer, type MlflowCall } from './mlflow-call.ts'
import type { MlflowRun } from './mlflow-run.ts'

export type LoggedRun = {
  experimentId: string
  runId: string
  /** False: it was there, and was brought up to date. */
  isNew: boolean
  uploaded: string[]
  /** Where artifacts belong, where the server does not take them itself; null where it does. */
  artifactsElsewhere: string | null
}

const experimentSchema = z.object({ experiment: z.looseObject({ experiment_id: z.string() }) })
const createdSchema = z.object({ experiment_id: z.string() })
const runSchema = z.looseObject({
  info: z.looseObject({ run_id: z.string(), artifact_uri: z.string().default('') }),
  data: z.looseObject({ tags: z.array(z.object({ key: z.string(), value: z.string() })).default([]) }).optional(),
})
const anySchema = z.looseObject({})

/** As much as one request may hold (https://mlflow.org/docs/latest/rest-api.html#log-batch). */
const batchMax = { params: 100, metrics: 900 }

/**
 * Logs a run with parameters, metrics, tags and files. The same run (by its name and its start) is logged once: a second time
 * brings its metrics and files up to date. Throws what `acceptedAnswer` and the call throw.
 */
export async function logRun(
  call: MlflowCall,
  run: MlflowRun,
  options: { experiment: string; files: readonly { name: string; bytes: Buffer }[]; now: Date },
): Promise<LoggedRun> {
  const experimentId = await experimentOf(call, options.experiment)
  const known = await findRun(call, experimentId, run)
  const { run_id: runId, artifact_uri: artifacts } = known ?? (await createRun(call, experimentId, run))
  const log = async (part: Record<string, unknown>) => {
    const answer = await call('POST', 'mlflow/runs/log-batch', { run_id: runId, ...part })
    acceptedAnswer('take parameters and metrics', answer, anySchema)
  }
  const timestamp = options.now.getTime()
  const pairs = (all: Record<string, unknown>) => Object.entries(all).map(([key, value]) => ({ key, value }))
  for (const params of chunks(pairs(run.params), batchMax.params)) await log({ params })
  for (const metrics of chunks(pairs(run.metrics), batchMax.metrics))
    await log({ metrics: metrics.map((metric) => ({ ...metric, timestamp, step: 0 })) })
  const { uploaded, isServed } = await upload(call, artifacts, options.files)
  const status = run.isComplete ? 'FINISHED' : 'KILLED'
  const ended = { run_id: runId, status, end_time: run.endedAt.getTime() }
  acceptedAnswer('close the run', await call('POST', 'mlflow/runs/update', ended), anySchema)
  return { experimentId, runId, isNew: known === null, uploaded, artifactsElsewhere: isServed ? null : artifacts }
}

async function experimentOf(call: MlflowCall, name: string): Promise<string> {
  const find = () => call('GET', `mlflow/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`)
  const found = await find()
  if (found.status !== 404)
    return acceptedAnswer(`give the experiment ${name}`, found, experimentSchema).experiment.experiment_id
  const made = await call('POST', 'mlflow/experiments/create', { name })
  if (made.status < 300) return acceptedAnswer(`make the experiment ${name}`, made, createdSchema).experiment_id
  // Another logger may have made it in between; where not, this says why it is not there.
  const again = await find()
  const answer = again.status < 300 ? again : made
  return acceptedAnswer(`make the experiment ${name}`, answer, experimentSchema).experiment.experiment_id
}

async function findRun(call: MlflowCall, experimentId: string, { name, startedAt }: MlflowRun) {
  // It goes into a filter, which knows no escapes: nothing but what a time is made of.
  if (!/^[\dTZ:.+-]{1,40}$/.test(startedAt))
    throw new HangtagError(`The run ${name} does not say when it was started`, {
      code: 'input-unusable',
      disposition: 'give-up',
    })
  const answer = await call('POST', 'mlflow/runs/search', {
    experiment_ids: [experimentId],
    filter: `tags.\`hangtag.started\` = "${startedAt}"`,
    max_results: 100,
  })
  const { runs } = acceptedAnswer('search its runs', answer, z.object({ runs: z.array(runSchema).default([]) }))
  const mine = runs.find(({ data }) => data?.tags.some(({ key, value }) => key === 'hangtag.run' && value === name))
  return mine?.info ?? null
}

async function createRun(call: MlflowCall, experimentId: string, run: MlflowRun) {
  const answer = await call('POST', 'mlflow/runs/create', {
    experiment_id: experimentId,
    run_name: run.name,
    start_time: Date.parse(run.startedAt),
    tags: Object.entries(run.tags).map(([key, value]) => ({ key, value })),
  })
  return acceptedAnswer('make the run', answer, z.object({ run: runSchema })).run.info
}

/** Through the server's own proxy: only there is no key of a bucket needed. */
async function upload(
  call: MlflowCall,
  artifactUri: string,
  files: readonly { name: string; bytes: Buffer }[],
): Promise<{ uploaded: string[]; isServed: boolean }> {
  const folder = /^mlflow-artifacts:(?:\/\/[^/]*)?\/(.+)$/.exec(artifactUri)?.[1] ?? proxied(artifactUri)
  if (folder === null) return { uploaded: [], isServed: false }
  const uploaded: string[] = []
  for (const { name, bytes } of files) {
    const path = [...folder.split('/'), name].map(encodeURIComponent).join('/')
    const answer = await call('PUT', `mlflow-artifacts/artifacts/${path}`, bytes)
    // A server that was started without its proxy says so with 503.
    if (answer.status === 503 && uploaded.length === 0) return { uploaded, isServed: false }
    acceptedAnswer(`take ${name}`, answer, anySchema)
    uploaded.push(name)
  }
  return { uploaded, isServed: true }
}

function proxied(uri: string): string | null {
  return /^https?:\/\/[^/]+\/(?:.*\/)?api\/2\.0\/mlflow-artifacts\/artifacts\/(.+)$/.exec(uri)?.[1] ?? null
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size))
}
