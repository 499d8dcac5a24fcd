import { z } from 'zod'
import { reindexResultSchema, reindexSchema } from '../../domain/reindex.ts'
import { thingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import type { App, RouteContext } from '../route-context.ts'

/** What the job of a reindex asks and tells. */
export function internalReindexRoutes(app: App, context: RouteContext): void {
  const { reindexes } = context.store
  app.route({
    method: 'GET',
    url: '/reindexes/:id',
    schema: { params: thingParams, response: { 200: reindexSchema } },
    handler: async (request) => {
      const found = await reindexes.get(request.params.id)
      if (found === null) throw notFound('reindex')
      return found
    },
  })
  app.route({
    method: 'POST',
    url: '/reindexes/:id/steps/:step',
    schema: { params: thingParams.extend({ step: z.coerce.number().int().min(1) }), body: reindexResultSchema },
    handler: async (request, reply) => {
      const { orders } = await reindexes.stepDone(request.params.id, request.params.step, request.body)
      await context.afterCommit({ listingId: null, orders })
      return reply.code(204).send()
    },
  })
}
