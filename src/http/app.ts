import multipart from '@fastify/multipart'
import fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { ulid } from 'ulid'
import { createAfterCommit } from './after-commit.ts'
import type { AppDeps } from './app-deps.ts'
import { closePromptly } from './close-promptly.ts'
import { describeApi } from './describe-api.ts'
import { limitRate } from './limit-rate.ts'
import { createListingSignals } from './listing-signals.ts'
import { notFoundHandler } from './not-found.ts'
import { securityHeaders } from './page-headers.ts'
import { refuseConnection } from './refuse-connection.ts'
import { refuseUnexpectedBody } from './refuse-unexpected-body.ts'
import { requireScope } from './require-scope.ts'
import type { App, RouteContext } from './route-context.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { catalogReindexRoutes } from './routes/catalog-reindex.ts'
import { createListingRoute } from './routes/create-listing.ts'
import { deadLetterRoutes } from './routes/dead-letters.ts'
import { docsPage } from './routes/docs-page.ts'
import { healthRoutes } from './routes/health.ts'
import { internalRoutes } from './routes/internal.ts'
import { keyRoutes } from './routes/keys.ts'
import { listingEventsRoute } from './routes/listing-events.ts'
import { listingFieldsRoute } from './routes/listing-fields.ts'
import { listingPhotoRoutes } from './routes/listing-photos.ts'
import { listingVerbRoutes } from './routes/listing-verbs.ts'
import { listingRoutes } from './routes/listings.ts'
import { metricsRoute } from './routes/metrics.ts'
import { policyRoutes } from './routes/policy.ts'
import { queuePage } from './routes/queue-page.ts'
import { spendingRoutes } from './routes/spending.ts'
import { usageRoute } from './routes/usage.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { sendProblem } from './send-problem.ts'

/** JSON bodies of routes that set no limit of their own. */
const bodyBytesMax = 1_000_000
/** From the first byte of a request to its last: 16 photos of 25 MB on a slow line; a sender that stalls is let go. */
const requestDeadlineMs = 600_000
/** Redis must not hold a request up: a command that takes longer is given up. */
const redisDeadlineMs = 500

/** Builds the whole HTTP app; the caller listens on it and closes it. Event streams end when it closes. */
export async function createApp(deps: AppDeps): Promise<App> {
  const app = createServer(deps)
  const stopping = new AbortController()
  const signals = createListingSignals(deps.redis, deps.log)
  const limiter = deps.redis.duplicate({
    lazyConnect: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: redisDeadlineMs,
  })
  limiter.on('error', (error) => deps.log.debug({ reason: error.message }, 'rate limit: redis'))
  app.addHook('preClose', async () => stopping.abort())
  closePromptly(app)
  app.addHook('onClose', async () => {
    signals.close()
    limiter.disconnect()
  })

  const context: RouteContext = {
    ...deps,
    signals,
    afterCommit: createAfterCommit(deps, signals),
    stopping: stopping.signal,
  }
  await describeApi(app)
  metricsRoute(app, context)
  healthRoutes(app, context)
  await docsPage(app)
  await queuePage(app, context)
  await app.register(async (scope: App) => internalRoutes(scope, context), { prefix: '/internal' })
  await app.register(
    async (scope: App) => {
      scope.addHook('onRequest', requireScope({ opsKey: deps.keys.ops, keys: deps.store.keys }))
      await limitRate(scope, limiter, deps.limits.rateLimitPerMinute)
      refuseUnexpectedBody(scope)
      publicRoutes(scope, context)
      await scope.register(async (uploads: App) => {
        await uploads.register(multipart, { throwFileSizeLimit: false })
        createListingRoute(uploads, context)
        listingPhotoRoutes(uploads, context)
      })
    },
    { prefix: '/v1' },
  )
  await app.ready()
  return app
}

function publicRoutes(scope: App, context: RouteContext): void {
  listingRoutes(scope, context)
  listingVerbRoutes(scope, context)
  listingFieldsRoute(scope, context)
  listingEventsRoute(scope, context)
  policyRoutes(scope, context)
  usageRoute(scope, context)
  spendingRoutes(scope, context)
  catalogRoutes(scope, context)
  catalogReindexRoutes(scope, context)
  webhookRoutes(scope, context)
  keyRoutes(scope, context)
  deadLetterRoutes(scope, context)
}

function createServer(deps: AppDeps): App {
  const app = fastify({
    loggerInstance: deps.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    bodyLimit: bodyBytesMax,
    requestTimeout: requestDeadlineMs,
    // A request id from outside is kept where it is harmless in a log and in a header.
    requestIdHeader: false,
    genReqId: ({ headers }) => safeRequestId(headers['x-request-id']) ?? ulid(),
    // Requests that came before the close are answered, not refused.
    return503OnClosing: false,
    // Longer than any request line that Node reads: the schemas say what an id is.
    routerOptions: { maxParamLength: 20_000 },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: refuseConnection,
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  app.decorateRequest('caller', null)
  app.removeAllContentTypeParsers()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  // An empty body is no body: what a route needs, its schema says.
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) =>
    body === '' ? done(null, undefined) : parseJson(request, body, done),
  )
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request
    // Workers ask many times a listing: what went well is worth a line only to those who look for it.
    const isRoutine = routeOptions.url?.startsWith('/internal/') === true && reply.statusCode < 400
    request.log[isRoutine ? 'debug' : 'info'](
      {
        method,
        route: routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        key: caller?.id ?? null,
      },
      'request',
    )
  })
  securityHeaders(app)
  const refuseAddress = notFoundHandler(app)
  app.setNotFoundHandler(refuseAddress)
  // Before a body is read, which could fail in other ways.
  app.addHook('onRequest', async (request) => (request.is404 ? refuseAddress(request) : undefined))
  return app
}

function safeRequestId(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && /^[A-Za-z0-9._-]{1,100}$/.test(header) ? header : null
}
