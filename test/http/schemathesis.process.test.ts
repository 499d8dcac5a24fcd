import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openPictures } from '../../src/compose-images.ts'
import { readConfig } from '../../src/config.ts'
import { createInternalClient } from '../../src/http/internal-client.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { draftOf } from './draft-of.ts'
import { emptyCatalog } from './empty-catalog.ts'
import { schemathesisProgram } from './schemathesis-program.ts'
import { opsKey, startTestApp, type TestApp, workerKey } from './start-test-app.ts'

// What the description says is what the API does, whatever it is sent. The events route is left out: its answer never ends.

const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'unsupported_method',
  'allow_header_conformance',
]

let program: string
let redis: TestRedis
let test: TestApp
let folder: string
beforeAll(async () => {
  program = await schemathesisProgram()
  folder = await mkdtemp(join(tmpdir(), 'hangtag-schemathesis-'))
  redis = await startTestRedis()
  test = await startTestApp(redis.url, { catalog: emptyCatalog(), pictureOf: openPictures(readConfig({})) })
}, 300_000)
afterAll(async () => {
  await test.close()
  await redis.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs schemathesis over the API; resolves to its status and all that it wrote. */
async function fuzz(options: string[], config = ''): Promise<{ status: number; output: string }> {
  const file = join(folder, 'schemathesis.toml')
  await writeFile(file, config)
  const child = spawn(
    program,
    [
      ...['--config-file', file, 'run', `${test.url}/openapi.json`],
      ...['--header', `Authorization: Bearer ${opsKey}`],
      ...['--checks', checks.join(',')],
      ...['--exclude-path-regex', 'events$'],
      ...['--seed', '20261121', '--continue-on-failure', '--warnings', 'off'],
      ...options,
    ],
    { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const [output, errors, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { status, output: `${output}\n${errors}` }
}

it('schemathesis finds nothing, starting from the description alone', async () => {
  const { status, output } = await fuzz(['--max-examples', '60'])
  expect(status, output).toBe(0)
  expect(output).toMatch(/Tested: 4\d/)
  expect(output).toMatch(/No issues found|generated, \d+ passed/)
})

it('schemathesis finds nothing on things that are there: a listing with a draft, a key, a webhook, a dead letter', async () => {
  const worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
  const { listingId } = (await test.call('POST', '/v1/listings', { body: { text: 't-shirt' } })).body
  await worker.writeDraft(listingId, draftOf())
  await worker.close()
  const key = (await test.call('POST', '/v1/keys', { body: { name: 'a', scopes: ['listings:read'] } })).body
  const hook = { url: 'https://example.com/', events: ['listing.failed'] }
  const webhook = (await test.call('POST', '/v1/webhooks', { body: hook })).body
  const data = { listingId, revision: 1, run: 1 }
  const letter = await test.deps.store.work.deadLetter({ queue: 'publish', data, code: 'x', reason: 'y', attempts: 1 })
  const ids = { listings: listingId, keys: key.id, webhooks: webhook.id, 'dead-letters': letter.id }
  const config = Object.entries(ids).map(
    ([name, id]) =>
      `[[operations]]\ninclude-path-regex = "^/v1/${name}/"\nparameters = { "path.id" = "${id}", "path.n" = 0 }\n`,
  )
  const options = ['--include-path-regex', '\\{id\\}', '--exclude-method', 'DELETE', '--max-examples', '60']
  const { status, output } = await fuzz(options, config.join('\n'))
  expect(status, output).toBe(0)
  // It really went there: these answers come from nowhere else.
  const { body: metrics } = await test.call('GET', '/metrics')
  for (const [method, route, code] of [
    ['GET', '/v1/listings/:id', 200],
    ['PATCH', '/v1/listings/:id', 202],
    ['POST', '/v1/listings/:id/redigitize', 202],
    ['PATCH', '/v1/listings/:id/fields', 428],
    ['GET', '/v1/webhooks/:id', 200],
    ['POST', '/v1/dead-letters/:id/replay', 202],
  ])
    expect(metrics).toContain(`_count{method="${method}",route="${route}",status="${code}"}`)
})
