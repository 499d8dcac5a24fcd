import rateLimit from '@fastify/rate-limit'
import type { Redis } from 'ioredis'
import { HttpProblem } from './http-problem.ts'
import { callerOf } from './require-scope.ts'
import type { App } from './route-context.ts'

/**
 * Counts requests a minute and API key in Redis, for the routes under this scope, after the hook that finds the caller. A
 * Redis that is away lets everything through: the limit is against floods, not a lock. The ops key is not limited.
 */
export async function limitRate(app: App, redis: Redis, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    redis,
    nameSpace: 'hangtag:rate:',
    max: perMinute,
    timeWindow: 60_000,
    skipOnError: true,
    keyGenerator: (request) => callerOf(request).id,
    allowList: (request) => callerOf(request).kind === 'ops',
    errorResponseBuilder: (_request, { after, max }) =>
      new HttpProblem(429, 'rate-limited', 'Too many requests', `At most ${max} a minute: wait ${after}, then go on.`),
  })
}
