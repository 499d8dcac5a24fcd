import { Readable } from 'node:stream'
import { ulid } from 'ulid'
import { z } from 'zod'
import { catalogItemSchema } from '../../domain/catalog-item.ts'
import { importKey } from '../../domain/photo-keys.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { storableObject } from '../storable.ts'

const itemsMax = 1_000
const bodyBytesMax = 20_000_000
const attributesBytesMax = 20_000

const itemSchema = catalogItemSchema.extend({ attributes: storableObject(attributesBytesMax).optional() })

/** `POST /v1/catalog/items`: items that are known to be right become neighbors of what is digitized from now on. */
export function catalogRoute(app: App, context: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/catalog/items',
    bodyLimit: bodyBytesMax,
    config: { scope: 'catalog:write' },
    schema: {
      operationId: 'importCatalogItems',
      summary: 'Put items into the catalog',
      description: 'An item whose id is there already is replaced. They are indexed soon after the answer.',
      tags: ['catalog'],
      body: z.strictObject({ items: z.array(itemSchema).min(1).max(itemsMax, `at most ${itemsMax} items at once`) }),
      response: answersOf(
        {
          202: jsonAnswer(
            'Taken; indexing has been ordered',
            z.object({ importId: z.string(), count: z.number().int().min(1) }),
          ),
        },
        'write',
      ),
    },
    handler: async (request, reply) => {
      const { tenant } = callerOf(request)
      const { items } = request.body
      const importId = `imp_${ulid()}`
      const key = importKey(tenant, importId)
      await context.photoStore.put(key, Readable.from(items.map((item) => Buffer.from(`${JSON.stringify(item)}\n`))))
      const { orders } = await context.store.work
        .createImport(tenant, importId, items.length)
        .catch(async (error: unknown) => {
          await context.photoStore.removeAll(key)
          throw error
        })
      await context.afterCommit({ listingId: null, orders })
      return reply.code(202).send({ importId, count: items.length })
    },
  })
}
