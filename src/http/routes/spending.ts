import { z } from 'zod'
import { spendingCapIdSchema } from '../../domain/spending.ts'
import { HttpProblem } from '../http-problem.ts'
import { readSpending } from '../read-spending.ts'
import { notFound } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const tags = ['spending']
const dollars = z.number().min(0).max(1_000_000)

const budgetSchema = z.strictObject({
  dayUsd: dollars
    .nullable()
    .describe(
      'What model calls of the tenant may cost in a day (UTC), in dollars; null: the default of this deployment',
    ),
})
const capParams = z.object({ id: spendingCapIdSchema.describe('An id of your own, such as the name of a batch') })
const capBodySchema = z.strictObject({ maxUsd: dollars.describe('What everything ordered under it may cost together') })
const capSchema = z.object({
  id: z.string(),
  maxUsd: z.number().min(0),
  spentUsd: z.number().min(0),
  reservedUsd: z.number().min(0).describe('Set aside for calls that are under way'),
})

/** Ceilings on what model calls cost: the tenant's day, set by the operator, and caps, set by the tenant for its batches. */
export function spendingRoutes(app: App, context: RouteContext): void {
  budgetRoute(app, context)
  capRoutes(app, context)
}

function budgetRoute(app: App, { store }: RouteContext): void {
  app.route({
    method: 'PUT',
    url: '/budget',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'putBudget',
      summary: "Set a tenant's budget",
      description: 'With the ops key alone, which names the tenant in `Hangtag-Tenant`.',
      tags,
      body: budgetSchema,
      response: answersOf({ 200: jsonAnswer('The budget as it is now', budgetSchema) }, 'write'),
    },
    handler: async (request) => {
      const caller = callerOf(request)
      if (caller.kind !== 'ops')
        throw new HttpProblem(403, 'ops-key-required', 'For operators', 'Only the ops key sets budgets.')
      await store.spending.putDayBudget(caller.tenant, request.body.dayUsd)
      return request.body
    },
  })
}

function capRoutes(app: App, context: RouteContext): void {
  const { spending } = context.store
  const read = async (tenant: string, cap: { id: string; maxUsd: number }) => ({
    ...cap,
    ...(await readSpending({ kind: 'cap', tenant, id: cap.id }, context)),
  })
  app.route({
    method: 'PUT',
    url: '/spending-caps/:id',
    config: { scope: 'listings:write' },
    schema: {
      operationId: 'putSpendingCap',
      summary: 'Set a spending cap',
      description:
        'Listings that are ordered with it in `Hangtag-Spending-Cap` cost no more than that together. What was spent stays counted when it is raised.',
      tags,
      params: capParams,
      body: capBodySchema,
      response: answersOf({ 200: jsonAnswer('The cap, and what is spent of it', capSchema) }, 'write'),
    },
    handler: async (request) => {
      const { tenant } = callerOf(request)
      const cap = { id: request.params.id, maxUsd: request.body.maxUsd }
      await spending.putCap(tenant, cap)
      return read(tenant, cap)
    },
  })
  app.route({
    method: 'GET',
    url: '/spending-caps/:id',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'getSpendingCap',
      summary: 'What is spent of a cap',
      tags,
      params: capParams,
      response: answersOf({ 200: jsonAnswer('The cap, and what is spent of it', capSchema) }, 'read', [404]),
    },
    handler: async (request) => {
      const { tenant } = callerOf(request)
      const cap = await spending.cap(tenant, request.params.id)
      if (cap === null) throw notFound('spending cap')
      return read(tenant, cap)
    },
  })
}
