import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { importKinds } from '../../domain/internal-api.ts'
import { createCountInTime } from '../count-in-time.ts'
import { thingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const tags = ['catalog']
const count = z.int().min(0)
/** Well inside what callers wait for an answer. */
const countDeadlineMs = 20_000

const importSchema = z.object({
  importId: z.string(),
  kind: z.enum(importKinds).describe('Whether items were put or deleted'),
  state: z.enum(['waiting', 'done', 'failed']).describe('`failed`: given up; its job is a dead letter'),
  count: count.describe('Items, or ids, as they were sent'),
  written: count,
  unchanged: count.describe('Items that said what the index held already'),
  removed: count.describe('Ids that are in the index no more; of `delete-all`, items that it held'),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  problem: z.object({ code: z.string(), detail: z.string() }).nullable(),
})

const statsSchema = z.object({
  items: count.nullable().describe('Items in the index; null where it is away, or still counts: ask again'),
  space: z
    .object({
      configured: z.string().describe('The embedding that texts to search for are given'),
      recorded: z.string().nullable().describe('The one that the index was filled with'),
      collection: z.string().nullable(),
    })
    .nullable(),
  waiting: z.object({ batches: count, items: count, bytes: count }).describe('What is taken and not yet indexed'),
  failed: count.describe('Batches that were given up; replay their dead letters'),
})

/** What came of batches, and what the catalog holds. */
export function catalogImportRoutes(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/catalog/imports/:id',
    config: { scope: 'catalog:read' },
    schema: {
      operationId: 'getCatalogImport',
      summary: 'What came of a batch of items',
      description: 'Those that are done are known for a week.',
      tags,
      params: thingParams,
      response: answersOf({ 200: jsonAnswer('Its state and counts', importSchema) }, 'read', [404]),
    },
    handler: async (request) => {
      const found = await context.store.imports.get(callerOf(request).tenant, request.params.id)
      if (found === null) throw notFound('import')
      const { id, tenant: _tenant, bytes: _bytes, bodyHash: _bodyHash, ...said } = found
      return { importId: id, ...said }
    },
  })
  statsRoute(app, context)
}

function statsRoute(app: App, context: RouteContext): void {
  const { catalog } = context
  const countInTime = catalog === null ? null : createCountInTime(catalog.count, { deadlineMs: countDeadlineMs })
  app.route({
    method: 'GET',
    url: '/catalog/stats',
    config: { scope: 'catalog:read' },
    schema: {
      operationId: 'getCatalogStats',
      summary: 'How many items there are, and how many are on their way',
      tags,
      response: answersOf({ 200: jsonAnswer('As it is now', statsSchema) }, 'read'),
    },
    handler: async (request) => {
      const { tenant } = callerOf(request)
      const [{ failed, ...waiting }, items, space] = await Promise.all([
        context.store.imports.waiting(tenant),
        countInTime?.(tenant).catch(nullWhereAway) ?? null,
        context.catalog?.space().catch(nullWhereAway) ?? null,
      ])
      return { items, space, waiting, failed }
    },
  })
}

/** What is on its way can be told while the index is away. */
function nullWhereAway(error: unknown): null {
  if (error instanceof HangtagError && error.disposition === 'retry') return null
  throw error
}
