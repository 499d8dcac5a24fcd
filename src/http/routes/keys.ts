import { z } from 'zod'
import { scopeSchema } from '../../domain/scope.ts'
import { HttpProblem } from '../http-problem.ts'
import { thingParams } from '../ids.ts'
import { notFound } from '../refuse.ts'
import { callerOf } from '../require-scope.ts'
import { answersOf, emptyAnswer, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'
import { storableText } from '../storable.ts'

const tags = ['keys']
const config = { scope: 'keys' } as const

const keySchema = z.object({
  id: z.string(),
  tenant: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdAt: z.iso.datetime(),
  revokedAt: z.iso.datetime().nullable(),
})

/** API keys. A key makes keys for its own tenant with no more than its own scopes; the ops key for any tenant. */
export function keyRoutes(app: App, context: RouteContext): void {
  createRoute(app, context)
  listAndRevokeRoutes(app, context)
}

function createRoute(app: App, { store }: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/keys',
    config,
    schema: {
      operationId: 'createKey',
      summary: 'Make a key',
      tags,
      body: z.strictObject({
        name: storableText(100).min(1).describe('For people to know it by'),
        scopes: z
          .array(scopeSchema)
          .min(1)
          .max(20)
          .transform((scopes) => [...new Set(scopes)]),
      }),
      response: answersOf(
        { 201: jsonAnswer('Made; `key` is shown this once', keySchema.extend({ key: z.string() })) },
        'write',
      ),
    },
    handler: async (request, reply) => {
      const { tenant, scopes: own } = callerOf(request)
      const { name, scopes } = request.body
      const beyond = scopes.filter((scope) => !own.includes(scope))
      if (beyond.length > 0)
        throw new HttpProblem(
          403,
          'scope-exceeded',
          'More than this key may do',
          `This key lacks ${beyond.join(', ')}.`,
        )
      const { key, text } = await store.keys.create({ tenant, name, scopes })
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...key, key: text })
    },
  })
}

function listAndRevokeRoutes(app: App, { store }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/keys',
    config,
    schema: {
      operationId: 'listKeys',
      summary: 'All keys, without their text',
      tags,
      response: answersOf({ 200: jsonAnswer('All of them', z.object({ keys: z.array(keySchema) })) }, 'read'),
    },
    handler: async (request) => {
      const { tenant, allTenants } = callerOf(request)
      return { keys: await store.keys.list(allTenants ? null : tenant) }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/keys/:id',
    config,
    schema: {
      operationId: 'revokeKey',
      summary: 'Revoke a key',
      tags,
      params: thingParams,
      response: answersOf({ 204: emptyAnswer('Revoked; it works no more') }, 'write', [404]),
    },
    handler: async (request, reply) => {
      const { tenant, allTenants } = callerOf(request)
      if (!(await store.keys.revoke(allTenants ? null : tenant, request.params.id))) throw notFound('key')
      return reply.code(204).send()
    },
  })
}
