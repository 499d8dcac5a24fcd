import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { scopes } from '../../src/domain/scope.ts'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
import { draftOf } from './draft-of.ts'
import { startTestApp, type TestApp, workerKey } from './start-test-app.ts'

// Two tenants with every scope; one tries to reach what is the other's by every route.

let test: TestApp
let worker: InternalClient
let mine: string
let theirs: string
let listingId: string
beforeAll(async () => {
  test = await startTestApp(inject('redisUrl'))
  worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
  mine = await test.makeKey('mine', [...scopes])
  theirs = await test.makeKey('theirs', [...scopes])
  const { body } = await test.call('POST', '/v1/listings', { key: theirs, body: { text: 't-shirt' } })
  listingId = body.listingId
  await worker.writeDraft(listingId, draftOf())
})
afterAll(async () => {
  await worker.close()
  await test.close()
})

describe("another tenant's listing", () => {
  const form = new FormData()
  form.append('photos', new Blob(['x']), 'a.jpg')
  it.each([
    ['GET', '', undefined],
    ['PATCH', '', { text: 'mine now' }],
    ['DELETE', '', undefined],
    ['POST', '/photos', form],
    ['GET', '/events', undefined],
    ['GET', '/photos/0', undefined],
    ['PATCH', '/fields', { fields: { color: ['navy'] } }],
    ['POST', '/accept', undefined],
    ['POST', '/redigitize', undefined],
    ['POST', '/publish', undefined],
  ])('is not there: %s %s', async (method, path, body) => {
    const before = (await test.call('GET', `/v1/listings/${listingId}`, { key: theirs })).body
    const headers: Record<string, string> = { 'if-match': `"${before.version}"` }
    const answer = await test.call(method, `/v1/listings/${listingId}${path}`, { key: mine, body, headers })
    expect([answer.status, answer.body.code]).toEqual([404, 'listing-not-found'])
    expect((await test.call('GET', `/v1/listings/${listingId}`, { key: theirs })).body).toEqual(before)
    const unknown = await test.call(method, `/v1/listings/lst_00000000000000000000000000${path}`, {
      key: mine,
      body,
      headers,
    })
    expect({ ...unknown.body, instance: 0, requestId: 0 }).toEqual({ ...answer.body, instance: 0, requestId: 0 })
  })
  it('is in no list', async () => {
    expect((await test.call('GET', '/v1/listings', { key: mine })).body.listings).toEqual([])
    expect((await test.call('GET', '/v1/listings', { key: theirs })).body.listings).toHaveLength(1)
  })
})

it("a cursor of another tenant's list shows nothing of it", async () => {
  await test.call('POST', '/v1/listings', { key: theirs, body: { text: 'another' } })
  const { body } = await test.call('GET', '/v1/listings?limit=1', { key: theirs })
  expect(body.next).not.toBeNull()
  const crossed = await test.call('GET', `/v1/listings?cursor=${encodeURIComponent(body.next)}`, { key: mine })
  expect(crossed.body.listings ?? []).toEqual([])
})

it('the same Idempotency-Key of two tenants makes two listings', async () => {
  const send = (key: string) =>
    test.call('POST', '/v1/listings', { key, body: { text: 'a jacket' }, headers: { 'idempotency-key': 'shared' } })
  const [one, two] = [await send(mine), await send(theirs)]
  expect(one.body).toMatchObject({ tenant: 'mine' })
  expect(two.body).toMatchObject({ tenant: 'theirs' })
  expect(one.body.listingId).not.toBe(two.body.listingId)
})

it("another tenant's webhooks are not there", async () => {
  const body = { url: 'https://example.com/hook', events: ['listing.failed'] }
  const made = await test.call('POST', '/v1/webhooks', { key: theirs, body })
  expect(made.status).toBe(201)
  expect(made.body.secret).toMatch(/^whsec_/)
  const path = made.headers.get('location') ?? ''
  for (const method of ['GET', 'DELETE']) expect((await test.call(method, path, { key: mine })).status).toBe(404)
  expect((await test.call('GET', '/v1/webhooks', { key: mine })).body.webhooks).toEqual([])
  const { body: seen } = await test.call('GET', path, { key: theirs })
  expect(seen).toMatchObject({ url: body.url, events: body.events, disabledAt: null })
  expect(seen).not.toHaveProperty('secret')
  expect((await test.call('DELETE', path, { key: theirs })).status).toBe(204)
  expect((await test.call('GET', path, { key: theirs })).status).toBe(404)
})

it("another tenant's policy is not touched", async () => {
  await test.call('PUT', '/v1/policy', { key: mine, body: { acceptAt: 0.9 } })
  expect((await test.call('GET', '/v1/policy', { key: theirs })).body).toEqual({ acceptAt: null })
})

it("another tenant's keys are neither seen nor revoked", async () => {
  const { body } = await test.call('GET', '/v1/keys', { key: mine })
  expect(body.keys.map((key: { tenant: string }) => key.tenant)).toEqual(['mine'])
  const { body: all } = await test.call('GET', '/v1/keys')
  const other = all.keys.find((key: { tenant: string }) => key.tenant === 'theirs')
  expect((await test.call('DELETE', `/v1/keys/${other.id}`, { key: mine })).status).toBe(404)
  expect((await test.call('GET', '/v1/policy', { key: theirs })).status).toBe(200)
})

it("another tenant's dead letters are neither seen nor replayed", async () => {
  const made = await test.call('POST', '/v1/listings', { key: theirs, body: { text: 'will die' } })
  const data = { listingId: made.body.listingId, revision: 1, run: 1 }
  const report = { queue: 'digitize', data, code: 'worker-lost', reason: 'It died', attempts: 5 } as const
  const { id } = await worker.reportDeadLetter(report)
  expect(await worker.reportDeadLetter(report)).toEqual({ id })
  expect((await test.call('GET', '/v1/dead-letters', { key: mine })).body.deadLetters).toEqual([])
  const replayedByMe = await test.call('POST', `/v1/dead-letters/${id}/replay`, { key: mine })
  expect([replayedByMe.status, replayedByMe.body.code]).toEqual([404, 'dead-letter-not-found'])
  const { body } = await test.call('GET', '/v1/dead-letters', { key: theirs })
  expect(body.deadLetters).toMatchObject([{ id, code: 'worker-lost', reason: 'It died', replayedAt: null }])
  expect((await test.call('GET', `/v1/listings/${made.body.listingId}`, { key: theirs })).body.state).toBe('failed')
  const replayed = await test.call('POST', `/v1/dead-letters/${id}/replay`, { key: theirs })
  expect(replayed.status).toBe(202)
  expect(replayed.body.replayedAt).not.toBeNull()
  expect(test.enqueued).toContainEqual({ queue: 'digitize', data: { ...data, run: 2 } })
})

it("catalog items lie under their own tenant's key", async () => {
  const items = [{ id: 'sku-1', title: 'Red dress', attributes: { color: ['red'] } }]
  const answer = await test.call('POST', '/v1/catalog/items', { key: mine, body: { items } })
  expect([answer.status, answer.body.count]).toEqual([202, 1])
  const { importId } = answer.body
  const stored = await test.deps.photoStore.get(`mine/imports/${importId}.jsonl`)
  expect(stored?.toString('utf8')).toBe(`${JSON.stringify(items[0])}\n`)
  expect(await worker.nextImport(importId)).toEqual({ id: importId, tenant: 'mine', kind: 'put', count: 1 })
  expect(test.enqueued).toContainEqual({ queue: 'index', data: { kind: 'import', importId } })
  await worker.importDone(importId, { written: 1, unchanged: 0, removed: 0 })
  expect((await test.call('GET', `/v1/catalog/imports/${importId}`, { key: mine })).body).toMatchObject({
    importId,
    state: 'done',
    written: 1,
  })
  expect((await test.call('GET', `/v1/catalog/imports/${importId}`, { key: theirs })).status).toBe(404)
})

it.each([
  [{ items: [] }, 'items'],
  [{ items: Array.from({ length: 1_001 }, (_, at) => ({ id: `i${at}`, title: 't' })) }, 'items'],
  [{ items: [{ id: 'a b', title: 't' }] }, 'items.0.id'],
  [{ items: [{ id: 'a', title: '' }] }, 'items.0.title'],
])('catalog items that cannot be taken are refused as a whole', async (body, path) => {
  const files = await test.photoFiles()
  const answer = await test.call('POST', '/v1/catalog/items', { key: mine, body })
  expect(answer.status).toBe(400)
  expect(answer.body.errors[0].path).toBe(path)
  expect(await test.photoFiles()).toEqual(files)
})

describe('keys', () => {
  it('a key makes keys of its own tenant with no more than its own scopes; a revoked one works no more', async () => {
    const manager = await test.makeKey('managed', ['keys', 'listings:read'])
    const beyond = await test.call('POST', '/v1/keys', {
      key: manager,
      body: { name: 'x', scopes: ['listings:write'] },
    })
    expect([beyond.status, beyond.body.code]).toEqual([403, 'scope-exceeded'])
    const made = await test.call('POST', '/v1/keys', {
      key: manager,
      body: { name: 'reader', scopes: ['listings:read'] },
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ tenant: 'managed', name: 'reader', scopes: ['listings:read'] })
    expect((await test.call('GET', '/v1/listings', { key: made.body.key })).status).toBe(200)
    const { body } = await test.call('GET', '/v1/keys', { key: manager })
    expect(JSON.stringify(body)).not.toContain(made.body.key)
    expect((await test.call('DELETE', `/v1/keys/${made.body.id}`, { key: manager })).status).toBe(204)
    expect((await test.call('GET', '/v1/listings', { key: made.body.key })).status).toBe(401)
  })

  it('the ops key makes keys for the tenant that it names, and sees those of all or of that one', async () => {
    const headers = { 'hangtag-tenant': 'named' }
    const made = await test.call('POST', '/v1/keys', { headers, body: { name: 'n', scopes: ['listings:read'] } })
    expect(made.body.tenant).toBe('named')
    const named = await test.call('GET', '/v1/keys', { headers })
    expect(named.body.keys.map((key: { tenant: string }) => key.tenant)).toEqual(['named'])
    expect((await test.call('GET', '/v1/keys')).body.keys.length).toBeGreaterThan(1)
  })

  it.each([
    {},
    { name: '', scopes: ['keys'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['root'] },
    { name: 'x', scopes: ['keys'], tenant: 'other' },
  ])('a key that cannot be made is refused: %j', async (body) =>
    expect((await test.call('POST', '/v1/keys', { body })).status).toBe(400),
  )
})

it.each(['http://127.0.0.1/hook', 'http://[::ffff:10.0.0.1]/', 'http://2130706433/', 'ftp://example.com/', 'nonsense'])(
  'a webhook at an address that is not public is refused: %s',
  async (url) => {
    const answer = await test.call('POST', '/v1/webhooks', { key: mine, body: { url, events: ['listing.failed'] } })
    expect([answer.status, answer.body.code]).toEqual([400, 'webhook-url-refused'])
  },
)
