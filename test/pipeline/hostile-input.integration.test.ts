import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { ListingRecord } from '../../src/domain/record.ts'
import { drawnScene } from '../photos/drawn-photos.ts'
import { type Platform, startPlatform } from './start-platform.ts'

// Input that only a worker can find out about. Whatever it is, the photo is rejected with a code (or the listing fails with its
// problem), and the same worker digitizes the next listing.

let platform: Platform
let host: Server
let port: number

beforeAll(async () => {
  host = createServer((request, response) => answer(request.url ?? '/', response))
  await new Promise<void>((resolve) => host.listen(0, '0.0.0.0', resolve))
  port = (host.address() as AddressInfo).port
  platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MILVUS_ADDRESS: inject('milvusAddress'),
    FETCH_ALLOW: `127.0.0.1:${port}`,
    FETCH_DEADLINE_MS: '700',
    PHOTO_BYTES_MAX: '2000000',
    JOB_ATTEMPTS: '2',
  })
})
afterAll(async () => {
  await platform?.stop()
  await platform?.remove()
  host?.closeAllConnections()
  host?.close()
})

function answer(path: string, response: ServerResponse): void {
  if (path === '/redirect-to-private') response.writeHead(302, { location: 'http://10.0.0.1/a.jpg' }).end()
  else if (path === '/redirect-to-metadata') response.writeHead(302, { location: 'http://169.254.169.254/' }).end()
  else if (path === '/redirect-to-file') response.writeHead(302, { location: 'file:///etc/passwd' }).end()
  else if (path === '/redirect-in-circles') response.writeHead(302, { location: path }).end()
  else if (path === '/endless') pour(response)
  else if (path === '/slow') response.writeHead(200).write('\xff\xd8')
  else if (path === '/silent') return
  else if (path === '/page.jpg') response.writeHead(200, { 'content-type': 'image/jpeg' }).end('<html>no photo</html>')
  else response.writeHead(404).end()
}

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(64_000, 0xff)
  response.on('error', () => {}) // The other side has had enough: that is the point.
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more)
  }
  more()
}

/** A good listing through the same workers: they live on. */
async function expectLife(): Promise<void> {
  const { body } = await platform.call('POST', '/v1/listings', { text: 'blue cotton t-shirt, size M' })
  const record = await platform.listing(body.listingId, 'draft', 'needs-review')
  expect(record.fields.category?.value).toBe('t-shirts')
}

async function failedByAddress(url: string): Promise<ListingRecord> {
  const made = await platform.call('POST', '/v1/listings', { photoUrls: [url] })
  expect(made.status).toBe(202)
  return platform.listing(made.body.listingId, 'failed')
}

describe('addresses that turn out badly', () => {
  test.each([
    ['a redirect to a private address', '/redirect-to-private', 'address-refused'],
    ['a redirect to a metadata address', '/redirect-to-metadata', 'address-refused'],
    ['a redirect to a file', '/redirect-to-file', 'address-refused'],
    ['redirects in circles', '/redirect-in-circles', 'fetch-too-many-redirects'],
    ['a body without end', '/endless', 'fetch-too-large'],
    ['a body that never comes', '/slow', 'fetch-timeout'],
    ['a server that says nothing', '/silent', 'fetch-timeout'],
    ['a page under the name of a photo', '/page.jpg', 'photo-type-unsupported'],
    ['nothing there', '/gone.jpg', 'photo-address-refused'],
  ])('%s', async (_, path, code) => {
    const record = await failedByAddress(`http://127.0.0.1:${port}${path}`)
    expect(record.photos[0]).toMatchObject({ state: 'rejected', code })
    expect(record.problem).toMatchObject({ code: 'no-usable-input', detail: expect.stringContaining(code) })
    await expectLife()
  })

  test('a name that resolves to an address of this machine', async () => {
    // This machine's own name: public in form, loopback or private in fact.
    const record = await failedByAddress(`http://${hostname()}:${port}/page.jpg`)
    expect(record.photos[0]?.code).toMatch(/^(address-refused|fetch-host-unknown)$/)
    await expectLife()
  })
})

describe('photos that turn out badly', () => {
  const cases: [string, () => Promise<Buffer>, RegExp][] = [
    ['cut off in the middle', async () => half(await jpeg()), /^photo-truncated$/],
    ['a PNG cut off in the middle', async () => half(await drawnScene(600, 400).png().toBuffer()), /^photo-/],
    ['a JPEG whose middle is noise', async () => noise(await jpeg()), /^photo-corrupt$/],
    [
      'a PNG whose middle is noise',
      async () => noise(await drawnScene(600, 400).png().toBuffer()),
      /^photo-(corrupt|truncated)$/,
    ],
  ]
  test.each(cases)('%s is rejected, and the listing goes on with its other photo', async (_, draw, code) => {
    const form = new FormData()
    form.append('photos', new Blob([new Uint8Array(await draw())]), 'bad')
    form.append('photos', new Blob([new Uint8Array(await jpeg())]), 'good.jpg')
    const made = await platform.call('POST', '/v1/listings', form)
    expect(made.status).toBe(202)
    const record = await platform.listing(made.body.listingId, 'draft', 'needs-review')
    expect(record.photos.map(({ state }) => state)).toEqual(['rejected', 'normalized'])
    expect(record.photos[0]?.code).toMatch(code)
    await expectLife()
  })

  test('many at once, every one bad, and the workers live on', async () => {
    const bad = await half(await jpeg())
    const made = await Promise.all(
      Array.from({ length: 12 }, () => {
        const form = new FormData()
        form.append('photos', new Blob([new Uint8Array(bad)]), 'bad.jpg')
        return platform.call('POST', '/v1/listings', form)
      }),
    )
    for (const { body } of made) {
      const record = await platform.listing(body.listingId, 'failed')
      expect(record.problem).toMatchObject({
        code: 'no-usable-input',
        detail: expect.stringContaining('photo-truncated'),
      })
    }
    await expectLife()
  })
})

const jpeg = () => drawnScene(800, 600).jpeg().toBuffer()
const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)

/** The bytes with the middle third replaced by ones that mean nothing; the same each time. */
function noise(bytes: Buffer): Buffer {
  const spoiled = Buffer.from(bytes)
  const third = Math.floor(bytes.length / 3)
  for (let at = third; at < 2 * third; at += 1) spoiled[at] = (at * 197 + 83) % 256
  return spoiled
}

test('the drawn photos are good ones before they are spoiled', async () => {
  expect(await sharp(await jpeg()).metadata()).toMatchObject({ width: 800, height: 600, format: 'jpeg' })
})
