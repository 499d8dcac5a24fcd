import { z } from 'zod'
import { callerOf } from '../require-scope.ts'
import { answersOf, jsonAnswer } from '../route-answers.ts'
import type { App, RouteContext } from '../route-context.ts'

const policySchema = z.strictObject({
  acceptAt: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe(
      'A draft whose least sure value reaches this confidence, and that needs no review, may be published unseen. Null: never',
    ),
})

/** What a tenant allows to happen without a person. */
export function policyRoutes(app: App, { store }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/policy',
    config: { scope: 'listings:read' },
    schema: {
      operationId: 'getPolicy',
      summary: 'The policy',
      tags: ['policy'],
      response: answersOf({ 200: jsonAnswer('The policy', policySchema) }, 'read'),
    },
    handler: async (request) => store.policies.get(callerOf(request).tenant),
  })

  app.route({
    method: 'PUT',
    url: '/policy',
    config: { scope: 'listings:publish' },
    schema: {
      operationId: 'putPolicy',
      summary: 'Set the policy',
      tags: ['policy'],
      body: policySchema,
      response: answersOf({ 200: jsonAnswer('The policy as it is now', policySchema) }, 'write'),
    },
    handler: async (request) => {
      await store.policies.put(callerOf(request).tenant, request.body)
      return request.body
    },
  })
}
