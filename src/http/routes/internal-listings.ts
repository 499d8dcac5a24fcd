import { z } from 'zod'
import {
  draftBodySchema,
  draftOutcomeSchema,
  ledgerRowSchema,
  photoResultSchema,
  readKeySchema,
  readResultSchema,
  workItemSchema,
} from '../../domain/internal-api.ts'
import { listingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import type { App, RouteContext } from '../route-context.ts'

const photoParams = listingParams.extend({ index: z.coerce.number().int().min(0).max(15) })
const readParams = listingParams.extend({ key: readKeySchema })
const photoOutcomeSchema = z.object({ outcome: z.enum(['written', 'same']) })

/** Digitizing: the work item, results of photos and reads, the draft, what model calls cost. */
export function internalListingRoutes(app: App, context: RouteContext): void {
  const { work } = context.store
  app.route({
    method: 'GET',
    url: '/listings/:id/work',
    schema: { params: listingParams, response: { 200: workItemSchema } },
    handler: async (request) => {
      const item = await work.workItem(request.params.id)
      if (item === null) throw notFound('listing')
      const spendingLimits = item.spendingLimits?.map((limit) =>
        limit.kind === 'day' ? { ...limit, maxUsd: limit.maxUsd ?? context.limits.tenantBudgetUsd } : limit,
      )
      return { ...item, settings: context.settings, ...(spendingLimits === undefined ? {} : { spendingLimits }) }
    },
  })

  app.route({
    method: 'PUT',
    url: '/listings/:id/photos/:index',
    schema: { params: photoParams, body: photoResultSchema, response: { 200: photoOutcomeSchema } },
    handler: async (request) => {
      const { id, index } = request.params
      const { outcome, orders } = await work.photoResult(id, index, request.body)
      if (outcome === 'gone') throw notFound('listing')
      await context.afterCommit({ listingId: id, orders })
      return { outcome }
    },
  })

  app.route({
    method: 'GET',
    url: '/listings/:id/reads/:key',
    schema: { params: readParams, response: { 200: readResultSchema } },
    handler: async (request) => {
      const result = await work.readResult(request.params.id, request.params.key)
      if (result === null) throw notFound('read result')
      return result
    },
  })

  app.route({
    method: 'PUT',
    url: '/listings/:id/reads/:key',
    schema: { params: readParams, body: readResultSchema },
    handler: async (request, reply) => {
      const { id, key } = request.params
      if (!(await work.putReadResult(id, key, request.body))) throw notFound('listing')
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'PUT',
    url: '/listings/:id/draft',
    schema: { params: listingParams, body: draftBodySchema, response: { 200: draftOutcomeSchema } },
    handler: async (request) => {
      const { id } = request.params
      const { outcome, orders } = await work.writeDraft(id, request.body)
      if (outcome === 'gone') throw notFound('listing')
      await context.afterCommit({ listingId: id, orders })
      return { outcome }
    },
  })

  app.route({
    method: 'POST',
    url: '/ledger',
    schema: { body: ledgerRowSchema },
    handler: async (request, reply) => {
      if (!(await work.addLedgerRow(request.body))) throw notFound('listing')
      return reply.code(204).send()
    },
  })
}
