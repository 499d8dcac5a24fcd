import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startCommand } from './start-command.ts'

test.each(['golden', 'seller-texts'])('the reads hold the gates of the suite %s and its baseline', async (suite) => {
  const home = await mkdtemp(join(tmpdir(), 'hangtag-suites-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const run = startCommand(home, ['eval', 'run', suite, '--name', 'now', '--json'])
  expect(await run.ended, run.output()).toBe(0)
  expect(JSON.parse(run.stdout())).toMatchObject({ missing: 0, failed: [], degraded: {} })
  const gate = startCommand(home, ['eval', 'gate', 'now'])
  expect(await gate.ended, gate.output()).toBe(0)
})
