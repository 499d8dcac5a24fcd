import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { isOver, type Reindex, reindexSchema } from '../../domain/reindex.ts'
import type { ReindexOutcome } from '../../store/reindex-store.ts'
import { HttpProblem } from '../http-problem.ts'
import { requireCatalog } from '../require-catalog.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const tags = ['catalog']
const config = { scope: 'catalog:write' } as const
const forOperators = 'With the ops key alone: it is one catalog for all tenants.'

const statusSchema = z.object({
  reindex: reindexSchema
    .omit({ step: true, bucket: true })
    .nullable()
    .describe('The one that runs, else the last one; null: there never was one'),
  space: z
    .object({ configured: z.string(), recorded: z.string().nullable(), collection: z.string().nullable() })
    .nullable()
    .describe('What searches are embedded with, and where they go; null where the index cannot be asked now'),
})
const embeddingSchema = z
  .string()
  .max(300)
  .regex(/^[\x21-\x7e]+$/, 'no spaces')

/** Filling a new collection beside the one in use, for another embedding or to mend it, and going back to the one before. */
export function catalogReindexRoutes(app: App, context: RouteContext): void {
  startRoute(app, context)
  statusRoute(app, context)
  cancelRoute(app, context)
  rollbackRoute(app, context)
}

function startRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/catalog/reindex',
    config,
    schema: {
      operationId: 'startReindex',
      summary: 'Index the catalog anew',
      description: `Fills a new collection while searches go on in the old one, verifies it, and switches. One that stands still goes on where it stopped. ${forOperators}`,
      tags,
      body: z.strictObject({
        embedding: embeddingSchema
          .default('auto')
          .describe('`auto`, `endpoint`, `local`, `ngram`, or a space such as `hashed-ngrams@1/512`'),
      }),
      response: answersOf({ 202: jsonAnswer('It has begun', statusSchema) }, 'write', [409]),
    },
    handler: async (request, reply) => {
      forOps(callerOf(request))
      requireCatalog(context)
      const outcome = await context.store.reindexes.start({ kind: 'reindex', embedding: request.body.embedding })
      return reply.code(202).send(await ordered(outcome, context))
    },
  })
}

function statusRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/catalog/reindex',
    config,
    schema: {
      operationId: 'getReindex',
      summary: 'How far the reindex is',
      description: forOperators,
      tags,
      response: answersOf({ 200: jsonAnswer('The reindex', statusSchema) }, 'read'),
    },
    handler: async (request) => {
      forOps(callerOf(request))
      return statusOf(await context.store.reindexes.latest(), context)
    },
  })
}

function cancelRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'DELETE',
    url: '/catalog/reindex',
    config,
    schema: {
      operationId: 'cancelReindex',
      summary: 'Give the reindex up',
      description: `The new collection is removed; the one in use was never touched. ${forOperators}`,
      tags,
      response: answersOf({ 202: jsonAnswer('It is being given up', statusSchema) }, 'write', [404, 409]),
    },
    handler: async (request, reply) => {
      forOps(callerOf(request))
      const outcome = await context.store.reindexes.cancel()
      if (outcome === null) throw new HttpProblem(404, 'reindex-not-found', 'Not found', 'There was no reindex yet.')
      return reply.code(202).send(await ordered(outcome, context))
    },
  })
}

function rollbackRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/catalog/reindex/rollback',
    config,
    schema: {
      operationId: 'rollBackReindex',
      summary: 'Go back to the collection before',
      description: `What was written since the switch is brought into it first, so that nothing is missing. ${forOperators}`,
      tags,
      response: answersOf({ 202: jsonAnswer('It has begun', statusSchema) }, 'write', [409]),
    },
    handler: async (request, reply) => {
      forOps(callerOf(request))
      requireCatalog(context)
      const outcome = await context.store.reindexes.start({ kind: 'rollback', embedding: null })
      return reply.code(202).send(await ordered(outcome, context))
    },
  })
}

async function ordered(
  { refused, reindex, orders }: ReindexOutcome,
  context: RouteContext,
): Promise<z.infer<typeof statusSchema>> {
  if (refused) throw wrongState(reindex)
  await context.afterCommit({ listingId: null, orders })
  return statusOf(reindex, context)
}

async function statusOf(reindex: Reindex | null, { catalog }: RouteContext): Promise<z.infer<typeof statusSchema>> {
  try {
    return { reindex, space: (await catalog?.space()) ?? null }
  } catch (error) {
    // How far it is is known without the index.
    if (error instanceof HangtagError) return { reindex, space: null }
    throw error
  }
}

function wrongState(reindex: Reindex): HttpProblem {
  const { kind, phase, embedding, standstill } = reindex
  if (isOver(reindex))
    return new HttpProblem(409, 'reindex-over', 'Nothing to give up', `The last ${kind} is over (${phase}).`, {
      state: phase,
    })
  const of = kind === 'rollback' ? 'A rollback' : `A reindex to ${embedding ?? 'auto'}`
  const how = standstill === null ? `is ${phase}` : `stands still while ${phase} (${standstill.reason})`
  return new HttpProblem(409, 'reindex-running', 'A reindex is under way', `${of} ${how}. Wait for it, or cancel it.`, {
    state: phase,
  })
}

function forOps({ kind }: { kind: 'ops' | 'key' }): void {
  if (kind !== 'ops') throw new HttpProblem(403, 'ops-key-required', 'For operators', 'Only the ops key reindexes.')
}
