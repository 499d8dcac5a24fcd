import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { AfterCommit } from './after-commit.ts'
import type { AppDeps } from './app-deps.ts'
import type { ListingSignals } from './listing-signals.ts'

/** The app as routes see it: bodies, parameters and answers are checked by zod schemas. */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** What routes share. */
export type RouteContext = AppDeps & {
  signals: ListingSignals
  afterCommit: AfterCommit
  /** Aborts when the app stops: open event streams end. */
  stopping: AbortSignal
}
