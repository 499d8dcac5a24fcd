import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleListings } from '../../src/cli/demo/sample-listings.ts'
import { recordSchema } from '../../src/domain/record.ts'
import { freePort } from '../../src/services/free-port.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { type RunningCommand, startCommand } from './start-command.ts'

// The commands a person types, beside a running `up`, as processes of their own.

let home: string
let up: RunningCommand
let url: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-commands-'))
  await copyDatabase(join(home, 'database'))
  up = startCommand(home, ['up', '--port', String(await freePort())])
  await up.says('Ready: ')
  url = JSON.parse(await readFile(join(home, 'run.json'), 'utf8')).url
}, 120_000)
afterAll(async () => {
  up.process.kill('SIGTERM')
  expect(await up.ended).toBe(0)
  await rm(home, { recursive: true, force: true })
}, 60_000)

async function run(...args: string[]): Promise<{ code: number | string; stdout: string; output: string }> {
  const command = startCommand(home, args)
  const code = await command.ended
  return { code, stdout: command.stdout(), output: command.output() }
}

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

test('a key is made for a tenant and its scopes, works, is listed without its text, and is revoked', async () => {
  const made = await run('keys', 'create', '--tenant', 'closet-9', '--scopes', 'listings:read', '--json')
  const { id, key } = JSON.parse(made.stdout)
  const ask = (method: string) =>
    fetch(new URL('/v1/listings', url), {
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
