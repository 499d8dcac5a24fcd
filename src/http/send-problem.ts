import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpProblem } from './http-problem.ts'
import { toProblem } from './to-problem.ts'

/** Ends a request with the problem document of an error. Bugs are logged whole, outages by their reason. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { problem, headers } = toProblem(error)
  if (problem.status === 500) request.log.error({ err: causeOf(error) }, 'unexpected error')
  else if (problem.status > 500) request.log.warn({ code: problem.code, err: causeOf(error) }, 'part not available')
  const document = { ...problem, instance: request.url.split('?')[0], requestId: request.id }
  // As text, past the route's own serializers: a problem is the same everywhere.
  return reply
    .code(problem.status)
    .headers({ ...headers, 'x-request-id': request.id })
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(document))
}

function causeOf(error: unknown): unknown {
  return error instanceof HttpProblem ? (error.cause ?? error) : error
}
