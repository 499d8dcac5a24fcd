import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { PhotoResult } from '../../src/domain/internal-api.ts'
import { createInternalClient, type InternalClient } from '../../src/http/internal-client.ts'
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

function photos(count: number, bytes: Uint8Array = jpeg): FormData {
  const body = new FormData()
  for (let at = 0; at < count; at += 1) body.append('photos', new Blob([new Uint8Array(bytes)]), `${at}.jpg`)
  return body
}
const create = async (count: number): Promise<string> =>
  (await test.call('POST', '/v1/listings', { body: photos(count) })).body.listingId
const normalized: PhotoResult = { state: 'normalized', sha256: 'a', phash: 'b', width: 640, height: 480, notes: [] }

it('added photos go on from the last index, are stored under it, and leave nothing staged', async () => {
  const id = await create(2)
  for (const index of [0, 1]) await worker.reportPhoto(id, index, normalized)
  await worker.writeDraft(id, draftOf())
  const other = await sharp(jpeg).negate().jpeg().toBuffer()
  const answer = await test.call('POST', `/v1/listings/${id}/photos`, { body: photos(2, other) })
  expect(answer.status).toBe(202)
  expect(answer.headers.get('etag')).toBe(`"${answer.body.version}"`)
  expect(answer.body.photos.map(({ index, state }: { index: number; state: string }) => [index, state])).toEqual([
    [0, 'normalized'],
    [1, 'normalized'],
    [2, 'received'],
    [3, 'received'],
  ])
  expect(answer.body).toMatchObject({ revision: 2, run: 2 })
  expect(await test.deps.photoStore.list(`default/${id}/`)).toEqual(
    [0, 1, 2, 3].map((index) => `default/${id}/${index}/original`),
  )
  expect(await test.deps.photoStore.get(`default/${id}/3/original`)).toEqual(other)
  expect(test.enqueued).toContainEqual({ queue: 'photos', data: { listingId: id, index: 3 } })
})

it('more photos than a listing can have are refused, and nothing of them stays', async () => {
  const id = await create(10)
  const stored = await test.photoFiles()
  const answer = await test.call('POST', `/v1/listings/${id}/photos`, { body: photos(7) })
  expect([answer.status, answer.body.code]).toEqual([400, 'too-many-photos'])
  expect(await test.photoFiles()).toEqual(stored)
})

it.each([
  ['a text named .jpg', () => photos(1, Buffer.from('not a photo')), 415, 'photo-type-unsupported'],
  ['no photo', () => new FormData(), 400, 'photos-missing'],
  ['JSON', () => ({ photoUrls: [] }), 415, 'media-type-unsupported'],
])('added as %s is refused, and nothing of it stays', async (_what, body, status, code) => {
  const id = await create(1)
  const stored = await test.photoFiles()
  const answer = await test.call('POST', `/v1/listings/${id}/photos`, { body: body() })
  expect([answer.status, answer.body.code]).toEqual([status, code])
  expect(await test.photoFiles()).toEqual(stored)
})

it('photos for a listing that is not there leave nothing behind', async () => {
  const stored = await test.photoFiles()
  const answer = await test.call('POST', '/v1/listings/lst_00000000000000000000000000/photos', { body: photos(2) })
  expect([answer.status, answer.body.code]).toEqual([404, 'listing-not-found'])
  expect(await test.photoFiles()).toEqual(stored)
})

it('the stored variant itself is served, private and with its type nailed down', async () => {
  const id = await create(1)
  const thumb = await sharp(jpeg).resize(32).jpeg().toBuffer()
  await test.deps.photoStore.put(`default/${id}/0/model.jpg`, jpeg)
  await test.deps.photoStore.put(`default/${id}/0/thumb.jpg`, thumb)
  const sent = await sharp(jpeg).resize(16).jpeg().toBuffer()
  const crop = await sharp(jpeg).resize(8).jpeg().toBuffer()
  await test.deps.photoStore.put(`default/${id}/0/sent-16x16.jpg`, sent)
  await test.deps.photoStore.put(`default/${id}/0/crop-0-0-100-100-8x8.jpg`, crop)
  await worker.reportPhoto(id, 0, normalized)
  for (const [query, bytes] of [
    ['', jpeg],
    ['?size=model', jpeg],
    ['?size=thumb', thumb],
    ['?size=sent-16x16', sent],
    ['?size=crop-0-0-100-100-8x8', crop],
  ] as const) {
    const answer = await fetch(`${test.url}/v1/listings/${id}/photos/0${query}`, {
      headers: { authorization: 'Bearer ops-key-of-this-test' },
    })
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('cache-control')).toMatch(/^private/)
  }
})

it('a photo without a variant says why: not yet, rejected, not there', async () => {
  const id = await create(2)
  const code = async (path: string) => {
    const { status, body } = await test.call('GET', `/v1/listings/${id}/photos/${path}`)
    return [status, body.code]
  }
  expect(await code('0')).toEqual([409, 'photo-not-ready'])
  await worker.reportPhoto(id, 1, { state: 'rejected', code: 'photo-corrupt', sha256: null })
  expect(await code('1')).toEqual([409, 'photo-rejected'])
  expect(await code('2')).toEqual([404, 'photo-not-found'])
  await worker.reportPhoto(id, 0, normalized)
  expect(await code('0?size=sent-1x1')).toEqual([404, 'photo-not-found'])
  for (const path of [
    '16',
    '-1',
    'x',
    '0?size=original',
    '0?size=sent-1x1/../../1/original',
    '0?size=sent-',
    '0?size=crop-1x1',
  ])
    expect((await code(path))[0]).toBe(400)
})
