import type { FastifyReply, FastifyRequest } from 'fastify'
import { bearerKey, sameSecret } from './authenticate.ts'
import { HttpProblem } from './http-problem.ts'
import { sendProblem } from './send-problem.ts'

/**
 * The hook of pages for operators: the ops key, as bearer key or as the password of HTTP Basic with any user name. It answers
 * by itself, because the queue page has an error handler of its own.
 */
export function requireOpsKey(opsKey: string): (request: FastifyRequest, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    const header = request.headers.authorization
    const given = bearerKey(header) ?? basicPassword(header)
    if (given !== null && sameSecret(given, opsKey)) return
    const refused = new HttpProblem(
      401,
      'ops-key-required',
      'For operators',
      'Send the ops key as the password, any user name.',
      {
        headers: { 'www-authenticate': 'Basic realm="hangtag", charset="UTF-8"' },
      },
    )
    return sendProblem(refused, request, reply)
  }
}

function basicPassword(header: string | undefined): string | null {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon === -1 ? null : decoded.slice(colon + 1)
}
