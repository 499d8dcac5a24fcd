import { z } from 'zod'

/**
 * A zod form as JSON Schema in the dialect that servers take: without what zod adds (the dialect's name, bounds of safe integers),
 * and with `integer or null` as one type.
 */
export function jsonSchemaOf(form: z.ZodType): Record<string, unknown> {
  return portable(z.toJSONSchema(form, { io: 'output' })) as Record<string, unknown>
}

function portable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(portable)
  if (typeof schema !== 'object' || schema === null) return schema
  const plain = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$schema' && key !== 'minimum' && key !== 'maximum')
      .map(([key, inner]) => [key, portable(inner)]),
  )
  const types = Array.isArray(plain.anyOf) ? plain.anyOf.map(typeAlone) : []
  return types.length > 0 && types.every((type) => type !== null) ? { type: types } : plain
}

/** The type of a schema that says no more than that. */
function typeAlone(schema: Record<string, unknown>): string | null {
  return Object.keys(schema).length === 1 && typeof schema.type === 'string' ? schema.type : null
}
