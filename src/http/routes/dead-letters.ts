import { z } from 'zod'
import { thingParams } from '../ids.ts'
import { pageAnswer, pageQuery } from '../pages.ts'
import { notFound, refuse } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const tags = ['dead letters']
const config = { scope: 'dead-letters' } as const

const deadLetterSchema = z.object({
  id: z.string(),
  queue: z.string(),
  listingId: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  attempts: z.number().int().min(0),
  at: z.iso.datetime(),
  replayedAt: z.iso.datetime().nullable(),
})

/** Jobs that could give no result: why, and putting them back. */
export function deadLetterRoutes(app: App, context: RouteContext): void {
  listRoute(app, context)
  replayRoute(app, context)
}

function listRoute(app: App, { store: { deadLetters } }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/dead-letters',
    config,
    schema: {
      operationId: 'listDeadLetters',
      summary: 'Dead letters, newest first',
      tags,
      querystring: pageQuery,
      response: answersOf({ 200: pageAnswer('deadLetters', deadLetterSchema) }, 'read'),
    },
    handler: async (request) => {
      const { tenant, allTenants } = callerOf(request)
      const { cursor, limit } = request.query
      return deadLetters.list(allTenants ? null : tenant, { limit, ...(cursor === undefined ? {} : { cursor }) })
    },
  })
}

function replayRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/dead-letters/:id/replay',
    config,
    schema: {
      operationId: 'replayDeadLetter',
      summary: 'Put the work back',
      description: 'As a new run of the listing, a publish order, or one more delivery. Done twice it is done once.',
      tags,
      params: thingParams,
      response: answersOf({ 202: jsonAnswer('Put back', deadLetterSchema) }, 'write', [404, 409]),
    },
    handler: async (request, reply) => {
      const { tenant, allTenants } = callerOf(request)
      const outcome = await context.store.deadLetters.replay(allTenants ? null : tenant, request.params.id)
      if (outcome.refused === 'not-found') throw notFound('dead letter')
      if (outcome.refused !== null) throw refuse(outcome)
      await context.afterCommit({ listingId: outcome.deadLetter.listingId, orders: outcome.orders })
      return reply.code(202).send(outcome.deadLetter)
    },
  })
}
