import { z } from 'zod'
import { listingStates, recordSchema } from '../../domain/record.ts'
import { listingParams } from '../ids.ts'
import { listingInput } from '../listing-input.ts'
import { pageAnswer, pageQuery } from '../pages.ts'
import { notFound, refuse } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, emptyAnswer, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { versionOf, versionTag } from '../version-tag.ts'

const tags = ['listings']
const etag = { etag: 'The version, for If-Match' }

const listQuery = pageQuery.extend({
  state: z.enum(listingStates).optional().describe('Only listings in this state'),
})

/** Reading, changing and deleting listings. */
export function listingRoutes(app: App, context: RouteContext): void {
  listRoute(app, context)
  getRoute(app, context)
  changeRoute(app, context)
  deleteRoute(app, context)
}

function listRoute(app: App, { store: { listings } }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/listings',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'listListings',
      summary: 'Listings, newest first',
      tags,
      querystring: listQuery,
      response: answersOf({ 200: pageAnswer('listings', recordSchema) }, 'read'),
    },
    handler: async (request) => {
      const { state, cursor, limit } = request.query
      const page = await listings.list(callerOf(request).tenant, {
        limit,
        ...(state === undefined ? {} : { state }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      return { listings: page.records, next: page.next }
    },
  })
}

function getRoute(app: App, { store: { listings } }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/listings/:id',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'getListing',
      summary: 'A listing as it is now',
      tags,
      params: listingParams,
      response: answersOf({ 200: jsonAnswer('The record', recordSchema, etag) }, 'read', [404]),
    },
    handler: async (request, reply) => {
      const record = await listings.get(callerOf(request).tenant, request.params.id)
      if (record === null) throw notFound('listing')
      return reply.header('etag', versionTag(record.version)).send(record)
    },
  })
}

function changeRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'PATCH',
    url: '/listings/:id',
    config: { scope: 'listings:write' },
    schema: {
      operationId: 'changeListing',
      summary: 'New text or hints',
      description: 'Digitizes the listing again; corrections stay.',
      tags,
      params: listingParams,
      headers: z.looseObject({
        'if-match': z
          .string()
          .max(100)
          .optional()
          .describe('The ETag that was read; without it the change is made anyway'),
      }),
      body: listingInput(context.limits).change,
      response: answersOf(
        { 202: jsonAnswer('Changed; digitizing has been ordered', recordSchema, etag) },
        'write',
        [404, 409, 412],
      ),
    },
    handler: async (request, reply) => {
      const { text, hints } = request.body
      const ifVersion = versionOf(request.headers['if-match'])
      const outcome = await context.store.listings.change(callerOf(request).tenant, request.params.id, {
        ...(text === undefined ? {} : { text }),
        ...(hints === undefined ? {} : { hints }),
        ...(ifVersion === undefined ? {} : { ifVersion }),
      })
      if (outcome.refused !== null) throw refuse(outcome)
      await context.afterCommit({ listingId: request.params.id, orders: outcome.orders })
      return reply.code(202).header('etag', versionTag(outcome.record.version)).send(outcome.record)
    },
  })
}

function deleteRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'DELETE',
    url: '/listings/:id',
    config: { scope: 'listings:write' },
    schema: {
      operationId: 'deleteListing',
      summary: 'Delete a listing and all that came of it',
      tags,
      params: listingParams,
      response: answersOf({ 204: emptyAnswer('Deleted; photos and vectors follow at once') }, 'write', [404]),
    },
    handler: async (request, reply) => {
      const outcome = await context.store.listings.remove(callerOf(request).tenant, request.params.id)
      if (outcome.refused !== null) throw refuse(outcome)
      await forgetJobs(outcome.obsolete, context)
      await context.afterCommit({ listingId: request.params.id, orders: outcome.orders })
      return reply.code(204).send()
    },
  })
}

/** Jobs of a deleted listing would find no row and stop by themselves; taking them out leaves nothing of it in Redis. */
async function forgetJobs(
  obsolete: Parameters<RouteContext['queue']['remove']>[0],
  { queue, log }: RouteContext,
): Promise<void> {
  try {
    await queue.remove(obsolete)
    await queue.clearEvents()
  } catch (error) {
    log.warn({ err: error, jobs: obsolete.length }, 'jobs of a deleted listing not removed; they will find it gone')
  }
}
