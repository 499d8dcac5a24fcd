import { z } from 'zod'
import { catalogItemSchema } from '../../domain/catalog-item.ts'
import { catalogItemBody } from '../catalog-item-body.ts'
import { cursorQuery, pageAnswer } from '../pages.ts'
import { notFound } from '../refuse.ts'
import { requireCatalog } from '../require-catalog.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { takeBatch } from '../take-batch.ts'

const itemsMax = 1_000
const bodyBytesMax = 20_000_000
const tags = ['catalog']

const takenSchema = z.object({
  importId: z.string().describe('Under `/v1/catalog/imports/{id}` stands what came of it'),
  count: z.number().int().min(1),
})
const headers = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .describe('The same key with the same body is one batch, however often it is sent, for a week'),
})
const itemId = catalogItemSchema.shape.id.describe('The id of the item')

/** The items that neighbors are found among: put, list, delete. */
export function catalogItemRoutes(app: App, context: RouteContext): void {
  putRoute(app, context)
  listRoute(app, context)
  getRoute(app, context)
  deleteOneRoute(app, context)
  deleteRoute(app, context)
}

function putRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/catalog/items',
    bodyLimit: bodyBytesMax,
    config: { scope: 'catalog:write' },
    schema: {
      operationId: 'importCatalogItems',
      summary: 'Put items into the catalog',
      description: [
        'An item whose id is there already is replaced; one that says the same is left as it is. They are indexed soon after the',
        'answer, batch by batch in the order in which batches were taken. Where one item is not valid, nothing is taken, and',
        '`errors` names every wrong place, as `items.3.title`. A sender that is far ahead of the index is told to wait (429).',
      ].join('\n'),
      tags,
      headers,
      body: z.strictObject({
        items: z.array(catalogItemBody).min(1).max(itemsMax, `at most ${itemsMax} items at once`),
      }),
      response: answersOf({ 202: jsonAnswer('Taken; indexing has been ordered', takenSchema) }, 'write', [422]),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const { items } = request.body
      const idempotencyKey = request.headers['idempotency-key']
      const importId = await takeBatch({ tenant, kind: 'put', lines: items, idempotencyKey }, context)
      return reply.code(202).send({ importId, count: items.length })
    },
  })
}

function listRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/catalog/items',
    config: { scope: 'catalog:read' },
    schema: {
      operationId: 'listCatalogItems',
      summary: 'All items, page by page',
      description:
        'In no order that means anything. An item that is there throughout comes exactly once; one that comes or goes meanwhile may be missed. A page may be empty before the last.',
      tags,
      querystring: cursorQuery,
      response: answersOf({ 200: pageAnswer('items', catalogItemSchema) }, 'read'),
    },
    handler: async (request) => {
      const catalog = requireCatalog(context)
      return catalog.page(callerOf(request).tenant, request.query.cursor ?? null, context.stopping)
    },
  })
}

function getRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/catalog/items/:id',
    config: { scope: 'catalog:read' },
    schema: {
      operationId: 'getCatalogItem',
      summary: 'An item as it is indexed',
      tags,
      params: z.object({ id: itemId }),
      response: answersOf({ 200: jsonAnswer('The item', catalogItemSchema) }, 'read', [404]),
    },
    handler: async (request) => {
      const item = await requireCatalog(context).get(callerOf(request).tenant, request.params.id)
      if (item === null) throw notFound('item')
      return item
    },
  })
}

function deleteOneRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'DELETE',
    url: '/catalog/items/:id',
    config: { scope: 'catalog:write' },
    schema: {
      operationId: 'deleteCatalogItem',
      summary: 'Take an item out of the catalog',
      description: 'Carried out after all that was sent before it. An item that is not there is deleted already.',
      tags,
      params: z.object({ id: itemId }),
      response: answersOf({ 202: jsonAnswer('Taken; deletion has been ordered', takenSchema) }, 'write'),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const batch = { tenant, kind: 'delete', lines: [{ id: request.params.id }], idempotencyKey: undefined } as const
      return reply.code(202).send({ importId: await takeBatch(batch, context), count: 1 })
    },
  })
}

function deleteRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/catalog/deletions',
    bodyLimit: bodyBytesMax,
    config: { scope: 'catalog:write' },
    schema: {
      operationId: 'deleteCatalogItems',
      summary: 'Take many items, or all, out of the catalog',
      description: [
        'Carried out after all that was sent before it. Ids that are not there are deleted already. `all` takes accepted',
        'listings out as well: one comes back when it is accepted again.',
      ].join('\n'),
      tags,
      headers,
      body: z.union([
        z.strictObject({ ids: z.array(itemId).min(1).max(itemsMax, `at most ${itemsMax} ids at once`) }),
        z.strictObject({ all: z.literal(true) }),
      ]),
      response: answersOf(
        {
          202: jsonAnswer(
            'Taken; deletion has been ordered',
            takenSchema.extend({ count: z.number().int().min(0).describe('Ids; 0 where all were meant') }),
          ),
        },
        'write',
        [422],
      ),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const idempotencyKey = request.headers['idempotency-key']
      const ids = 'ids' in request.body ? request.body.ids : []
      const kind = 'ids' in request.body ? 'delete' : 'delete-all'
      const importId = await takeBatch({ tenant, kind, lines: ids.map((id) => ({ id })), idempotencyKey }, context)
      return reply.code(202).send({ importId, count: ids.length })
    },
  })
}
