import { z } from 'zod'
import { spendingAccountSchema } from '../../domain/spending.ts'
import type { App, RouteContext } from '../route-context.ts'

/** What the ledger knows of an account that Redis does not know. */
export function internalSpendingRoutes(app: App, { store }: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/spending/booked',
    schema: { body: spendingAccountSchema, response: { 200: z.object({ usd: z.number() }) } },
    handler: async (request) => ({ usd: await store.spending.booked(request.body) }),
  })
}
