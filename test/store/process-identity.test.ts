import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { isRunning, processIdentity } from '../../src/store/process-identity.ts'

test('a process is found again by its identity until it ends', async () => {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1000)'])
  const identity = await processIdentity(child.pid as number)
  if (identity === null) throw new Error('the child does not run')
  expect(await isRunning(identity)).toBe(true)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await isRunning(identity)).toBe(false)
})

test('another process under the same pid is not taken for it', async () => {
  const own = await processIdentity(process.pid)
  if (own === null) throw new Error('this process does not run')
  expect(await isRunning({ ...own, startedAt: 'another time' })).toBe(false)
})

test('a killed process counts as running until its port can be taken again', async () => {
  // Its memory is given back before its port, by its last thread, while its main thread is a zombie already.
  const program = `
    globalThis.memory = Buffer.alloc(400e6, 1)
    require('node:net').createServer().listen(0, '127.0.0.1', function () { process.stdout.write(String(this.address().port)) })`
  const child = spawn(process.execPath, ['--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = await once(child.stdout, 'data')
  const identity = await processIdentity(child.pid as number)
  if (identity === null) throw new Error('the child does not run')
  child.kill('SIGKILL')
  while (await isRunning(identity));
  const server = createServer().listen(Number(said), '127.0.0.1')
  await once(server, 'listening')
  server.close()
})
