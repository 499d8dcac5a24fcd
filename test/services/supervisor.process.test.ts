import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ChildPlan } from '../../src/services/child-plan.ts'
import { readChildRecords, writeChildRecord } from '../../src/services/child-record.ts'
import { freePort } from '../../src/services/free-port.ts'
import { milvusChild } from '../../src/services/milvus-child.ts'
import { milvusLiteProgram } from '../../src/services/milvus-lite-program.ts'
import { redisChild } from '../../src/services/redis-child.ts'
import { redisProgram } from '../../src/services/redis-program.ts'
import { createSupervisor, type Supervisor } from '../../src/services/supervisor.ts'
import { isRunning, type ProcessIdentity, processIdentity } from '../../src/store/process-identity.ts'
import { testPythonFolder } from './start-test-services.ts'

let home: string
let said: string[]
const report = (text: string) => void said.push(text)
const supervisors: Supervisor[] = []
const programs: ChildProcess[] = []
const soon = { timeout: 20_000, interval: 50 }

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-supervisor-'))
  said = []
})
afterEach(async () => {
  for (const supervisor of supervisors.splice(0)) await supervisor.stop()
  for (const program of programs.splice(0)) program.kill('SIGKILL')
  await vi.waitFor(async () => expect(await alive()).toEqual([]), soon)
  await rm(home, { recursive: true, force: true })
})

const alive = async () => {
  const records = await readChildRecords(join(home, 'run'))
  const running = await Promise.all(records.map(({ process }) => isRunning(process)))
  return records.filter((_, index) => running[index]).map(({ name }) => name)
}

async function open(): Promise<Supervisor> {
  const supervisor = await createSupervisor(home, report)
  supervisors.push(supervisor)
  return supervisor
}

async function processOf(name: string): Promise<ProcessIdentity> {
  const found = (await readChildRecords(join(home, 'run'))).find((record) => record.name === name)
  if (found === undefined) throw new Error(`${name} is not written down`)
  return found.process
}

async function startRedis(supervisor: Supervisor): Promise<Redis> {
  const port = await freePort()
  const plan = await redisChild({ program: await redisProgram(report), folder: join(home, 'redis'), port })
  await supervisor.start(plan, { readyMs: 30_000 })
  const redis = new Redis({ host: '127.0.0.1', port, maxRetriesPerRequest: null, retryStrategy: () => 50 })
  redis.on('error', () => {}) // Expected: it is killed.
  return redis
}

async function startProgram(...args: string[]): Promise<ChildProcess> {
  const file = join(import.meta.dirname, 'supervise-program.ts')
  const program = spawn(process.execPath, [file, home, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  programs.push(program)
  await once(program.stdout as NodeJS.ReadableStream, 'data')
  return program
}

/** A child that runs a line of JavaScript. */
function script(name: string, source: string, stopMs = 5_000): ChildPlan {
  return {
    name,
    program: process.execPath,
    arguments: ['--eval', source],
    environment: null,
    stopSignal: 'SIGTERM',
    stopMs,
    isReady: async () => (await readFile(join(home, 'logs', `${name}.log`), 'utf8')).includes('up'),
  }
}

test('a killed Redis is back on the same port with all that it had written', async () => {
  const redis = await startRedis(await open())
  try {
    await Promise.all(Array.from({ length: 2_000 }, (_, index) => redis.rpush('acknowledged', index)))
    // It holds writes back while the disk is busy (see redis-child.ts).
    await vi.waitFor(async () => expect(await redis.info('persistence')).toContain('aof_buffer_length:0\r'), soon)
    const before = await processOf('redis')
    process.kill(before.pid, 'SIGKILL')
    await vi.waitFor(async () => expect((await processOf('redis')).pid).not.toBe(before.pid), soon)
    expect(await redis.llen('acknowledged')).toBe(2_000)
    await vi.waitFor(() => expect(said).toContain('redis is back'), soon)
    expect(said).toContain('redis ended (killed by SIGKILL); starting it again')
  } finally {
    redis.disconnect()
  }
})

test('a killed Milvus Lite is back on the same port', async () => {
  const supervisor = await open()
  const program = await milvusLiteProgram(testPythonFolder, report)
  const plan = await milvusChild({ program, folder: join(home, 'milvus'), port: await freePort() })
  await supervisor.start(plan, { readyMs: 60_000 })
  const before = await processOf('milvus')
  process.kill(before.pid, 'SIGKILL')
  await vi.waitFor(() => expect(said).toContain('milvus is back'), soon)
  expect(await plan.isReady((await processOf('milvus')).pid)).toBe(true)
})

test('the children of a killed supervisor are gone soon after it', async () => {
  const program = await startProgram(testPythonFolder)
  expect((await alive()).sort()).toEqual(['milvus', 'redis'])
  program.kill('SIGKILL')
  await vi.waitFor(async () => expect(await alive()).toEqual([]), soon)
})

test('a killed leash is replaced, so that the children still end with the supervisor', async () => {
  const program = await startProgram()
  const first = leashOf(program)
  if (first === null) throw new Error('there is no leash')
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect([first, null]).not.toContain(leashOf(program)), soon)
  program.kill('SIGKILL')
  await vi.waitFor(async () => expect(await alive()).toEqual([]), soon)
})

test('a Redis that an earlier run left is ended before its folder is opened, and its data is kept', async () => {
  const port = await freePort()
  const plan = await redisChild({ program: await redisProgram(report), folder: join(home, 'redis'), port })
  const orphan = spawn(plan.program, plan.arguments, { stdio: 'ignore' })
  programs.push(orphan)
  const identity = await processIdentity(orphan.pid as number)
  if (identity === null) throw new Error('the orphan does not run')
  await writeChildRecord(join(home, 'run'), { name: 'redis', process: identity, stopSignal: 'SIGTERM' })
  const old = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 50 })
  old.on('error', () => {}) // Expected until it listens, and when it is ended.
  await old.set('kept', 'yes')
  old.disconnect()

  const supervisor = await open()
  expect(await isRunning(identity)).toBe(false)
  expect(said).toEqual([`Ending redis of an earlier run (process ${identity.pid})`])
  const redis = await startRedis(supervisor)
  expect(await redis.get('kept')).toBe('yes')
  redis.disconnect()
})

test('a process that merely has the pid of an earlier child is left alone', async () => {
  const stranger = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
  programs.push(stranger)
  const identity = { pid: stranger.pid as number, startedAt: 'long ago' }
  await writeChildRecord(join(home, 'run'), { name: 'redis', process: identity, stopSignal: 'SIGTERM' })
  await open()
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
  expect(await readChildRecords(join(home, 'run'))).toEqual([])
})

test('a home has one supervisor at a time, and the next one as soon as the first is killed', async () => {
  const program = await startProgram()
  await expect(createSupervisor(home, report)).rejects.toMatchObject({ code: 'locked', evidence: { pid: program.pid } })
  program.kill('SIGKILL')
  await once(program, 'exit')
  await open()
  expect(await alive()).toEqual([])
})

test('a child that ends again and again is reported plainly and does not disturb the others', async () => {
  const supervisor = await open()
  const failing = script('failing', `console.error('no room left'); process.exit(3)`)
  const [failed] = await Promise.allSettled([
    supervisor.start(failing, { readyMs: 30_000 }),
    startRedis(supervisor).then((redis) => redis.disconnect()),
  ])
  expect(failed).toMatchObject({ status: 'rejected', reason: { code: 'child-not-ready' } })
  const complaint = said.find((text) =>
    text.startsWith('failing has ended 3 times in a row (exit status 3); next try in 0.8 s'),
  )
  expect(complaint).toContain('no room left')
  expect(await isRunning(await processOf('redis'))).toBe(true)
})

test('a program that is not there is reported like any other failure', async () => {
  const supervisor = await open()
  const absent = { ...script('absent', ''), program: 'hangtag-no-such-program' }
  await expect(supervisor.start(absent, { readyMs: 30_000 })).rejects.toMatchObject({ code: 'child-not-ready' })
  expect(said[0]).toBe('absent ended (exit status 127); starting it again')
  expect(said[2]).toContain('hangtag-no-such-program')
})

test('a stop ends the last started first, and kills one that does not listen', async () => {
  const supervisor = await open()
  const log = join(home, 'order')
  const polite = (name: string) =>
    script(
      name,
      `process.on('SIGTERM', () => { require('node:fs').appendFileSync(${JSON.stringify(log)}, '${name} '); process.exit() })
       setInterval(() => {}, 1000); console.log('up')`,
    )
  const deaf = script('deaf', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')`, 300)
  for (const plan of [polite('first'), deaf, polite('last')]) await supervisor.start(plan, { readyMs: 10_000 })
  const deafProcess = await processOf('deaf')
  await supervisor.stop()
  expect(await readFile(log, 'utf8')).toBe('last first ')
  expect(await isRunning(deafProcess)).toBe(false)
  expect(await readChildRecords(join(home, 'run'))).toEqual([])
})

function leashOf(program: ChildProcess): number | null {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const found = lines
    .map((line) => /^\s*(\d+)\s+(\d+)\s.*leash\.ts/.exec(line))
    .find((match) => Number(match?.[2]) === program.pid)
  return found?.[1] === undefined ? null : Number(found[1])
}
