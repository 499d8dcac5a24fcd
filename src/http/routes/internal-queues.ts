import { z } from 'zod'
import {
  catalogImportSchema,
  catalogItemAnswerSchema,
  deadLetterReportSchema,
  deletionSchema,
  deliveryAttemptSchema,
  deliverySchema,
  importResultSchema,
  indexOutcomeSchema,
  publicationResultSchema,
  publicationSchema,
} from '../../domain/internal-api.ts'
import { listingParams, thingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import type { App, RouteContext } from '../route-context.ts'

const versionQuery = z.object({ version: z.coerce.number().int().min(1) })

/** The other queues: indexing, publishing, webhooks, and jobs that died. */
export function internalQueueRoutes(app: App, context: RouteContext): void {
  indexRoutes(app, context)
  cleanUpRoutes(app, context)
  publicationRoutes(app, context)
  deliveryRoutes(app, context)
  app.route({
    method: 'POST',
    url: '/dead-letters',
    schema: { body: deadLetterReportSchema, response: { 200: z.object({ id: z.string() }) } },
    handler: async (request) => {
      const { id, orders } = await context.store.work.deadLetter(request.body)
      await context.afterCommit({ listingId: listingOf(request.body.data), orders })
      return { id }
    },
  })
}

function indexRoutes(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/listings/:id/catalog-item',
    schema: { params: listingParams, querystring: versionQuery, response: { 200: catalogItemAnswerSchema } },
    handler: async (request) => {
      const found = await context.store.work.catalogItem(request.params.id, request.query.version)
      if (found === null) throw notFound('listing')
      return found
    },
  })
  app.route({
    method: 'PUT',
    url: '/listings/:id/indexed',
    schema: { params: listingParams, body: indexOutcomeSchema },
    handler: async (request, reply) => {
      const { version, outcome } = request.body
      const { orders } = await context.store.work.indexed(request.params.id, version, outcome)
      await context.afterCommit({ listingId: null, orders })
      return reply.code(204).send()
    },
  })
}

function cleanUpRoutes(app: App, { store: { work } }: RouteContext): void {
  app.route({
    method: 'PUT',
    url: '/deletions/:id/waiting',
    schema: { params: thingParams },
    handler: async (request, reply) => {
      await work.deletionWaits(request.params.id)
      return reply.code(204).send()
    },
  })
  app.route({
    method: 'GET',
    url: '/deletions/:id',
    schema: { params: thingParams, response: { 200: deletionSchema } },
    handler: async (request) => {
      const deletion = await work.deletion(request.params.id)
      if (deletion === null) throw notFound('deletion')
      return deletion
    },
  })
  app.route({
    method: 'DELETE',
    url: '/deletions/:id',
    schema: { params: thingParams },
    handler: async (request, reply) => {
      await work.deletionDone(request.params.id)
      return reply.code(204).send()
    },
  })
  app.route({
    method: 'GET',
    url: '/imports/:id/next',
    schema: { params: thingParams, response: { 200: catalogImportSchema } },
    handler: async (request) => {
      const found = await work.nextImport(request.params.id)
      if (found === null) throw notFound('import')
      return found
    },
  })
  app.route({
    method: 'POST',
    url: '/imports/:id/done',
    schema: { params: thingParams, body: importResultSchema },
    handler: async (request, reply) => {
      await work.importDone(request.params.id, request.body)
      return reply.code(204).send()
    },
  })
}

function publicationRoutes(app: App, context: RouteContext): void {
  const { work } = context.store
  app.route({
    method: 'GET',
    url: '/listings/:id/publication',
    schema: { params: listingParams, querystring: versionQuery, response: { 200: publicationSchema } },
    handler: async (request) => {
      const publication = await work.publication(request.params.id, request.query.version)
      if (publication === null) throw notFound('publish order')
      return publication
    },
  })
  app.route({
    method: 'PUT',
    url: '/listings/:id/publication',
    schema: { params: listingParams, body: publicationResultSchema },
    handler: async (request, reply) => {
      const { orders } = await work.publicationResult(request.params.id, request.body)
      await context.afterCommit({ listingId: request.params.id, orders })
      return reply.code(204).send()
    },
  })
}

function deliveryRoutes(app: App, context: RouteContext): void {
  const { work } = context.store
  app.route({
    method: 'GET',
    url: '/deliveries/:id',
    schema: { params: thingParams, response: { 200: deliverySchema } },
    handler: async (request) => {
      const delivery = await work.delivery(request.params.id)
      if (delivery === null) throw notFound('delivery')
      return delivery
    },
  })
  app.route({
    method: 'POST',
    url: '/deliveries/:id/attempts',
    schema: { params: thingParams, body: deliveryAttemptSchema },
    handler: async (request, reply) => {
      const { orders } = await work.deliveryAttempt(request.params.id, request.body)
      await context.afterCommit({ listingId: null, orders })
      return reply.code(204).send()
    },
  })
}

/** The listing that a dead job was for, to wake those who watch it. */
function listingOf(data: unknown): string | null {
  return z.object({ listingId: z.string() }).safeParse(data).data?.listingId ?? null
}
