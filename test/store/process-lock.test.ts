import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireProcessLock, lockHolder } from '../../src/store/process-lock.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-lock-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

test('one process cannot hold the same lock twice', async () => {
  const file = join(folder, 'deep/a.lock')
  const lock = await acquireProcessLock(file)
  await expect(acquireProcessLock(file)).rejects.toMatchObject({ code: 'locked', disposition: 'give-up' })
  await lock.release()
  const again = await acquireProcessLock(file)
  await again.release()
  expect(await lockHolder(file)).toBeNull()
})

test('releasing twice frees nothing that another has taken meanwhile', async () => {
  const file = join(folder, 'a.lock')
  const first = await acquireProcessLock(file)
  await first.release()
  const second = await acquireProcessLock(file)
  await first.release()
  await expect(acquireProcessLock(file)).rejects.toMatchObject({ code: 'locked' })
  expect((await lockHolder(file))?.pid).toBe(process.pid)
  await second.release()
})

test('one who waits gets the lock when it is released', async () => {
  const file = join(folder, 'a.lock')
  const first = await acquireProcessLock(file)
  const waiting = acquireProcessLock(file, { wait: true })
  await first.release()
  const second = await waiting
  await expect(acquireProcessLock(file)).rejects.toMatchObject({ code: 'locked' })
  await second.release()
})

test('one who waits stops at its signal and takes nothing', async () => {
  const file = join(folder, 'a.lock')
  const first = await acquireProcessLock(file)
  const cancel = new AbortController()
  const waiting = acquireProcessLock(file, { wait: true, signal: cancel.signal })
  cancel.abort()
  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  await first.release()
  const free = await acquireProcessLock(file)
  await free.release()
})
