import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createGuardedFetch, type Lookup } from '../../src/photos/guarded-fetch.ts'

const limits = { bytesMax: 1_000, deadlineMs: 5_000 }
const servers: { close(): unknown; closeAllConnections?(): void }[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.()
    server.close()
  }
})

/** A server on loopback; its `host:port` is what a test allows. */
async function serve(listener: RequestListener): Promise<{ host: string; url: string; server: Server }> {
  const server = createServer(listener)
  servers.push(server)
  const host = await listen(server)
  return { host, url: `http://${host}/`, server }
}

async function listen(server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

const names =
  (...addresses: string[]): Lookup =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('addresses', () => {
  test('nothing on this machine is reached unless it is allowed by name, and then all of it is', async () => {
    let hits = 0
    const { host, url } = await serve((_request, response) => {
      hits += 1
      response.setHeader('X-Two', ['a', 'b']).end('photo')
    })
    const shut = createGuardedFetch({ allow: [] })
    await expect(shut(url, limits)).rejects.toMatchObject({ code: 'address-refused', disposition: 'give-up' })
    expect(hits).toBe(0)
    const answer = await createGuardedFetch({ allow: [host] })(url, limits)
    expect(answer).toMatchObject({ status: 200, headers: { 'x-two': 'a, b' } })
    expect(answer.bytes.toString()).toBe('photo')
  })

  test.each([
    ['a private address', ['10.0.0.5']],
    ['loopback', ['127.0.0.1']],
    ['cloud metadata', ['169.254.169.254']],
    ['IPv6 loopback', ['::1']],
    ['an IPv4-mapped address', ['::ffff:127.0.0.1']],
    ['a link-local address with a zone', ['fe80::1%eth0']],
    ['a public and then a private address', ['93.184.216.34', '192.168.0.1']],
    ['something unreadable', ['nonsense']],
  ])('a name that leads to %s is refused before anything is sent', async (_name, addresses) => {
    const fetch = createGuardedFetch({ allow: [], lookup: names(...addresses) })
    await expect(fetch('http://innocent.example/', limits)).rejects.toMatchObject({
      code: 'address-refused',
      disposition: 'give-up',
      evidence: { host: 'innocent.example' },
    })
  })

  test('a name is resolved once, and the connection goes to the address that was checked', async () => {
    const hosts: (string | undefined)[] = []
    const { host } = await serve((request, response) => {
      hosts.push(request.headers.host)
      response.end('ok')
    })
    const port = host.split(':')[1]
    let lookups = 0
    // Rebinding: the second answer would be another one, and nobody asks for it.
    const lookup: Lookup = async () => {
      lookups += 1
      return [{ address: lookups === 1 ? '127.0.0.1' : '10.255.255.1', family: 4 }]
    }
    const fetch = createGuardedFetch({ allow: [`inside.example:${port}`], lookup })
    const answer = await fetch(`http://inside.example:${port}/`, limits)
    expect(answer.bytes.toString()).toBe('ok')
    expect(lookups).toBe(1)
    expect(hosts).toEqual([`inside.example:${port}`])
  })

  test('a name that does not exist is given up, a resolver in trouble is asked again later', async () => {
    const failing = (code: string) =>
      createGuardedFetch({ allow: [], lookup: () => Promise.reject(Object.assign(new Error(code), { code })) })
    await expect(failing('ENOTFOUND')('http://a.example/', limits)).rejects.toMatchObject({
      code: 'fetch-host-unknown',
      disposition: 'give-up',
    })
    await expect(failing('EAI_AGAIN')('http://a.example/', limits)).rejects.toMatchObject({
      code: 'fetch-unreachable',
      disposition: 'retry',
    })
    const empty = createGuardedFetch({ allow: [], lookup: names() })
    await expect(empty('http://a.example/', limits)).rejects.toMatchObject({ code: 'fetch-host-unknown' })
  })

  test('a closed port is unreachable, to be tried again', async () => {
    const { host, url, server } = await serve(() => {})
    await new Promise((resolve) => server.close(resolve))
    await expect(createGuardedFetch({ allow: [host] })(url, limits)).rejects.toMatchObject({
      code: 'fetch-unreachable',
      disposition: 'retry',
      evidence: { reason: 'ECONNREFUSED' },
    })
  })
})

describe('redirects', () => {
  const redirecting = (targets: Record<string, string>) => (request: IncomingMessage, response: ServerResponse) => {
    const location = targets[request.url ?? '']
    if (location === undefined) response.end('arrived')
    else response.writeHead(302, { location }).end()
  }

  test('are followed, relative ones too', async () => {
    const { host, url } = await serve(redirecting({ '/': '/one', '/one': 'two', '/two': '/three?x=1' }))
    const answer = await createGuardedFetch({ allow: [host] })(url, limits)
    expect(answer.bytes.toString()).toBe('arrived')
  })

  test.each([
    ['a private address', 'http://192.168.1.1/'],
    ['metadata in decimal', 'http://2852039166/latest'],
    ['another port of this machine', 'http://127.0.0.1:1/'],
    ['a file', 'file:///etc/passwd'],
    ['nowhere readable', 'http://[::1'],
    ['a host with a password', 'http://a:b@example.com/'],
  ])('to %s are refused', async (_name, location) => {
    const { host, url } = await serve(redirecting({ '/': location }))
    await expect(createGuardedFetch({ allow: [host] })(url, limits)).rejects.toMatchObject({ code: 'address-refused' })
  })

  test('to a name that leads inside are refused', async () => {
    const { host } = await serve(redirecting({ '/': 'http://inside.example/' }))
    const lookup: Lookup = async (name) => [
      { address: name === 'inside.example' ? '10.0.0.1' : '127.0.0.1', family: 4 },
    ]
    await expect(createGuardedFetch({ allow: [host], lookup })(`http://${host}/`, limits)).rejects.toMatchObject({
      code: 'address-refused',
      evidence: { host: 'inside.example', address: '10.0.0.1' },
    })
  })

  test('five are followed, a sixth is one too many', async () => {
    const chain = (length: number) =>
      redirecting(Object.fromEntries(Array.from({ length }, (_, at) => [`/${at === 0 ? '' : at}`, `/${at + 1}`])))
    const five = await serve(chain(5))
    expect((await createGuardedFetch({ allow: [five.host] })(five.url, limits)).status).toBe(200)
    const six = await serve(chain(6))
    await expect(createGuardedFetch({ allow: [six.host] })(six.url, limits)).rejects.toMatchObject({
      code: 'fetch-too-many-redirects',
      disposition: 'give-up',
    })
  })

  test('to another origin carry none of the caller’s headers', async () => {
    let seen: IncomingMessage['headers'] = {}
    const other = await serve((request, response) => {
      seen = request.headers
      response.end()
    })
    const first = await serve(redirecting({ '/': other.url }))
    const fetch = createGuardedFetch({ allow: [first.host, other.host] })
    await fetch(first.url, { ...limits, headers: { authorization: 'Bearer secret' } })
    expect(seen.authorization).toBeUndefined()
    expect(seen['user-agent']).toBe('hangtag')
  })

  test('of anything but a GET are not followed: the status is the answer', async () => {
    const bodies: string[] = []
    const { host, url } = await serve((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += chunk
      })
      request.on('end', () => {
        bodies.push(`${request.method} ${request.url} ${request.headers['webhook-id']} ${body}`)
        response.writeHead(307, { location: '/elsewhere' }).end()
      })
    })
    const headers = { 'webhook-id': 'msg_1' }
    const answer = await createGuardedFetch({ allow: [host] })(url, {
      ...limits,
      method: 'POST',
      headers,
      body: '{"a":1}',
    })
    expect(answer.status).toBe(307)
    expect(bodies).toEqual(['POST / msg_1 {"a":1}'])
  })
})

describe('bodies', () => {
  test('as long as the limit is fine; one byte more, stated or not, is too large', async () => {
    const { host, url } = await serve((request, response) => {
      const body = Buffer.alloc(request.url === '/fits' ? 1_000 : 1_001)
      if (request.url === '/stated') response.setHeader('content-length', body.length)
      response.write(body)
      response.end()
    })
    const fetch = createGuardedFetch({ allow: [host] })
    expect((await fetch(`${url}fits`, limits)).bytes).toHaveLength(1_000)
    for (const path of ['stated', 'unstated']) {
      await expect(fetch(`${url}${path}`, limits)).rejects.toMatchObject({
        code: 'fetch-too-large',
        disposition: 'give-up',
      })
    }
  })

  test('that never end are cut off at the limit, and the connection is closed', async () => {
    let closed = false
    const { host, url } = await serve((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(10_000))) {}
      }
      response.on('drain', more)
      response.on('close', () => {
        closed = true
      })
      more()
    })
    await expect(createGuardedFetch({ allow: [host] })(url, limits)).rejects.toMatchObject({ code: 'fetch-too-large' })
    await expect.poll(() => closed).toBe(true)
  })

  test('that come a byte at a time gain nothing: the deadline is for all of it', async () => {
    const { host, url } = await serve((_request, response) => {
      const timer = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(timer))
    })
    const started = performance.now()
    await expect(createGuardedFetch({ allow: [host] })(url, { ...limits, deadlineMs: 150 })).rejects.toMatchObject({
      code: 'fetch-timeout',
      disposition: 'retry',
    })
    expect(performance.now() - started).toBeLessThan(3_000)
  })

  test('that lie about their length are not taken for whole', async () => {
    const raw = createSocketServer((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort'))
    })
    servers.push(raw)
    const host = await listen(raw)
    await expect(createGuardedFetch({ allow: [host] })(`http://${host}/`, limits)).rejects.toMatchObject({
      code: 'fetch-unreachable',
      disposition: 'retry',
    })
  })

  test('that are compressed were not asked for and are not unpacked', async () => {
    let accepted: string | undefined
    const { host, url } = await serve((request, response) => {
      accepted = request.headers['accept-encoding'] as string
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(500_000)))
    })
    await expect(createGuardedFetch({ allow: [host] })(url, limits)).rejects.toMatchObject({
      code: 'fetch-encoded',
      disposition: 'give-up',
    })
    expect(accepted).toBe('identity')
  })

  test('of an answer to a POST never undo its status, however long, slow or broken', async () => {
    const { host, url } = await serve((request, response) => {
      if (request.url === '/long') response.end(Buffer.alloc(5_000))
      else if (request.url === '/gzip') response.setHeader('content-encoding', 'gzip').end('x')
      else if (request.url === '/slow') response.writeHead(200).write('.')
      else response.writeHead(200, { 'content-length': 50 }).write('.', () => response.destroy())
    })
    const fetch = createGuardedFetch({ allow: [host] })
    const post = { ...limits, deadlineMs: 300, method: 'POST', body: '{}' }
    expect((await fetch(`${url}long`, post)).bytes).toHaveLength(1_000)
    for (const path of ['gzip', 'slow', 'broken']) expect((await fetch(`${url}${path}`, post)).status).toBe(200)
  })
})

describe('waiting', () => {
  test.each([
    ['for an answer', (): RequestListener => () => {}],
    [
      'for the rest of the head',
      (): RequestListener => (request) => void request.socket.write('HTTP/1.1 200 OK\r\nX-A: '),
    ],
  ])('%s ends at the deadline', async (_name, listener) => {
    const { host, url } = await serve(listener())
    await expect(createGuardedFetch({ allow: [host] })(url, { ...limits, deadlineMs: 100 })).rejects.toMatchObject({
      code: 'fetch-timeout',
      disposition: 'retry',
    })
  })

  test('for a resolver ends at the deadline', async () => {
    const fetch = createGuardedFetch({ allow: [], lookup: () => new Promise(() => {}) })
    await expect(fetch('http://a.example/', { ...limits, deadlineMs: 50 })).rejects.toMatchObject({
      code: 'fetch-timeout',
    })
  })

  test('ends when the caller leaves, with the caller’s reason', async () => {
    const reason = new Error('the worker is stopping')
    const controller = new AbortController()
    const { host, url } = await serve(() => controller.abort(reason))
    const fetch = createGuardedFetch({ allow: [host] })
    await expect(fetch(url, { ...limits, signal: controller.signal })).rejects.toBe(reason)
    await expect(fetch(url, { ...limits, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  })
})

test('what is no HTTP, or no TLS where TLS was asked for, is unreachable', async () => {
  const raw = createSocketServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  servers.push(raw)
  const host = await listen(raw)
  const fetch = createGuardedFetch({ allow: [host] })
  for (const scheme of ['http', 'https']) {
    await expect(fetch(`${scheme}://${host}/`, limits)).rejects.toMatchObject({
      code: 'fetch-unreachable',
      disposition: 'retry',
    })
  }
})

test('what an error tells holds no part of the address but its host', async () => {
  const { host, url } = await serve((_request, response) => response.end(Buffer.alloc(2_000)))
  const secret = `${url}bucket/a.jpg?X-Signature=topsecret`
  const error: unknown = await createGuardedFetch({ allow: [host] })(secret, limits).catch((it: unknown) => it)
  expect(error).toMatchObject({ code: 'fetch-too-large' })
  expect(JSON.stringify([String(error), error])).not.toContain('topsecret')
})
