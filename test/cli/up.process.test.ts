import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readChildRecords } from '../../src/services/child-record.ts'
import { freePort } from '../../src/services/free-port.ts'
import { redisChild } from '../../src/services/redis-child.ts'
import { redisProgram } from '../../src/services/redis-program.ts'
import type { RunFile } from '../../src/services/run-file.ts'
import { createSupervisor } from '../../src/services/supervisor.ts'
import { isRunning } from '../../src/store/process-identity.ts'
import { type RunningCommand, startCommand } from './start-command.ts'

let home: string
const commands: RunningCommand[] = []
const soon = { timeout: 30_000, interval: 50 }

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-up-'))
})
afterEach(async () => {
  for (const command of commands.splice(0)) command.process.kill('SIGKILL')
  await vi.waitFor(async () => expect(await children()).toEqual([]), soon)
  await rm(home, { recursive: true, force: true })
})

function run(args: string[], settings: Record<string, string> = {}, file?: string): RunningCommand {
  const command = startCommand(home, args, settings, file)
  commands.push(command)
  return command
}

async function up(port: number): Promise<{ command: RunningCommand; run: RunFile }> {
  const command = run(['up', '--port', String(port)])
  await command.says('Ready: ')
  return { command, run: JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) }
}

const children = async () => {
  const records = await readChildRecords(join(home, 'run'))
  const running = await Promise.all(records.map(({ process }) => isRunning(process)))
  return records
    .filter((_, index) => running[index])
    .map(({ name }) => name)
    .sort()
}

function ask(run: { url: string; apiKey: string }, path: string, body?: unknown): Promise<Response> {
  const headers = { authorization: `Bearer ${run.apiKey}`, 'content-type': 'application/json' }
  return fetch(new URL(path, run.url), {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
}

const stateOf = async (run: { url: string; apiKey: string }, id: string) =>
  ((await (await ask(run, `/v1/listings/${id}`)).json()) as { state: string }).state

test('up serves until it is told to stop, and then leaves nothing behind', async () => {
  const port = await freePort()
  const first = await up(port)
  expect(first.run).toEqual({
    url: `http://127.0.0.1:${port}`,
    apiKey: expect.any(String),
    opsKey: expect.any(String),
    pid: first.command.process.pid,
  })
  expect((await stat(join(home, 'run.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(join(home, 'ops-key'))).mode & 0o777).toBe(0o600)
  expect(await children()).toEqual(['api', 'milvus', 'redis', 'workers'])

  const created = await ask(first.run, '/v1/listings', { text: 'Blue cotton t-shirt, size M' })
  expect(created.status).toBe(202)
  const { listingId } = (await created.json()) as { listingId: string }
  await vi.waitFor(async () => expect(await stateOf(first.run, listingId)).toMatch(/^(draft|needs-review)$/), soon)

  first.command.process.kill('SIGTERM')
  expect(await first.command.ended).toBe(0)
  expect(await children()).toEqual([])
  await expect(stat(join(home, 'run.json'))).rejects.toMatchObject({ code: 'ENOENT' })

  const second = await up(port)
  expect(await stateOf(second.run, listingId)).toMatch(/^(draft|needs-review)$/)
  // The key of the first run went with it; the ops key stays.
  expect((await ask({ ...second.run, apiKey: first.run.apiKey }, '/v1/listings')).status).toBe(401)
  expect(second.run.opsKey).toBe(first.run.opsKey)
})

test('after up itself was killed, the next one has its listings, and the old key is revoked', async () => {
  const first = await up(await freePort())
  const created = await ask(first.run, '/v1/listings', { text: 'Red wool sweater' })
  expect(created.status).toBe(202)
  const { listingId } = (await created.json()) as { listingId: string }
  first.command.process.kill('SIGKILL')

  const second = await up(await freePort())
  expect((await ask({ ...second.run, apiKey: first.run.apiKey }, '/v1/listings')).status).toBe(401)
  await vi.waitFor(async () => expect(await stateOf(second.run, listingId)).toMatch(/^(draft|needs-review)$/), soon)
})

test('a busy port is said plainly, and nothing is left running', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const command = run(['up', '--port', String(port)])
  expect(await command.ended).toBe(1)
  expect(command.output()).toBe(
    `Port ${port} is in use by another program. Choose another one: hangtag up --port ${port + 1}\n`,
  )
  expect(await children()).toEqual([])
  other.close()
})

test('parts that are configured to be elsewhere are used and not started', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'hangtag-elsewhere-'))
  const supervisor = await createSupervisor(elsewhere, () => {})
  try {
    const redisPort = await freePort()
    const redis = await redisChild({ program: await redisProgram(() => {}), folder: elsewhere, port: redisPort })
    await supervisor.start(redis, { readyMs: 30_000 })
    const settings = { REDIS_URL: `redis://127.0.0.1:${redisPort}`, MILVUS_ADDRESS: '127.0.0.1:1' }
    const command = run(['up', '--port', String(await freePort())], settings)
    await command.says('Ready: ')
    expect(await children()).toEqual(['api', 'workers'])
    const started = JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as RunFile
    const ready = (await (await ask(started, '/readyz')).json()) as { parts: Record<string, string> }
    expect(ready.parts).toMatchObject({ redis: 'up', milvus: 'down', database: 'up' })
    command.process.kill('SIGTERM')
    expect(await command.ended).toBe(0)
  } finally {
    await supervisor.stop()
    await rm(elsewhere, { recursive: true, force: true })
  }
})

test('where Milvus Lite cannot be had, the product runs without neighbors and says so once', async () => {
  const bin = await mkdtemp(join(tmpdir(), 'hangtag-bin-'))
  for (const name of ['python3', 'apt-get']) {
    await writeFile(join(bin, name), '#!/bin/sh\necho "no such luck" >&2\nexit 1\n', { mode: 0o755 })
  }
  const settings = { PATH: `${bin}:${process.env.PATH}`, HANGTAG_PYTHON: join(bin, 'python') }
  const command = run(['up', '--port', String(await freePort())], settings)
  await command.says('Ready: ')
  expect(command.output().match(/without neighbors/g)).toHaveLength(1)
  expect(command.output()).toContain('no such luck')
  expect(await children()).toEqual(['api', 'redis', 'workers'])
  command.process.kill('SIGTERM')
  expect(await command.ended).toBe(0)
  await rm(bin, { recursive: true, force: true })
})

const program = join(import.meta.dirname, 'with-platform-program.ts')

test('a command starts what it needs and stops it after; a second one waits for its turn', async () => {
  const first = run(['hold'], {}, program)
  await first.says('has http://127.0.0.1:')
  const second = run(['brief'], {}, program)
  await second.says('waiting for it')
  expect(second.stdout()).toBe('')
  first.process.kill('SIGUSR2')
  expect([await first.ended, await second.ended]).toEqual([0, 0])
  for (const command of [first, second]) expect(command.stdout()).toMatch(/^has http:\/\/127\.0\.0\.1:\d+ 200\n$/)
  expect(await children()).toEqual([])
})

test('Ctrl-C in a command stops what it started', async () => {
  const command = run(['hold'], {}, program)
  await command.says('has http')
  command.process.kill('SIGINT')
  expect(await command.ended).toBe(130)
  expect(await children()).toEqual([])
})

test('doctor finds nothing broken where nothing runs, and says what is', async () => {
  const alone = run(['doctor', '--json'])
  expect(await alone.ended).toBe(0)
  expect(JSON.parse(alone.stdout())).toMatchObject({ ok: true })

  const away = run(['doctor'], { REDIS_URL: 'redis://127.0.0.1:1' })
  expect(await away.ended).toBe(1)
  expect(away.stdout()).toContain('to fix: start that Redis, or correct REDIS_URL')
})
