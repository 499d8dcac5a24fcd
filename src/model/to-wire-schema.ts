import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import { findSchemaProblems } from './find-schema-problems.ts'
import { jsonSchemaOf } from './json-schema-of.ts'

/** The form of an answer, as the model's server is told it. Plain data: a planned call can be written to a file. */
export type WireSchema = {
  name: string
  /** Hash of the JSON Schema. */
  version: string
  jsonSchema: Record<string, unknown>
}

/**
 * A form as a wire schema. Throws `HangtagError` code `wire-schema-invalid` where it breaks a limit: of the strict ones, or of
 * those that older models, Azure and local servers have. A schema that only some servers take is found at the start, and not
 * with the first listing.
 */
export function toWireSchema(name: string, form: z.ZodType): WireSchema {
  const jsonSchema = jsonSchemaOf(form)
  const problems = [...findSchemaProblems(jsonSchema, 'strict'), ...findSchemaProblems(jsonSchema, 'portable')]
  if (problems.length > 0) {
    throw new HangtagError(`The wire schema ${name} breaks the limits: ${problems.join('; ')}.`, {
      code: 'wire-schema-invalid',
      disposition: 'give-up',
      evidence: { schema: name, problems },
    })
  }
  const version = createHash('sha256').update(JSON.stringify(jsonSchema)).digest('hex').slice(0, 12)
  return { name, version, jsonSchema }
}
