import type { Socket } from 'node:net'
import { problem } from '../domain/problem.ts'

const statuses: Readonly<Record<string, readonly [status: number, reason: string, code: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'headers-too-large', 'Send shorter headers.'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request-timeout', 'Send the whole request sooner.'],
}

/** Answers what is no HTTP request at all, on the bare socket: no route, no request id. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, reason, code, detail] = statuses[error.code ?? ''] ?? [
    400,
    'Bad Request',
    'http-malformed',
    'This is not an HTTP request that can be read.',
  ]
  const body = JSON.stringify(problem(status, code, reason, detail))
  const head = [
    `HTTP/1.1 ${status} ${reason}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
