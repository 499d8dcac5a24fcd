import { spawn } from 'node:child_process'
import { once } from 'node:events'
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
