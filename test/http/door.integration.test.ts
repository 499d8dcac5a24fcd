import { randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { problemSchema } from '../../src/domain/problem.ts'
import { type Answer, startTestApp, type TestApp } from './start-test-app.ts'

// The list "Bad input at the door", one by one: a clear problem document, no row, nothing left in the photo store.

let test: TestApp
let jpeg: Buffer
beforeAll(async () => {
  test = await startTestApp(inject('redisUrl'))
  jpeg = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer()
})
afterAll(() => test.close())
afterEach(async () => {
  expect(await test.photoFiles()).toEqual([])
  expect(await test.countListings()).toBe(0)
  expect(test.enqueued).toEqual([])
})

function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code })
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const problem = problemSchema.strict().parse(answer.body)
  expect(problem.status).toBe(status)
  expect(problem.requestId).toBe(answer.headers.get('x-request-id'))
}

function form(photos: (Uint8Array | { bytes: Uint8Array; name: string })[], fields: Record<string, string> = {}) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const photo of photos) {
    const { bytes, name } = photo instanceof Uint8Array ? { bytes: photo, name: 'photo.jpg' } : photo
    body.append('photos', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), name)
  }
  return body
}

const post = (body: unknown, headers: Record<string, string> = {}) =>
  test.call('POST', '/v1/listings', { body, headers })

/** A PNG that says it has this size; only its header is looked at. */
function pngOfSize(width: number, height: number): Buffer {
  const data = Buffer.alloc(13)
  data.writeUInt32BE(width, 0)
  data.writeUInt32BE(height, 4)
  data.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(content.length)
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, checksum])
  }
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', data),
    chunk('IDAT', Buffer.alloc(64)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('a body that is no listing', () => {
  it('no body at all is refused', async () => expectProblem(await post(undefined), 400, 'request-invalid'))
  it('an empty JSON body is refused', async () =>
    expectProblem(await post('', { 'content-type': 'application/json' }), 400, 'request-invalid'))
  it('an empty object is refused', async () => expectProblem(await post({}), 400, 'listing-empty'))
  it('an empty form is refused', async () => expectProblem(await post(form([])), 400, 'listing-empty'))
  it('a text of blanks without photos is refused', async () =>
    expectProblem(await post({ text: ' \n\t' }), 400, 'listing-empty'))
  it('broken JSON is refused', async () =>
    expectProblem(await post('{"text":', { 'content-type': 'application/json' }), 400, 'json-malformed'))
  it('a key that reaches into prototypes is refused', async () =>
    expectProblem(
      await post('{"text":"a","hints":{"__proto__":{"a":1}}}', { 'content-type': 'application/json' }),
      400,
      'json-malformed',
    ))
  it('another media type is refused', async () =>
    expectProblem(await post('a t-shirt', { 'content-type': 'text/plain' }), 415, 'media-type-unsupported'))
  it('a JSON body past the limit is refused', async () =>
    expectProblem(await post({ text: 'x'.repeat(1_200_000) }), 413, 'body-too-large'))
  it('a text past the limit is refused, and named', async () => {
    const answer = await post({ text: 'x'.repeat(10_001) })
    expectProblem(answer, 400, 'request-invalid')
    expect(answer.body.errors).toEqual([{ path: 'text', message: 'at most 10000 characters' }])
  })
  it('every wrong place is named at once', async () => {
    const answer = await post({ text: 7, lane: 'fast', hints: [], colour: 'red' })
    expectProblem(answer, 400, 'request-invalid')
    expect(answer.body.errors.map((error: { path: string }) => error.path).sort()).toEqual([
      '',
      'hints',
      'lane',
      'text',
    ])
  })
  it.each([
    ['text', { text: 'a\u0000b' }],
    ['sku', { text: 'a', sku: '\u0000' }],
    ['hints', { text: 'a', hints: { deep: ['\u0000'] } }],
    ['hints', { text: 'a', hints: { '\u0000': 1 } }],
    ['text', { text: 'half of a pair: \ud83d' }],
  ])('a character that the database cannot keep is refused: %s', async (path, body) => {
    const answer = await post(body)
    expectProblem(answer, 400, 'request-invalid')
    expect(answer.body.errors[0].path).toBe(path)
  })
  it('hints that only make readers recurse are refused', async () => {
    const deep = `{"text":"a","hints":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_001)}`
    expectProblem(await post(deep, { 'content-type': 'application/json' }), 400, 'request-invalid')
  })
})

describe('photos', () => {
  it('17 photos are refused', async () => {
    const answer = await post(form(Array.from({ length: 17 }, () => jpeg)))
    expectProblem(answer, 400, 'too-many-photos')
    expect(answer.body.detail).toContain('16')
  })
  it('40 photos are refused too', async () =>
    expectProblem(await post(form(Array.from({ length: 40 }, () => jpeg))), 400, 'too-many-photos'))
  it('a photo of 26 MB is refused, after one that is taken', async () => {
    const large = Buffer.concat([jpeg, randomBytes(26_000_000 - jpeg.length)])
    const answer = await post(form([jpeg, large], { text: 'a jacket' }))
    expectProblem(answer, 413, 'photo-too-large')
    expect(answer.body.errors[0].path).toBe('photos.1')
  })
  it.each([
    ['a text file named .jpg', Buffer.from('this is not a photo'), 415, 'photo-type-unsupported'],
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      415,
      'photo-type-unsupported',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF'), 415, 'photo-type-unsupported'],
    ['a file without a byte', Buffer.alloc(0), 400, 'photo-empty'],
    ['a PNG of 250 megapixels by its header', pngOfSize(25_000, 10_000), 413, 'photo-too-many-pixels'],
  ])('%s is refused', async (_what, bytes, status, code) =>
    expectProblem(await post(form([jpeg, bytes], { text: 'a jacket' })), status, code),
  )
  it('a file under another name is refused', async () => {
    const body = form([], { text: 'a' })
    body.append('photo', new Blob([new Uint8Array(jpeg)]), 'a.jpg')
    expectProblem(await post(body), 400, 'part-unknown')
  })
  it('an unknown field is refused', async () =>
    expectProblem(await post(form([jpeg], { colour: 'red' })), 400, 'part-unknown'))
  it('a field that comes twice is refused', async () => {
    const body = form([jpeg], { text: 'one' })
    body.append('text', 'two')
    expectProblem(await post(body), 400, 'part-repeated')
  })
  it('a field past the limit is refused', async () =>
    expectProblem(await post(form([jpeg], { text: 'x'.repeat(70_000) })), 413, 'field-too-large'))
  it.each(['{"size":', '[1]', '"M"'])('hints that are no JSON object are refused: %s', async (hints) => {
    const answer = await post(form([jpeg], { hints }))
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].path).toBe('hints')
  })
  it('multipart without a boundary is refused', async () =>
    expectProblem(await post('nothing', { 'content-type': 'multipart/form-data' }), 400, 'multipart-malformed'))
  it('multipart that breaks off in a photo is refused', async () => {
    const head = '--b\r\ncontent-disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n'
    const body = Buffer.concat([Buffer.from(head), jpeg])
    expectProblem(await post(body, { 'content-type': 'multipart/form-data; boundary=b' }), 400, 'multipart-malformed')
  })
})

describe('photo addresses', () => {
  it.each([
    'http://127.0.0.1/a.jpg',
    'http://localhost:8080/a.jpg',
    'http://10.0.0.1/a.jpg',
    'http://172.16.3.4/a.jpg',
    'http://192.168.1.1/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/a.jpg',
    'http://[fe80::1]/a.jpg',
    'http://[fd00::1]/a.jpg',
    'http://[::ffff:127.0.0.1]/a.jpg',
    'http://2130706433/a.jpg',
    'http://0x7f000001/a.jpg',
    'http://0177.0.0.1/a.jpg',
    'http://127.1/a.jpg',
    'http://0.0.0.0/a.jpg',
    'http://100.64.0.1/a.jpg',
    'ftp://example.com/a.jpg',
    'file:///etc/passwd',
    'https://user:secret@example.com/a.jpg',
    'a.jpg',
    '',
  ])('%s is refused', async (url) => {
    const answer = await post({ text: 'a jacket', photoUrls: ['https://example.com/fine.jpg', url] })
    expectProblem(answer, 400, 'photo-url-refused')
    expect(answer.body.errors[0].path).toBe('photoUrls.1')
  })
  it('17 addresses are refused', async () =>
    expectProblem(
      await post({ photoUrls: Array.from({ length: 17 }, (_, at) => `https://example.com/${at}.jpg`) }),
      400,
      'request-invalid',
    ))
})

describe('keys', () => {
  it.each([
    ['none', null],
    ['an unknown one', 'ht_01ARZ3NDEKTSV4RRFFQ69G5FAV_0000000000000000000000000000000000000000000'],
    ['the key of workers', 'worker-key-of-this-test'],
    ['nonsense', 'x'],
  ])('%s is 401 and says how', async (_what, key) => {
    const answer = await test.call('POST', '/v1/listings', { key, body: form([jpeg]) })
    expectProblem(answer, 401, 'key-required')
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm="hangtag"/)
  })
  it('a key without the scope is 403 and says which it lacks', async () => {
    const key = await test.makeKey('reader', ['listings:read'])
    const answer = await test.call('POST', '/v1/listings', { key, body: { text: 'a jacket' } })
    expectProblem(answer, 403, 'scope-missing')
    expect(answer.body.detail).toContain('listings:write')
  })
  it('a key that names another tenant is 403', async () => {
    const key = await test.makeKey('mine', ['listings:write'])
    const headers = { 'hangtag-tenant': 'theirs' }
    expectProblem(
      await test.call('POST', '/v1/listings', { key, headers, body: { text: 'a' } }),
      403,
      'tenant-forbidden',
    )
  })
  it('a tenant that is no name is refused', async () =>
    expectProblem(await post({ text: 'a' }, { 'hangtag-tenant': '../other' }), 400, 'tenant-invalid'))
})
