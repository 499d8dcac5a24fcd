import type { FastifyRequest } from 'fastify'
import { type AuthenticateDeps, authenticate } from './authenticate.ts'
import type { Caller } from './caller.ts'
import { HttpProblem } from './http-problem.ts'

/** The hook of all routes under `/v1`: sets the caller, and refuses one whose key lacks the route's scope. */
export function requireScope(deps: AuthenticateDeps): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const caller = await authenticate(request, deps)
    const { scope } = request.routeOptions.config
    // A route without a scope is a bug, and must not be an open door.
    if (scope === undefined) throw new Error(`The route ${request.routeOptions.url} names no scope`)
    if (!caller.scopes.includes(scope))
      throw new HttpProblem(403, 'scope-missing', 'This key may not do that', `The key needs the scope ${scope}.`)
    request.caller = caller
  }
}

/** The caller that the hook found. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Error('No caller: the route is not under the hook that finds it')
  return request.caller
}
