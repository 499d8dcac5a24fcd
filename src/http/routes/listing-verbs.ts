import type { FastifyRequest } from 'fastify'
import { recordSchema } from '../../domain/record.ts'
import type { Scope } from '../../domain/scope.ts'
import type { ChangeOutcome } from '../../store/store.ts'
import { listingParams } from '../ids.ts'
import { refuse } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { spendingCapHeaders, spendingCapOf } from '../spending-cap-of.ts'
import { versionTag } from '../version-tag.ts'

type Verb = {
  path: string
  operationId: string
  scope: Scope
  summary: string
  status: 200 | 202
  answer: string
  carryOut(tenant: string, id: string, request: FastifyRequest): Promise<ChangeOutcome>
  headers?: typeof spendingCapHeaders
}

/** Verbs without a body: accept, digitize again, publish. */
export function listingVerbRoutes(app: App, context: RouteContext): void {
  const { listings } = context.store
  const verbs: Verb[] = [
    {
      path: 'accept',
      operationId: 'acceptListing',
      scope: 'listings:write',
      summary: 'Accept the draft as it stands',
      status: 200,
      answer: 'Accepted; it goes into the catalog and becomes a trusted neighbor',
      carryOut: (tenant, id) => listings.accept(tenant, id),
    },
    {
      path: 'redigitize',
      operationId: 'redigitizeListing',
      scope: 'listings:write',
      summary: 'Digitize again, with the same input',
      status: 202,
      answer: 'Ordered; corrections stay',
      headers: spendingCapHeaders,
      carryOut: async (tenant, id, request) =>
        listings.redigitize(tenant, id, { spendingCap: await spendingCapOf(request, context) }),
    },
    {
      path: 'publish',
      operationId: 'publishListing',
      scope: 'listings:publish',
      summary: 'Publish this version',
      status: 202,
      answer: 'Ordered; the state shows when it is published, `problem` why it was not',
      carryOut: (tenant, id) => listings.orderPublish(tenant, id),
    },
  ]
  for (const verb of verbs) verbRoute(app, context, verb)
}

function verbRoute(app: App, context: RouteContext, verb: Verb): void {
  const answer = jsonAnswer(verb.answer, recordSchema, {
    etag: 'The version',
  })
  app.route({
    method: 'POST',
    url: `/listings/:id/${verb.path}`,
    config: { scope: verb.scope },
    schema: {
      operationId: verb.operationId,
      summary: verb.summary,
      tags: ['listings'],
      params: listingParams,
      ...(verb.headers === undefined ? {} : { headers: verb.headers }),
      response: answersOf({ [verb.status]: answer }, 'write', [404, 409]),
    },
    handler: async (request, reply) => {
      const outcome = await verb.carryOut(callerOf(request).tenant, request.params.id, request)
      if (outcome.refused !== null) throw refuse(outcome)
      await context.afterCommit({ listingId: request.params.id, orders: outcome.orders })
      return reply.code(verb.status).header('etag', versionTag(outcome.record.version)).send(outcome.record)
    },
  })
}
