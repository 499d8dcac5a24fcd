import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireProcessLock, lockHolder } from '../../src/store/process-lock.ts'

let folder: string
const children: ChildProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-lock-'))
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** A process of its own that runs `body` after it has the lock. */
async function holdElsewhere(file: string, body: string): Promise<ChildProcess> {
  const module = new URL('../../src/store/process-lock.ts', import.meta.url).href
  const source = `import { acquireProcessLock } from ${JSON.stringify(module)}
    import { appendFileSync, existsSync, rmSync, writeFileSync } from 'node:fs'
    const lock = await acquireProcessLock(${JSON.stringify(file)}, { wait: true })
    ${body}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return child
}

test('a lock of a live process is not given to a second one, which is told who has it', async () => {
  const file = join(folder, 'a.lock')
  const child = await holdElsewhere(file, `process.stdout.write('held'); setInterval(() => {}, 1000)`)
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  await expect(acquireProcessLock(file)).rejects.toMatchObject({ code: 'locked', evidence: { pid: child.pid } })
  expect((await lockHolder(file))?.pid).toBe(child.pid)
})

test('a lock whose holder was killed is free at once', async () => {
  const file = join(folder, 'a.lock')
  const child = await holdElsewhere(file, `process.stdout.write('held'); setInterval(() => {}, 1000)`)
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await lockHolder(file)).toBeNull()
  const lock = await acquireProcessLock(file)
  expect((await lockHolder(file))?.pid).toBe(process.pid)
  await lock.release()
})

test('of many that want one lock, some killed while holding it, never two hold it', async () => {
  const file = join(folder, 'a.lock')
  const inside = join(folder, 'inside')
  const log = join(folder, 'log')
  await writeFile(log, '')
  // Each marks the room as taken; one who finds the mark of a live holder writes it down. Odd ones die with the lock in hand.
  const one = (index: number) =>
    holdElsewhere(
      file,
      `if (existsSync(${JSON.stringify(inside)})) appendFileSync(${JSON.stringify(log)}, 'two at once\\n')
       writeFileSync(${JSON.stringify(inside)}, '')
       await new Promise((done) => setTimeout(done, 20))
       rmSync(${JSON.stringify(inside)})
       appendFileSync(${JSON.stringify(log)}, 'done\\n')
       ${index % 2 === 1 ? `process.kill(process.pid, 'SIGKILL')` : 'await lock.release()'}`,
    )
  const all = await Promise.all(Array.from({ length: 8 }, (_, index) => one(index)))
  await Promise.all(all.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')))
  expect((await readFile(log, 'utf8')).trim().split('\n')).toEqual(Array(8).fill('done'))
}, 60_000)
