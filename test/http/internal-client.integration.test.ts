import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { problem } from '../../src/domain/problem.ts'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
import { draftOf } from './draft-of.ts'
import { opsKey, startTestApp, type TestApp, workerKey } from './start-test-app.ts'

const nowhere = 'lst_00000000000000000000000000'

describe('against the real API', () => {
  let test: TestApp
  let worker: InternalClient
  beforeAll(async () => {
    test = await startTestApp(inject('redisUrl'))
    worker = createInternalClient({ apiUrl: `${test.url}/`, workerKey, deadlineMs: 5_000 })
  })
  afterAll(async () => {
    await worker.close()
    await test.close()
  })
  const create = async (body: object = { text: 't-shirt' }): Promise<string> =>
    (await test.call('POST', '/v1/listings', { body, headers: { 'hangtag-tenant': 'worker-test' } })).body.listingId

  it('a work item holds all that digitizing takes, with the tenant of the row and the settings', async () => {
    const id = await create({
      text: 't-shirt',
      hints: { a: [1] },
      lane: 'bulk',
      photoUrls: ['https://example.com/a.jpg'],
    })
    expect(await worker.workItem(id)).toMatchObject({
      listingId: id,
      tenant: 'worker-test',
      lane: 'bulk',
      state: 'received',
      revision: 1,
      run: 1,
      text: 't-shirt',
      hints: { a: [1] },
      photos: [{ index: 0, url: 'https://example.com/a.jpg', state: 'received' }],
      corrections: [],
      settings: test.deps.settings,
    })
  })

  it('the last photo to settle orders digitizing', async () => {
    const id = await create({ photoUrls: ['https://example.com/a.jpg'] })
    const result = { state: 'normalized', sha256: 'a', phash: 'b', width: 9, height: 9, notes: [] } as const
    expect(await worker.reportPhoto(id, 0, { ...result, notes: [] })).toBe('written')
    expect(await worker.reportPhoto(id, 0, { ...result, notes: [] })).toBe('same')
    expect(test.enqueued.at(-1)).toEqual({ queue: 'digitize', data: { listingId: id, revision: 1, run: 1 } })
  })

  it('a read result comes back as it was stored', async () => {
    const id = await create()
    const key = `seller-text.${'0'.repeat(64)}`
    const result = {
      claims: [
        { attribute: 'brand', value: null, label: null, status: 'unknown' as const, confidence: 0.5, evidence: [] },
      ],
      run: { read: 'seller-text', version: '1', ms: 3, cached: false },
      extra: { words: ['a'] },
    }
    expect(await worker.readResult(id, key)).toBeNull()
    expect(await worker.putReadResult(id, key, result)).toBe(true)
    expect(await worker.readResult(id, key)).toEqual(result)
  })

  it('the same pair is never written twice, an older one never over a newer one', async () => {
    const id = await create()
    expect(await worker.writeDraft(id, draftOf())).toBe('written')
    expect(await worker.writeDraft(id, draftOf())).toBe('same')
    await test.call('POST', `/v1/listings/${id}/redigitize`, { headers: { 'hangtag-tenant': 'worker-test' } })
    expect(await worker.writeDraft(id, draftOf({ run: 2 }))).toBe('written')
    expect(await worker.writeDraft(id, draftOf())).toBe('stale')
  })

  it('a draft that needs review puts the listing there', async () => {
    const id = await create()
    await worker.writeDraft(id, draftOf({ needed: true }))
    expect(await worker.workItem(id)).toMatchObject({ state: 'needs-review' })
  })

  it('a ledger row is taken once, and again, and not for a listing that is gone', async () => {
    const row = {
      id: 'call-1',
      listingId: await create(),
      step: 'read',
      model: 'm',
      endpoint: 'e',
      prompt: 'p@1',
      usage: { input: 1, cached: 0, output: 1 },
      costUsd: null,
      outcome: 'ok',
      ms: 12.5,
    }
    expect(await worker.addLedgerRow(row)).toBe(true)
    expect(await worker.addLedgerRow(row)).toBe(true)
  })

  it('an accepted listing is an item until it changes, and is not offered again once indexed', async () => {
    const id = await create()
    await worker.writeDraft(id, draftOf())
    const headers = { 'hangtag-tenant': 'worker-test' }
    const { version } = (await test.call('POST', `/v1/listings/${id}/accept`, { headers })).body
    expect(await worker.catalogItem(id, version)).toMatchObject({ tenant: 'worker-test', item: { id } })
    await worker.indexed(id, version, 'put')
    await test.call('PATCH', `/v1/listings/${id}`, { headers, body: { text: 'other' } })
    expect(await worker.catalogItem(id, version)).toMatchObject({ item: null })
  })

  it('a delivery goes from due to done by the attempts that are reported', async () => {
    const headers = { 'hangtag-tenant': 'worker-test' }
    await test.call('POST', '/v1/webhooks', {
      headers,
      body: { url: 'https://example.com/hook', events: ['listing.draft.ready'] },
    })
    await worker.writeDraft(await create(), draftOf())
    const order = test.enqueued.findLast(({ queue }) => queue === 'webhooks')
    const deliveryId = order?.queue === 'webhooks' ? order.data.deliveryId : ''
    const due = await worker.delivery(deliveryId)
    expect(due).toMatchObject({ id: deliveryId, url: 'https://example.com/hook', attempt: 1, done: false })
    expect(JSON.parse(due?.body ?? '')).toMatchObject({ type: 'listing.draft.ready' })
    await worker.reportAttempt(deliveryId, { attempt: 1, status: 500, error: null })
    expect(test.enqueued.at(-1)).toMatchObject({ queue: 'webhooks', data: { deliveryId, attempt: 2 } })
    await worker.reportAttempt(deliveryId, { attempt: 2, status: 204, error: null })
    expect(await worker.delivery(deliveryId)).toMatchObject({ done: true })
  })

  it('what is not there is an answer, not a failure', async () => {
    expect(await worker.workItem(nowhere)).toBeNull()
    expect(await worker.reportPhoto(nowhere, 0, { state: 'rejected', code: 'x', sha256: null })).toBe('gone')
    expect(await worker.writeDraft(nowhere, draftOf())).toBe('gone')
    expect(await worker.readResult(nowhere, `a.${'0'.repeat(64)}`)).toBeNull()
    expect(await worker.catalogItem(nowhere, 1)).toBeNull()
    expect(await worker.publication(nowhere, 1)).toBeNull()
    expect(await worker.delivery('dlv_nothing')).toBeNull()
    expect(await worker.deletion('del_nothing')).toBeNull()
    expect(await worker.nextImport('imp_nothing')).toBeNull()
  })

  it('a form that the API does not know is refused for good, with the places named', async () => {
    const wrong = { ...draftOf(), revision: 0 }
    await expect(worker.writeDraft(await create(), wrong)).rejects.toMatchObject({
      code: 'api-refused',
      disposition: 'give-up',
      evidence: { status: 400, errors: [{ path: 'revision' }] },
    })
  })

  it.each([
    ['the ops key', opsKey],
    ['nonsense', 'x'],
  ])('%s opens nothing under /internal', async (_what, key) => {
    const answer = await test.call('GET', `/internal/listings/${nowhere}/work`, { key })
    expect(answer.status).toBe(401)
    const client = createInternalClient({ apiUrl: test.url, workerKey: key, deadlineMs: 5_000 })
    await expect(client.workItem(nowhere)).rejects.toMatchObject({ code: 'api-refused', disposition: 'retry' })
    await client.close()
  })
})

describe('against an API in trouble', () => {
  const opened: { server: Server; client: InternalClient }[] = []
  afterAll(async () => {
    for (const { server, client } of opened) {
      server.closeAllConnections()
      server.close()
      await client.close()
    }
  })
  async function clientOf(answer: RequestListener, deadlineMs = 2_000): Promise<InternalClient> {
    const server = createServer(answer).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const client = createInternalClient({ apiUrl: `http://127.0.0.1:${port}`, workerKey, deadlineMs })
    opened.push({ server, client })
    return client
  }
  const failure = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: unknown) => error,
    )

  it.each([500, 502, 503, 429])('status %i is tried again', async (status) => {
    const client = await clientOf((_request, answer) => void answer.writeHead(status).end('trouble'))
    expect(await failure(client.workItem(nowhere))).toMatchObject({ code: 'api-unavailable', disposition: 'retry' })
  })

  it('a 404 that is not the API speaking of a listing is no answer: the address is wrong, and no work is lost', async () => {
    const other = await clientOf((_request, answer) => void answer.writeHead(404).end('<h1>Not here</h1>'))
    expect(await failure(other.workItem(nowhere))).toMatchObject({ code: 'api-unavailable', disposition: 'retry' })
    const routeless = JSON.stringify(problem(404, 'route-not-found', 'Not found', 'There is nothing at this address.'))
    const older = await clientOf((_request, answer) => void answer.writeHead(404).end(routeless))
    expect(await failure(older.workItem(nowhere))).toMatchObject({ code: 'api-unavailable', disposition: 'retry' })
  })

  it('an API that is not there is tried again', async () => {
    const client = createInternalClient({ apiUrl: 'http://127.0.0.1:1', workerKey, deadlineMs: 2_000 })
    expect(await failure(client.workItem(nowhere))).toMatchObject({ code: 'api-unavailable', disposition: 'retry' })
    await client.close()
  })

  it('an API that does not answer is given up at the deadline, also in mid-answer', async () => {
    const silent = await clientOf(() => {}, 100)
    expect(await failure(silent.workItem(nowhere))).toMatchObject({
      code: 'api-unavailable',
      message: expect.stringContaining('100 ms'),
    })
    const slow = await clientOf((_request, answer) => void answer.writeHead(200).write('{'), 100)
    expect(await failure(slow.workItem(nowhere))).toMatchObject({ code: 'api-unavailable' })
  })

  it("the caller's abort throws its own reason", async () => {
    const client = await clientOf(() => {})
    const reason = new Error('stopping')
    const aborting = new AbortController()
    const asked = failure(client.workItem(nowhere, aborting.signal))
    aborting.abort(reason)
    expect(await asked).toBe(reason)
  })

  it.each(['not JSON', '{}', '[]', ''])('an answer in another form is no work item: %s', async (text) => {
    const client = await clientOf((_request, answer) => void answer.writeHead(200).end(text))
    const error = await failure(client.workItem(nowhere))
    expect(error).toBeInstanceOf(HangtagError)
    expect(error).toMatchObject({ code: 'api-answer-malformed', disposition: 'retry' })
  })
})
