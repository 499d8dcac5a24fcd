// Logs a run to a real tracking server, twice, checks what the server then has, and keeps the exchange for the tests:
//   pip install mlflow && mlflow server --host 127.0.0.1 --port 5000
//   node test/evals/mlflow/record-mlflow-program.ts http://127.0.0.1:5000
// On a server that has not seen it before: the exchange begins with an experiment that is not there.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { logRun } from '../../../src/evals/mlflow/log-run.ts'
import { acceptedAnswer, createMlflowCall, type MlflowCall } from '../../../src/evals/mlflow/mlflow-call.ts'
import { laterOptions, loggedRun, logOptions } from './logged-run.ts'

const uri = process.argv[2] ?? 'http://127.0.0.1:5000'
const call = createMlflowCall({ uri, token: null, deadlineMs: 60_000 })
const exchange: unknown[] = []
const recorded: MlflowCall = async (method, path, body) => {
  const answer = await call(method, path, body)
  exchange.push({ method, path, body: Buffer.isBuffer(body) ? body.toString('utf8') : (body ?? null), answer })
  return answer
}

const first = await logRun(recorded, loggedRun(), logOptions)
assert.equal(first.isNew, true, 'the server has the run already: record on a new one')
const second = await logRun(recorded, loggedRun('Mango'), laterOptions)
assert.deepEqual({ ...second, isNew: true }, first)

const storedSchema = z.object({
  run: z.looseObject({
    info: z.looseObject({ status: z.string() }),
    data: z.looseObject({
      metrics: z.array(z.looseObject({ key: z.string(), value: z.number() })),
      params: z.array(z.object({ key: z.string(), value: z.string() })),
    }),
  }),
})
const { run } = acceptedAnswer('give it', await call('GET', `mlflow/runs/get?run_id=${first.runId}`), storedSchema)
assert.equal(run.info.status, 'FINISHED')
const wanted = loggedRun('Mango')
const stored = Object.fromEntries(run.data.metrics.map(({ key, value }) => [key, value]))
// A metric that a run no longer has stays as it was: MLflow forgets none.
assert.deepEqual({ ...stored, ...wanted.metrics }, stored)
assert.deepEqual(Object.fromEntries(run.data.params.map(({ key, value }) => [key, value])), wanted.params)
const artifacts = await call('GET', `mlflow/artifacts/list?run_id=${first.runId}`)
const listedSchema = z.object({ files: z.array(z.looseObject({ path: z.string(), file_size: z.coerce.number() })) })
assert.deepEqual(
  acceptedAnswer('list artifacts', artifacts, listedSchema)
    .files.map((file) => [file.path, file.file_size])
    .sort(),
  logOptions.files.map(({ name, bytes }) => [name, bytes.length]).sort(),
)
const version = await (await fetch(new URL('/version', uri))).text()
await writeFile(
  join(import.meta.dirname, 'exchange.json'),
  `${JSON.stringify({ mlflow: version, exchange }, null, 2)}\n`,
)
console.log(`MLflow ${version}: ${exchange.length} requests recorded; the server has every metric, parameter and file`)
