import { z } from 'zod'
import { refusedAddress } from '../../photos/refused-address.ts'
import { HttpProblem } from '../http-problem.ts'
import { thingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, emptyAnswer, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { storableText } from '../storable.ts'

const tags = ['webhooks']
const config = { scope: 'webhooks' } as const

const webhookSchema = z.object({
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  createdAt: z.iso.datetime(),
  disabledAt: z.iso.datetime().nullable().describe('Set where the receiver answered 410'),
})
const bodySchema = z.strictObject({
  url: storableText(2_048).describe('A public address that takes POST'),
  events: z
    .array(z.enum(['listing.draft.ready', 'listing.needs-review', 'listing.published', 'listing.failed']))
    .min(1)
    .max(4)
    .transform((events) => [...new Set(events)]),
})

/** Where a tenant wants to be told. */
export function webhookRoutes(app: App, context: RouteContext): void {
  createRoute(app, context)
  readRoutes(app, context)
  deleteRoute(app, context)
}

function createRoute(app: App, { store, fetchAllow }: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/webhooks',
    config,
    schema: {
      operationId: 'createWebhook',
      summary: 'Be told of events',
      description: 'Deliveries are signed as Standard Webhooks 1.0.0 says and tried again on its schedule.',
      tags,
      body: bodySchema,
      response: answersOf(
        {
          201: jsonAnswer('Made; the secret is shown this once', webhookSchema.extend({ secret: z.string() }), {
            location: 'Where the webhook is',
          }),
        },
        'write',
      ),
    },
    handler: async (request, reply) => {
      const refused = refusedAddress(request.body.url, fetchAllow)
      if (refused !== null)
        throw new HttpProblem(400, 'webhook-url-refused', 'The address is not taken', refused, {
          errors: [{ path: 'url', message: refused }],
        })
      const { webhook, secret } = await store.webhooks.create(callerOf(request).tenant, request.body)
      return reply
        .code(201)
        .header('location', `/v1/webhooks/${webhook.id}`)
        .send({ ...webhook, secret })
    },
  })
}

function readRoutes(app: App, { store }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/webhooks',
    config,
    schema: {
      operationId: 'listWebhooks',
      summary: 'All webhooks',
      tags,
      response: answersOf({ 200: jsonAnswer('All of them', z.object({ webhooks: z.array(webhookSchema) })) }, 'read'),
    },
    handler: async (request) => ({ webhooks: await store.webhooks.list(callerOf(request).tenant) }),
  })

  app.route({
    method: 'GET',
    url: '/webhooks/:id',
    config,
    schema: {
      operationId: 'getWebhook',
      summary: 'One webhook',
      tags,
      params: thingParams,
      response: answersOf({ 200: jsonAnswer('The webhook, without its secret', webhookSchema) }, 'read', [404]),
    },
    handler: async (request) => {
      const webhook = await store.webhooks.get(callerOf(request).tenant, request.params.id)
      if (webhook === null) throw notFound('webhook')
      return webhook
    },
  })
}

function deleteRoute(app: App, { store }: RouteContext): void {
  app.route({
    method: 'DELETE',
    url: '/webhooks/:id',
    config,
    schema: {
      operationId: 'deleteWebhook',
      summary: 'Stop being told',
      tags,
      params: thingParams,
      response: answersOf({ 204: emptyAnswer('Gone, with its deliveries') }, 'write', [404]),
    },
    handler: async (request, reply) => {
      if (!(await store.webhooks.remove(callerOf(request).tenant, request.params.id))) throw notFound('webhook')
      return reply.code(204).send()
    },
  })
}
