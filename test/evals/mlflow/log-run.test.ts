import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type LoggedRun, logRun } from '../../../src/evals/mlflow/log-run.ts'
import { createMlflowCall, type MlflowAnswer, type MlflowCall } from '../../../src/evals/mlflow/mlflow-call.ts'
import { laterOptions, loggedRun, logOptions } from './logged-run.ts'

// What a real server was asked and answered; record-mlflow-program.ts makes it, and checks what the server had after it.
const recordingSchema = z.object({
  exchange: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      body: z.unknown(),
      answer: z.object({ status: z.number(), body: z.unknown() }),
    }),
  ),
})
const { exchange } = recordingSchema.parse(
  JSON.parse(await readFile(join(import.meta.dirname, 'exchange.json'), 'utf8')),
)

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** The recorded answers, each to the very request that it was given to. */
function replay() {
  const left = [...exchange]
  const call: MlflowCall = async (method, path, body) => {
    const next = left.shift()
    const sent = Buffer.isBuffer(body) ? body.toString('utf8') : (body ?? null)
    expect({ method, path, body: sent }).toEqual({ method: next?.method, path: next?.path, body: next?.body })
    return next?.answer ?? expect.fail('one request too many')
  }
  return { call, left: () => left.length }
}

/** Answers what the recording lacks: a server that says something else at one place. */
function answering(changed: (path: string) => MlflowAnswer | undefined): MlflowCall {
  return async (method, path) =>
    changed(path) ??
    exchange.find((each) => each.method === method && each.path.startsWith(path.split('?')[0] ?? ''))?.answer ??
    expect.fail(`${method} ${path} is not in the recording`)
}

async function listen(answer: (path: string, headers: Record<string, unknown>) => [number, string] | null) {
  server = createServer((request, response) => {
    const said = answer(request.url ?? '', request.headers)
    if (said !== null) response.writeHead(said[0]).end(said[1])
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test('a run is made once with all of it, and logged again it is brought up to date: as a real server was asked and answered', async () => {
  const { call, left } = replay()
  const first = await logRun(call, loggedRun(), logOptions)
  expect(first).toMatchObject({ isNew: true, uploaded: ['scores.json', 'report.html'], artifactsElsewhere: null })
  const second = await logRun(call, loggedRun('Mango'), laterOptions)
  expect(second).toEqual({ ...first, isNew: false } satisfies LoggedRun)
  expect(left()).toBe(0)
})

test('metrics are shares by field, parameters are every setting, and no value is what MLflow would refuse', () => {
  const { metrics, params, tags, isComplete } = loggedRun()
  expect(metrics).toMatchObject({ 'all.right': 0.5, 'field.brand.right': 0.5, 'field.brand.f1': 0.5, cost_usd: 0 })
  expect(params).toMatchObject({ suite: 'suite', 'settings.reads.model': 'off', dataset: 'abc' })
  expect(tags).toMatchObject({ 'hangtag.run': 'recorded-run', 'hangtag.started': '2026-01-01T00:00:00.000Z' })
  expect(isComplete).toBe(true)
  for (const value of Object.values(metrics)) expect(Number.isFinite(value)).toBe(true)
  for (const [key, value] of Object.entries(params)) {
    expect(key).toMatch(/^[\w\-. /]{1,250}$/)
    expect(value.length).toBeLessThanOrEqual(500)
  }
})

test('a server that does not take files has the run all the same, and it is said where they belong', async () => {
  const call = answering((path) =>
    path.startsWith('mlflow-artifacts/') ? { status: 503, body: { message: 'disabled' } } : undefined,
  )
  const logged = await logRun(call, loggedRun(), logOptions)
  expect(logged.uploaded).toEqual([])
  expect(logged.artifactsElsewhere).toMatch(/^mlflow-artifacts:/)
})

test("a refusal says what was refused in the server's own words, and the run is not closed as if it were whole", async () => {
  const asked: string[] = []
  const call = answering((path) => {
    asked.push(path)
    return path.endsWith('log-batch')
      ? { status: 400, body: { message: 'Changing param values is not allowed.\n x' } }
      : undefined
  })
  const refused = logRun(call, loggedRun(), logOptions)
  await expect(refused).rejects.toThrow(
    'MLflow did not take parameters and metrics: Changing param values is not allowed.',
  )
  expect(asked).not.toContain('mlflow/runs/update')
})

test('no server, another server, and one that never answers end with what to look at, and never with the password', async () => {
  const uri = await listen((path) => (path.startsWith('/slow') ? null : [200, '<html>']))
  const withPassword = uri.replace('//', '//anna:secret-word@')
  const get = (at: string, deadlineMs = 10_000) =>
    createMlflowCall({ uri: at, token: null, deadlineMs })('GET', 'x').catch((error: unknown) => error)
  expect(await get(withPassword)).toMatchObject({
    code: 'mlflow-malformed',
    message: expect.not.stringContaining('secret'),
  })
  expect(await get(`${withPassword}/slow`, 50)).toMatchObject({
    code: 'mlflow-unreachable',
    message: expect.stringMatching(/No MLflow tracking server answers at http:\/\/127/),
  })
  expect(await get('http://anna:secret-word@127.0.0.1:1')).toMatchObject({
    code: 'mlflow-unreachable',
    message: expect.not.stringContaining('secret'),
  })
})

test('a token goes as a bearer token, user and password of the address as basic ones; a path before the API stays', async () => {
  const seen: unknown[] = []
  const uri = await listen((path, { authorization }) => {
    seen.push([path, authorization])
    return [200, '{}']
  })
  await createMlflowCall({ uri: `${uri}/ml/`, token: 'tok', deadlineMs: 5_000 })('GET', 'a?b=c')
  await createMlflowCall({ uri: uri.replace('//', '//u:p%40@'), token: null, deadlineMs: 5_000 })('GET', 'a')
  expect(seen).toEqual([
    ['/ml/api/2.0/a?b=c', 'Bearer tok'],
    ['/api/2.0/a', `Basic ${Buffer.from('u:p@').toString('base64')}`],
  ])
})
