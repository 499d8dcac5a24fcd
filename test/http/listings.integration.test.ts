import { createHash } from 'node:crypto'
import { createConnection } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { recordSchema } from '../../src/domain/record.ts'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
import { until } from '../stubs/until.ts'
import { draftOf } from './draft-of.ts'
import { startTestApp, type TestApp, workerKey } from './start-test-app.ts'

let test: TestApp
let worker: InternalClient
let jpeg: Buffer
beforeAll(async () => {
  test = await startTestApp(inject('redisUrl'))
  worker = createInternalClient({ apiUrl: test.url, workerKey, deadlineMs: 5_000 })
  jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer()
})
afterAll(async () => {
  await worker.close()
  await test.close()
})

const photo = () => new Blob([new Uint8Array(jpeg)], { type: 'image/jpeg' })
const create = async (body: object): Promise<string> =>
  (await test.call('POST', '/v1/listings', { body })).body.listingId
const drafted = async (needed = false): Promise<string> => {
  const id = await create({ text: 't-shirt' })
  expect(await worker.writeDraft(id, draftOf({ needed }))).toBe('written')
  return id
}

describe('sending a listing', () => {
  it('photos and fields are kept exactly as they came, and the photo jobs are ordered', async () => {
    const body = new FormData()
    body.append('photos', photo(), 'a.jpg')
    body.append('hints', '{"size":"M","n":{"deep":[1,null]}}')
    body.append('photos', photo(), 'b.jpg')
    body.append('text', '  Größe M — “cotton” 👕\r\n')
    body.append('sku', 'A-17')
    body.append('lane', 'bulk')
    const answer = await test.call('POST', '/v1/listings', { body, headers: { 'hangtag-tenant': 'sender' } })
    expect(answer.status).toBe(202)
    const record = recordSchema.parse(answer.body)
    expect(record).toMatchObject({
      tenant: 'sender',
      text: '  Größe M — “cotton” 👕\r\n',
      sku: 'A-17',
      hints: { size: 'M', n: { deep: [1, null] } },
      state: 'received',
      revision: 1,
      run: 1,
      version: 1,
    })
    const sha256 = createHash('sha256').update(jpeg).digest('hex')
    expect(record.photos.map((kept) => [kept.index, kept.state, kept.sha256])).toEqual([
      [0, 'received', sha256],
      [1, 'received', sha256],
    ])
    expect(answer.headers.get('location')).toBe(`/v1/listings/${record.listingId}`)
    expect(answer.headers.get('etag')).toBe('"1"')
    const mine = test.enqueued.filter(({ data }) => 'listingId' in data && data.listingId === record.listingId)
    expect(mine).toEqual(
      [0, 1].map((index) => ({ queue: 'photos-bulk', data: { listingId: record.listingId, index } })),
    )
    for (const index of [0, 1])
      expect(await test.deps.photoStore.get(`sender/${record.listingId}/${index}/original`)).toEqual(jpeg)
  })

  it('text alone is legal and is digitized at once', async () => {
    const id = await create({ text: 'size M cotton t-shirt' })
    expect(test.enqueued).toContainEqual({ queue: 'digitize', data: { listingId: id, revision: 1, run: 1 } })
  })

  it('addresses of photos are taken as JSON and fetched later', async () => {
    const { status, body } = await test.call('POST', '/v1/listings', {
      body: { photoUrls: ['https://example.com/a.jpg'] },
    })
    expect(status).toBe(202)
    expect(body.photos).toMatchObject([{ index: 0, state: 'received', sha256: null }])
  })

  it('the same Idempotency-Key and body make one listing, however often and in whichever order of keys', async () => {
    const send = (body: object) =>
      test.call('POST', '/v1/listings', { body, headers: { 'idempotency-key': 'once', 'hangtag-tenant': 'idem' } })
    const first = await send({ text: 'a jacket', hints: { a: 1, b: { c: 2, d: 3 } } })
    const again = await send({ hints: { b: { d: 3, c: 2 }, a: 1 }, text: 'a jacket' })
    expect([first.status, again.status]).toEqual([202, 202])
    expect(again.body.listingId).toBe(first.body.listingId)
    const other = await send({ text: 'another jacket' })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused'])
    const { body } = await test.call('GET', '/v1/listings', { headers: { 'hangtag-tenant': 'idem' } })
    expect(body.listings).toHaveLength(1)
    await test.call('DELETE', `/v1/listings/${first.body.listingId}`, { headers: { 'hangtag-tenant': 'idem' } })
    const late = await send({ text: 'a jacket', hints: { a: 1, b: { c: 2, d: 3 } } })
    expect([late.status, late.body.code]).toEqual([410, 'listing-deleted'])
  })

  it('photos that come again under the same Idempotency-Key leave nothing behind', async () => {
    const send = (text: string) => {
      const body = new FormData()
      body.append('photos', photo(), 'a.jpg')
      body.append('text', text)
      return test.call('POST', '/v1/listings', { body, headers: { 'idempotency-key': 'photos-once' } })
    }
    const first = await send('one')
    const stored = await test.photoFiles()
    expect((await send('one')).body.listingId).toBe(first.body.listingId)
    expect((await send('two')).status).toBe(422)
    expect(await test.photoFiles()).toEqual(stored)
  })

  it('a caller that goes away in mid-upload leaves no row and no file', async () => {
    const [rows, files] = [await test.countListings(), await test.photoFiles()]
    const { port } = new URL(test.url)
    const socket = createConnection({ host: '127.0.0.1', port: Number(port) })
    const part = '--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n'
    socket.write(
      `POST /v1/listings HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ops-key-of-this-test\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 9000000\r\n\r\n${part}`,
    )
    socket.write(jpeg)
    socket.write(`\r\n${part}`)
    socket.write(Buffer.alloc(200_000, 1))
    await until('the first photo to be stored', async () => (await test.photoFiles()).length > files.length)
    socket.destroy()
    await until('its photos to be removed', async () => (await test.photoFiles()).length === files.length)
    expect(await test.countListings()).toBe(rows)
  })

  it('a queue that is away costs nothing but time', async () => {
    const enqueue = test.deps.queue.enqueue
    test.deps.queue.enqueue = async () => {
      throw new Error('Redis is away')
    }
    try {
      expect((await test.call('POST', '/v1/listings', { body: { text: 'a jacket' } })).status).toBe(202)
    } finally {
      test.deps.queue.enqueue = enqueue
    }
  })

  it('a row whose commit went through although its answer was lost keeps its photos', async () => {
    const { listings } = test.deps.store
    const make = listings.create
    let id = ''
    listings.create = async (listing) => {
      id = listing.id
      await make(listing)
      throw new HangtagError('The connection broke', { code: 'database-unavailable', disposition: 'retry' })
    }
    const send = () => {
      const body = new FormData()
      body.append('photos', photo(), 'a.jpg')
      return test.call('POST', '/v1/listings', { body, headers: { 'idempotency-key': 'lost-answer' } })
    }
    try {
      expect((await send()).status).toBe(503)
    } finally {
      listings.create = make
    }
    expect(await test.deps.photoStore.list(`default/${id}/`)).toEqual([`default/${id}/0/original`])
    expect((await send()).body.listingId).toBe(id)
    expect(await test.deps.photoStore.list(`default/${id}/`)).toEqual([`default/${id}/0/original`])
  })

  it('an upload is marked before its first photo and until its listing has a row, so that what a crash leaves is found', async () => {
    const { photoStore } = test.deps
    const put = photoStore.put
    let marks: string[] = []
    photoStore.put = async (key, source, signal) => {
      await put(key, source, signal)
      if (key.endsWith('/original')) marks = await photoStore.list('_uploads/uploader/')
    }
    try {
      const body = new FormData()
      body.append('photos', photo(), 'a.jpg')
      const answer = await test.call('POST', '/v1/listings', { body, headers: { 'hangtag-tenant': 'uploader' } })
      expect(answer.status).toBe(202)
      expect(marks).toEqual([`_uploads/uploader/${answer.body.listingId}`])
      expect(await photoStore.list('_uploads/uploader/')).toEqual([])
    } finally {
      photoStore.put = put
    }
  })

  it('a photo store that is away is 503 with Retry-After, and no row is made', async () => {
    const rows = await test.countListings()
    const { photoStore } = test.deps
    const put = photoStore.put
    photoStore.put = async () => {
      throw new HangtagError('The photo store does not answer', {
        code: 'photo-store-unavailable',
        disposition: 'retry',
      })
    }
    try {
      const body = new FormData()
      body.append('photos', photo(), 'a.jpg')
      const answer = await test.call('POST', '/v1/listings', { body })
      expect([answer.status, answer.body.code]).toEqual([503, 'photo-store-unavailable'])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    } finally {
      photoStore.put = put
    }
    expect(await test.countListings()).toBe(rows)
  })
})

describe('reading and changing', () => {
  it('the ETag is the version, and a listing that is not there is 404', async () => {
    const id = await create({ text: 'a jacket' })
    const answer = await test.call('GET', `/v1/listings/${id}`)
    expect(answer.headers.get('etag')).toBe(`"${answer.body.version}"`)
    const missing = await test.call('GET', '/v1/listings/lst_00000000000000000000000000')
    expect([missing.status, missing.body.code]).toEqual([404, 'listing-not-found'])
  })

  it.each(['nope', 'lst_1', 'lst_00000000000000000000000000%00', 'lst_0000000000000000000000000O', 'x'.repeat(3_000)])(
    'an id that cannot be one is refused: %s',
    async (id) => {
      const answer = await test.call('GET', `/v1/listings/${id}`)
      expect([answer.status, answer.body.code]).toEqual([400, 'request-invalid'])
    },
  )

  it('pages go through all listings once, newest first, also by state', async () => {
    const headers = { 'hangtag-tenant': 'pager' }
    const ids: string[] = []
    for (let at = 0; at < 5; at += 1)
      ids.unshift((await test.call('POST', '/v1/listings', { headers, body: { text: `item ${at}` } })).body.listingId)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const { status, body } = await test.call('GET', `/v1/listings?limit=2${query}`, { headers })
      expect(status).toBe(200)
      seen.push(...body.listings.map((listing: { listingId: string }) => listing.listingId))
      cursor = body.next
    }
    expect(seen).toEqual(ids)
    const accepted = await test.call('GET', '/v1/listings?state=accepted', { headers })
    expect(accepted.body.listings).toEqual([])
  })

  it.each(['?cursor=nonsense', '?cursor=%00', '?state=lost', '?limit=0', '?limit=101', '?limit=x', '?limit=1&limit=2'])(
    'a query that cannot be read is refused: %s',
    async (query) => {
      const answer = await test.call('GET', `/v1/listings${query}`)
      expect([answer.status, answer.body.code]).toEqual([400, 'request-invalid'])
      expect(answer.body.errors[0].path).toMatch(/^querystring\./)
    },
  )

  it('new text digitizes again, under If-Match where it is sent', async () => {
    const id = await drafted()
    const { headers } = await test.call('GET', `/v1/listings/${id}`)
    const stale = await test.call('PATCH', `/v1/listings/${id}`, {
      body: { text: 'x' },
      headers: { 'if-match': '"1"' },
    })
    expect([stale.status, stale.body.code]).toEqual([412, 'version-changed'])
    expect(stale.headers.get('etag')).toBe(headers.get('etag'))
    const fresh = await test.call('PATCH', `/v1/listings/${id}`, {
      body: { text: 'a red dress' },
      headers: { 'if-match': headers.get('etag') ?? '' },
    })
    expect(fresh.status).toBe(202)
    expect(fresh.body).toMatchObject({ text: 'a red dress', state: 'digitizing', revision: 2, run: 2 })
    expect(test.enqueued).toContainEqual({ queue: 'digitize', data: { listingId: id, revision: 2, run: 2 } })
  })

  it.each(['7', '*', 'W/"7"', '"7", "8"', '"abc"', '""'])(
    'an If-Match that is not one ETag is refused: %s',
    async (tag) => {
      const id = await create({ text: 'a jacket' })
      const answer = await test.call('PATCH', `/v1/listings/${id}`, {
        body: { text: 'x' },
        headers: { 'if-match': tag },
      })
      expect([answer.status, answer.body.code]).toEqual([400, 'if-match-invalid'])
    },
  )

  it('a change of nothing is refused', async () => {
    const id = await create({ text: 'a jacket' })
    expect((await test.call('PATCH', `/v1/listings/${id}`, { body: {} })).status).toBe(400)
  })

  it('a deleted listing is gone, and its deletion is ordered', async () => {
    const id = await drafted()
    expect((await test.call('DELETE', `/v1/listings/${id}`)).status).toBe(204)
    expect((await test.call('GET', `/v1/listings/${id}`)).status).toBe(404)
    expect((await test.call('DELETE', `/v1/listings/${id}`)).status).toBe(404)
    const order = test.enqueued.at(-1)
    expect(order).toMatchObject({ queue: 'index', data: { kind: 'remove' } })
    const deletionId = order?.queue === 'index' && order.data.kind === 'remove' ? order.data.deletionId : ''
    expect(await worker.deletion(deletionId)).toMatchObject({ listingId: id })
    await worker.deletionDone(deletionId)
    expect(await worker.deletion(deletionId)).toBeNull()
  })
})

describe('verbs', () => {
  it('accept, publish, change: each is possible where the table says so, and says what is possible where not', async () => {
    const id = await create({ text: 't-shirt' })
    const early = await test.call('POST', `/v1/listings/${id}/accept`)
    expect(early.status).toBe(409)
    expect(early.body).toMatchObject({
      code: 'wrong-state',
      state: 'digitizing',
      possible: ['change', 'redigitize', 'delete'],
    })
    await worker.writeDraft(id, draftOf())
    const accepted = await test.call('POST', `/v1/listings/${id}/accept`)
    expect([accepted.status, accepted.body.state]).toEqual([200, 'accepted'])
    expect(test.enqueued).toContainEqual({
      queue: 'index',
      data: { kind: 'put', listingId: id, version: accepted.body.version },
    })
    const ordered = await test.call('POST', `/v1/listings/${id}/publish`)
    expect(ordered.status).toBe(202)
    const order = test.enqueued.findLast(({ queue }) => queue === 'publish')
    expect(order).toMatchObject({ data: { listingId: id } })
    const during = await test.call('PATCH', `/v1/listings/${id}`, { body: { text: 'x' } })
    expect([during.status, during.body.state]).toEqual([409, 'accepted'])
    expect(during.body.detail).toContain('being published')
    const version = order?.queue === 'publish' ? order.data.version : 0
    expect(await worker.publication(id, version)).toMatchObject({ version, record: { listingId: id } })
    await worker.reportPublication(id, { outcome: 'published', version })
    const published = await test.call('GET', `/v1/listings/${id}`)
    expect(published.body).toMatchObject({ state: 'published', publishedVersion: version })
    expect(await worker.publication(id, version)).toBeNull()
  })

  it('redigitize orders a new run of the same revision', async () => {
    const id = await drafted()
    const answer = await test.call('POST', `/v1/listings/${id}/redigitize`)
    expect([answer.status, answer.body.revision, answer.body.run]).toEqual([202, 1, 2])
  })

  it('a draft is published unseen where the policy says so, and only there', async () => {
    const headers = { 'hangtag-tenant': 'policy' }
    const { body } = await test.call('POST', '/v1/listings', { headers, body: { text: 't-shirt' } })
    await worker.writeDraft(body.listingId, draftOf())
    expect((await test.call('GET', '/v1/policy', { headers })).body).toEqual({ acceptAt: null })
    expect((await test.call('POST', `/v1/listings/${body.listingId}/publish`, { headers })).status).toBe(409)
    expect((await test.call('PUT', '/v1/policy', { headers, body: { acceptAt: 0.5 } })).body).toEqual({ acceptAt: 0.5 })
    expect((await test.call('POST', `/v1/listings/${body.listingId}/publish`, { headers })).status).toBe(202)
    for (const acceptAt of [-0.1, 1.1, 'high'])
      expect((await test.call('PUT', '/v1/policy', { headers, body: { acceptAt } })).status).toBe(400)
  })

  it('a body where none is taken is refused', async () => {
    const id = await drafted()
    const answer = await test.call('POST', `/v1/listings/${id}/accept`, { body: { really: true } })
    expect([answer.status, answer.body.code]).toEqual([400, 'body-not-expected'])
    const empty = { body: '', headers: { 'content-type': 'application/json' } }
    expect((await test.call('POST', `/v1/listings/${id}/accept`, empty)).status).toBe(200)
  })
})

describe('corrections', () => {
  const correct = (id: string, body: unknown, tag?: string) =>
    test.call('PATCH', `/v1/listings/${id}/fields`, { body, headers: tag === undefined ? {} : { 'if-match': tag } })
  const tagOf = async (id: string) => (await test.call('GET', `/v1/listings/${id}`)).headers.get('etag') ?? ''

  it('stand with a person as evidence, beside what the machine said, with the words of the taxonomy', async () => {
    const key = await test.makeKey('default', ['listings:read', 'listings:write'])
    const id = await drafted()
    const answer = await test.call('PATCH', `/v1/listings/${id}/fields`, {
      key,
      headers: { 'if-match': await tagOf(id) },
      body: {
        fields: {
          color: ['navy'],
          size: { system: 'alpha', label: 'L' },
          brand: null,
          pattern: { status: 'not-applicable' },
        },
        consent: true,
      },
    })
    expect(answer.status).toBe(200)
    const { fields, corrections, version } = recordSchema.parse(answer.body)
    expect(answer.headers.get('etag')).toBe(`"${version}"`)
    expect(fields.color).toMatchObject({
      value: ['navy'],
      label: 'Navy',
      status: 'corrected',
      confidence: 1,
      evidence: [{ kind: 'person' }],
      conflicts: [],
    })
    expect(fields.size).toMatchObject({ value: { system: 'alpha', label: 'L' }, label: 'L', status: 'corrected' })
    expect(fields.brand).toMatchObject({ value: null, status: 'unknown', evidence: [{ kind: 'person' }] })
    expect(fields.pattern).toMatchObject({ value: null, status: 'not-applicable', evidence: [{ kind: 'person' }] })
    expect(corrections.find(({ field }) => field === 'color')).toMatchObject({
      before: { value: ['blue'], status: 'observed', confidence: 0.6 },
      after: ['navy'],
      by: expect.stringMatching(/^key_/),
      consent: true,
      revision: 1,
    })
  })

  it('need If-Match, and the version that was seen', async () => {
    const id = await drafted()
    const missing = await correct(id, { fields: { color: ['navy'] } })
    expect([missing.status, missing.body.code]).toEqual([428, 'if-match-required'])
    const wrong = await correct(id, { fields: { color: ['navy'] } }, '"99"')
    expect([wrong.status, wrong.body.code]).toEqual([412, 'version-changed'])
  })

  it('of unknown fields and of values that do not fit are refused, each named with what is possible', async () => {
    const id = await drafted()
    const answer = await correct(id, { fields: { colour: ['navy'], color: 'navy', size: 'L' } }, await tagOf(id))
    expect([answer.status, answer.body.code]).toEqual([400, 'correction-invalid'])
    const messages = Object.fromEntries(
      answer.body.errors.map(({ path, message }: { path: string; message: string }) => [path, message]),
    )
    expect(messages['fields.colour']).toContain('color')
    expect(messages['fields.color']).toContain('navy')
    expect(messages['fields.size']).toContain('alpha')
    const { body } = await test.call('GET', `/v1/listings/${id}`)
    expect(body.corrections).toEqual([])
  })

  it.each([{}, { fields: {} }, { fields: { brand: 'a\u0000b' } }, { fields: { brand: 'Levi’s' }, by: 'me' }])(
    'that say nothing or cannot be kept are refused: %j',
    async (body) => {
      const id = await drafted()
      expect((await correct(id, body, await tagOf(id))).status).toBe(400)
    },
  )

  it('before there is a draft are 409', async () => {
    const id = await create({ text: 't-shirt' })
    const answer = await correct(id, { fields: { color: ['navy'] } }, '"1"')
    expect([answer.status, answer.body.code]).toEqual([409, 'wrong-state'])
  })
})
