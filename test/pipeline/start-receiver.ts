import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

type Received = { path: string; headers: IncomingHttpHeaders; body: string }

export type Receiver = {
  url: string
  host: string
  received: Received[]
  /** What the next answers are; 200 after them. */
  answers: number[]
  stop(): Promise<void>
}

/** A server on a free port that keeps all that it gets: a webhook's receiver, a marketplace, a host of photos. */
export async function startReceiver(files: Record<string, Buffer> = {}): Promise<Receiver> {
  const received: Received[] = []
  const answers: number[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const path = request.url ?? '/'
    received.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
    response.writeHead(answers.shift() ?? 200).end(files[path] ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: `http://${host}`,
    host,
    received,
    answers,
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
