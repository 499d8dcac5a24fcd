import type { z } from 'zod'

/**
 * A request body that a route reads by itself, because it comes in more than one form: for the API description alone. A
 * value is a zod schema or a JSON Schema.
 */
export type DocumentedBody = Readonly<Record<string, z.ZodType | Readonly<Record<string, unknown>>>>

declare module 'fastify' {
  interface FastifyContextConfig {
    documentedBody?: DocumentedBody
  }
}

/** The multipart body of routes that take photos, as JSON Schema; `fields` are its text parts. */
export function multipartBody(countMax: number, fields: Record<string, object>): Record<string, unknown> {
  return {
    type: 'object',
    properties: {
      photos: {
        type: 'array',
        maxItems: countMax,
        items: { type: 'string', format: 'binary', contentMediaType: 'application/octet-stream' },
        description: 'JPEG, PNG, WebP, AVIF or HEIC files, one part each, all named `photos`',
      },
      ...fields,
    },
    additionalProperties: false,
  }
}
