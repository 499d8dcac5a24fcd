import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { opsKey } from '../../src/services/ops-key.ts'
import { readRunFile, removeRunFile, writeRunFile } from '../../src/services/run-file.ts'
import { supervisorLock } from '../../src/services/supervisor.ts'
import { acquireProcessLock } from '../../src/store/process-lock.ts'

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-home-'))
})
afterEach(async () => {
  await rm(home, { recursive: true, force: true })
})

const run = { url: 'http://127.0.0.1:1', apiKey: 'a', opsKey: 'o', pid: process.pid }

test('run.json is believed only while the process that wrote it has the home', async () => {
  const lock = await acquireProcessLock(supervisorLock(home))
  await writeRunFile(home, run)
  expect(await readRunFile(home)).toEqual(run)
  await lock.release()
  expect(await readRunFile(home)).toBeNull()
})

test('run.json of a killed run is not believed when another process has the home', async () => {
  await writeRunFile(home, { ...run, pid: 1 })
  const lock = await acquireProcessLock(supervisorLock(home))
  expect(await readRunFile(home)).toBeNull()
  await lock.release()
  await removeRunFile(home)
  await removeRunFile(home)
})

test('the ops key is made once and is for its owner alone', async () => {
  const made = await opsKey(home, null)
  expect(made.length).toBeGreaterThan(40)
  expect(await opsKey(home, null)).toBe(made)
  expect((await stat(join(home, 'ops-key'))).mode & 0o777).toBe(0o600)
  expect(await opsKey(home, 'configured-ops-key')).toBe('configured-ops-key')
})
