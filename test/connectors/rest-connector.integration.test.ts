import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createRestConnector } from '../../src/connectors/rest-connector.ts'
import type { Publication } from '../../src/domain/internal-api.ts'

const publication = { record: { listingId: 'lst_a', sku: 'A-17' }, version: 7 } as Publication
const signal = new AbortController().signal
const servers: Server[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

async function serve(
  handle: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    handle(request, response, Buffer.concat(chunks).toString())
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/items`
}

async function publishTo(url: string, deadlineMs = 2_000) {
  const connector = createRestConnector({ url, token: 'a-token', deadlineMs })
  try {
    await connector.publish(publication, signal)
  } finally {
    await connector.close()
  }
}

test('the record goes out as JSON with a key of listing and version, and the token', async () => {
  let seen: unknown = null
  const url = await serve((request, response, body) => {
    const { 'idempotency-key': key, authorization, 'content-type': type } = request.headers
    seen = { method: request.method, key, authorization, type, body: JSON.parse(body) }
    response.writeHead(201).end()
  })
  await publishTo(url)
  expect(seen).toEqual({
    method: 'POST',
    key: 'lst_a-7',
    authorization: 'Bearer a-token',
    type: 'application/json',
    body: { listingId: 'lst_a', sku: 'A-17' },
  })
})

test.each([
  [400, 'give-up', 'publish-refused'],
  [404, 'give-up', 'publish-refused'],
  [302, 'give-up', 'publish-refused'],
  [408, 'retry', 'publish-unavailable'],
  [425, 'retry', 'publish-unavailable'],
  [500, 'retry', 'publish-unavailable'],
  [429, 'rate-limited', 'publish-rate-limited'],
])('status %i means %s', async (status, disposition, code) => {
  const url = await serve((_, response) => response.writeHead(status).end('{"why":"because"}'))
  await expect(publishTo(url)).rejects.toMatchObject({ code, disposition, evidence: { status } })
})

test('a wait that the receiver asks for is passed on', async () => {
  const url = await serve((_, response) => response.writeHead(429, { 'retry-after': '7' }).end())
  await expect(publishTo(url)).rejects.toMatchObject({ retryAfterMs: 7_000 })
})

test('a receiver that never answers costs the deadline and no more', async () => {
  const url = await serve(() => {})
  const started = Date.now()
  await expect(publishTo(url, 150)).rejects.toMatchObject({ code: 'publish-unreachable', disposition: 'retry' })
  expect(Date.now() - started).toBeLessThan(1_500)
})

test('a receiver that is not there is tried again later', async () => {
  await expect(publishTo('http://127.0.0.1:1/items')).rejects.toMatchObject({ disposition: 'retry' })
})
