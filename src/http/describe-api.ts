import swagger from '@fastify/swagger'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { OpenAPIV3_1 } from 'openapi-types'
import { z } from 'zod'
import { problemSchema } from '../domain/problem.ts'
import { correctionSchema, evidenceSchema, fieldSchema, photoSchema, recordSchema } from '../domain/record.ts'
import type { DocumentedBody } from './documented-body.ts'
import type { App } from './route-context.ts'

/** Schemas that the description names once and refers to. A registry of our own: the global one belongs to nobody. */
const schemaRegistry = z
  .registry<{ id?: string }>()
  .add(recordSchema, { id: 'Listing' })
  .add(fieldSchema, { id: 'Field' })
  .add(evidenceSchema, { id: 'Evidence' })
  .add(photoSchema, { id: 'Photo' })
  .add(correctionSchema, { id: 'Correction' })
  .add(problemSchema, { id: 'Problem' })

/** Describes the API as OpenAPI 3.1, made from the schemas that check it, at `/openapi.json`. */
export async function describeApi(app: App): Promise<void> {
  const options = { schemaRegistry, zodToJsonConfig: { override: describeSchema } }
  const transformRoute = createJsonSchemaTransform(options)
  const transformDocument = createJsonSchemaTransformObject(options)
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hangtag',
        version: '1',
        description:
          'Photos and words of a seller in, a structured, checked listing out, with evidence for every value.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      security: [{ key: [] }],
      tags: [
        { name: 'listings', description: 'Send them, read them, correct them, accept and publish them' },
        { name: 'photos', description: 'More photos, and photos as a model sees them' },
        { name: 'policy', description: 'What may happen without a person' },
        { name: 'spending', description: 'What model calls cost, and what they may cost' },
        { name: 'catalog', description: 'Items that are known to be right: neighbors of what is digitized' },
        { name: 'webhooks', description: 'Being told of events' },
        { name: 'keys', description: 'Who may do what' },
        { name: 'dead letters', description: 'Jobs that gave no result, and putting them back' },
        { name: 'service', description: 'Whether it works' },
      ],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description:
              'An API key. The ops key has every scope, and may name a tenant in the header `Hangtag-Tenant`.',
          },
        },
      },
    },
    transform: (input) => {
      const { schema, url } = transformRoute(input)
      const { documentedBody } = input.route.config ?? {}
      if (documentedBody !== undefined && schema.hide !== true) schema.body = { content: bodyContent(documentedBody) }
      copyResponseHeaders(input.schema?.response, schema.response)
      return { schema, url }
    },
    transformObject: (input) => {
      const document = transformDocument(input) as OpenAPIV3_1.Document
      const schemas = document.components?.schemas ?? {}
      // Requests refer to none of the named schemas; their input forms would only be noise.
      for (const name of Object.keys(schemas)) if (name.endsWith('Input')) delete schemas[name]
      return document
    },
  })
  app.route({
    method: 'GET',
    url: '/openapi.json',
    schema: { hide: true },
    handler: async (_request, reply) => reply.send(app.swagger()),
  })
}

/** What schemas say of themselves stands in zod's global registry, which the provider does not look into. */
function describeSchema({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodType
  jsonSchema: z.core.JSONSchema.BaseSchema
}) {
  const { id: _id, ...said } = z.globalRegistry.get(zodSchema) ?? {}
  Object.assign(jsonSchema, said)
  // An answer without a body.
  if (zodSchema._zod.def.type === 'undefined') jsonSchema.type = 'null'
}

function bodyContent(body: DocumentedBody): Record<string, { schema: unknown }> {
  return Object.fromEntries(
    Object.entries(body).map(([mediaType, schema]) => [
      mediaType,
      {
        schema: schema instanceof z.ZodType ? z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) : schema,
      },
    ]),
  )
}

/** The provider's transform takes descriptions and contents of answers along, but not their headers. */
function copyResponseHeaders(from: unknown, to: unknown): void {
  for (const [status, answer] of Object.entries((from ?? {}) as Record<string, { headers?: Record<string, string> }>)) {
    const target = (to as Record<string, { headers?: object }> | undefined)?.[status]
    if (target === undefined || answer.headers === undefined) continue
    target.headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, description]) => [name, { type: 'string', description }]),
    )
  }
}
