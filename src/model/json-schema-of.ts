import { z } from 'zod'

/** A zod form as JSON Schema in the dialect that servers take: without what zod adds (the dialect's name, bounds of safe integers). */
export function jsonSchemaOf(form: z.ZodType): Record<string, unknown> {
  return portable(z.toJSONSchema(form, { io: 'output' })) as Record<string, unknown>
}

function portable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(portable)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$schema' && key !== 'minimum' && key !== 'maximum')
      .map(([key, inner]) => [key, portable(inner)]),
  )
}
