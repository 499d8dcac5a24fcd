import { bearerKey, sameSecret, unauthorized } from '../authenticate.ts'
import type { App, RouteContext } from '../route-context.ts'
import { internalListingRoutes } from './internal-listings.ts'
import { internalQueueRoutes } from './internal-queues.ts'
import { internalReindexRoutes } from './internal-reindex.ts'
import { internalSpendingRoutes } from './internal-spending.ts'

/** Read results with all their claims are larger than anything a stranger may send. */
const bodyBytesMax = 10_000_000

/**
 * What workers ask, behind the worker key, which is valid here alone. Every write may come twice. The tenant comes from the
 * row, never from a job. Not part of the public description.
 */
export function internalRoutes(app: App, context: RouteContext): void {
  app.addHook('onRequest', async (request) => {
    const text = bearerKey(request.headers.authorization)
    if (text === null || !sameSecret(text, context.keys.worker))
      throw unauthorized('This address is for workers, with their own key.', 'invalid_token')
  })
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
    route.bodyLimit = bodyBytesMax
  })
  internalListingRoutes(app, context)
  internalQueueRoutes(app, context)
  internalReindexRoutes(app, context)
  internalSpendingRoutes(app, context)
}
