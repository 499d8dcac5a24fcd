import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleListings } from '../../src/cli/demo/sample-listings.ts'
import { recordSchema } from '../../src/domain/record.ts'
import { readChildRecords } from '../../src/services/child-record.ts'
import { freePort } from '../../src/services/free-port.ts'
import type { RunFile } from '../../src/services/run-file.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { type RunningCommand, startCommand } from './start-command.ts'

// The commands a person types, beside a running `up`, as processes of their own.

let home: string
let up: RunningCommand
let running: RunFile

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-commands-'))
  await copyDatabase(join(home, 'database'))
  up = startCommand(home, ['up', '--port', String(await freePort())])
  await up.says('Ready: ')
  running = JSON.parse(await readFile(join(home, 'run.json'), 'utf8'))
}, 120_000)
afterAll(async () => {
  up.process.kill('SIGTERM')
  expect(await up.ended).toBe(0)
  await rm(home, { recursive: true, force: true })
}, 60_000)

async function run(...args: string[]): Promise<{ code: number | string; stdout: string; output: string }> {
  return await outcomeOf(startCommand(home, args))
}

async function outcomeOf(command: RunningCommand) {
  const code = await command.ended
  return { code, stdout: command.stdout(), output: command.output() }
}

const answerTo = (path: string) =>
  fetch(new URL(path, running.url), { headers: { authorization: `Bearer ${running.apiKey}` } })

test('the demo digitizes every sample, says what conflicts, and can be run again', async () => {
  for (const _ of ['first', 'again']) {
    const { code, stdout } = await run('demo')
    expect(code, stdout).toBe(0)
    expect(stdout).toMatch(/color: the seller says .+, the photo shows .+/)
    expect(stdout).toContain('photo 2 rejected: photo-truncated')
    const lines = (await readFile(join(home, 'demo', 'listings.jsonl'), 'utf8')).trimEnd().split('\n')
    const records = lines.map((line) => recordSchema.parse(JSON.parse(line)))
    expect(records.map(({ id }) => id)).toEqual(sampleListings.map(({ id }) => id))
    expect(records.every(({ state }) => state === 'draft' || state === 'needs-review')).toBe(true)
    expect(records.some(({ provenance }) => provenance.neighbors.length > 0)).toBe(true)
  }
})

test('a reindex outlives the command that asked for it, is followed by the next one, and gone back from', async () => {
  const first = startCommand(home, ['catalog', 'reindex', '--embedding', 'ngram'])
  await first.says('ing')
  first.process.kill('SIGINT')
  expect(await first.ended).toBe(130)
  expect(first.output()).toContain('The reindex goes on')
  const followed = await run('catalog', 'reindex', '--embedding', 'ngram', '--json')
  expect(followed.code, followed.output).toBe(0)
  expect(JSON.parse(followed.stdout).reindex).toMatchObject({ embedding: 'ngram', phase: 'done', problem: null })
  const back = await run('catalog', 'reindex', '--rollback')
  expect(back.code, back.output).toBe(0)
  expect(back.stdout).toMatch(/^Rollback from hashed-ngrams.+: done$/m)
  expect((await run('catalog', 'reindex', '--status')).stdout).toBe(back.stdout)
  const refused = await run('catalog', 'reindex', '--embedding', 'endpoint')
  expect(refused.code).toBe(1)
  expect(refused.stdout).toContain('EMBEDDINGS_MODEL')
})

test('a key is made for a tenant and its scopes, works, is listed without its text, and is revoked', async () => {
  const made = await run('keys', 'create', '--tenant', 'closet-9', '--scopes', 'listings:read', '--json')
  const { id, key } = JSON.parse(made.stdout)
  const ask = (method: string) =>
    fetch(new URL('/v1/listings', running.url), {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{"text":"a shirt"}' } : {}),
    })
  expect([(await ask('GET')).status, (await ask('POST')).status]).toEqual([200, 403])

  const listed = await run('keys', 'list', '--json')
  expect(JSON.parse(listed.stdout)).toContainEqual(expect.objectContaining({ id, tenant: 'closet-9' }))
  expect(listed.output).not.toContain(key)
  expect((await run('keys', 'revoke', id)).code).toBe(0)
  expect((await ask('GET')).status).toBe(401)
  const again = await run('keys', 'revoke', 'key_that-is-not-there')
  expect(again.code).toBe(1)
})

test('a wrong scope and a wrong tenant are refused with what is possible', async () => {
  const scope = await run('keys', 'create', '--tenant', 'closet-9', '--scopes', 'everything')
  expect(scope.code).toBe(1)
  expect(scope.output).toContain('listings:read')
  expect((await run('keys', 'create', '--tenant', 'No Such Name', '--scopes', 'listings:read')).code).toBe(1)
})

test('dead letters are listed, and one that is not there is said plainly', async () => {
  const listed = await run('dead-letters', 'list')
  expect([listed.code, listed.stdout.trim()]).toEqual([0, 'There are no dead letters.'])
  const replayed = await run('dead-letters', 'replay', 'dl_that-is-not-there')
  expect(replayed.code).toBe(1)
  expect(replayed.output).toMatch(/no such|not found|there is no/i)
})

test('doctor finds nothing broken beside a running up, and says where it is', async () => {
  const { code, stdout } = await run('doctor', '--json')
  expect(code).toBe(0)
  const { checks } = JSON.parse(stdout) as { checks: { part: string; state: string; detail: string }[] }
  expect(checks.find(({ part }) => part === 'up')).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining(running.url),
  })
})

test('a second up on the same home says where the first one is', async () => {
  const second = await run('up', '--port', String(await freePort()))
  expect(second.code).toBe(1)
  expect(second.output).toContain(running.url)
  expect((await answerTo('/v1/listings')).status).toBe(200)
})

test('a command joins a running up and leaves it running', async () => {
  const joined = await outcomeOf(
    startCommand(home, ['brief'], {}, join(import.meta.dirname, 'with-platform-program.ts')),
  )
  expect(joined).toMatchObject({ code: 0, output: `has ${running.url} 200\n` })
  expect((await answerTo('/v1/listings')).status).toBe(200)
})

test('a killed API is back at the same address', async () => {
  const pidOfApi = async () =>
    (await readChildRecords(join(home, 'run'))).find(({ name }) => name === 'api')?.process.pid ?? 0
  const before = await pidOfApi()
  process.kill(before, 'SIGKILL')
  await up.says('api is back')
  expect((await answerTo('/v1/listings')).status).toBe(200)
  expect(await pidOfApi()).not.toBe(before)
})
