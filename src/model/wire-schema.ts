import { createHash } from 'node:crypto'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { findSchemaProblems } from './find-schema-problems.ts'

/**
 * The form of an answer, as the model's server is told it (`jsonSchema`) and as we check it (`answer`).
 *
 * One constant schema for every listing: a new one costs seconds to compile on first use. Fields are a list of uniform
 * entries and not one property each, because 45 attributes with four keys each pass what older models and Azure take (100
 * properties), and a list stays as small whatever the taxonomy. The values themselves are checked after the answer.
 */
export type WireSchema = {
  name: string
  /** Hash of the JSON Schema. */
  version: string
  jsonSchema: Record<string, unknown>
  answer: z.ZodType<WireAnswer>
}

export type WireEvidence = { photo: number | null; quote: string | null }
export type WireField = {
  field: string
  applies: 'yes' | 'no' | 'cannot-tell'
  evidence: WireEvidence[]
  /** One string a value, in the form that the prompt gives for the attribute's kind. */
  values: string[]
}
export type WireAnswer = { category: { evidence: WireEvidence[]; value: string | null }; fields: WireField[] }

/** Makes the wire schema of a taxonomy. Throws `HangtagError` code `wire-schema-invalid` where it breaks a strict limit. */
export function createWireSchema(taxonomy: Taxonomy): WireSchema {
  const categories = taxonomy.categories.map(({ id }) => id)
  const fields = taxonomy.attributes.map(({ id }) => id).filter((id) => id !== 'category')
  const told = form(choice(categories), choice(fields))
  const jsonSchema = portable(z.toJSONSchema(told, { io: 'output' })) as Record<string, unknown>
  const problems = findSchemaProblems(jsonSchema, 'strict')
  if (problems.length > 0) {
    throw new HangtagError(`The wire schema of ${taxonomy.version} breaks the limits: ${problems.join('; ')}.`, {
      code: 'wire-schema-invalid',
      disposition: 'give-up',
      evidence: { problems },
    })
  }
  const version = createHash('sha256').update(JSON.stringify(jsonSchema)).digest('hex').slice(0, 12)
  // We take any id here: a server that does not enforce schemas may invent one field, and that drops the field, not the answer.
  return { name: 'listing_fields', version, jsonSchema, answer: form(z.string(), z.string()) }
}

/** The order of the keys is the order in which a model writes: applicability and evidence come before the value. */
function form(category: z.ZodType<string>, field: z.ZodType<string>): z.ZodType<WireAnswer> {
  const evidence = z.array(z.object({ photo: z.int().nullable(), quote: z.string().nullable() }))
  return z.object({
    category: z.object({ evidence, value: category.nullable() }),
    fields: z.array(
      z.object({ field, applies: z.enum(['yes', 'no', 'cannot-tell']), evidence, values: z.array(z.string()) }),
    ),
  })
}

/** A taxonomy of many categories, or of long ids, would pass the limits of enums; its ids are then checked by us alone. */
const choicesMax = 300
const charactersMax = 10_000
function choice(ids: string[]): z.ZodType<string> {
  const fits = ids.length > 0 && ids.length <= choicesMax && ids.join('').length <= charactersMax
  return fits ? z.enum(ids) : z.string()
}

/** Leaves out what zod adds and strict servers refuse: the dialect and the bounds of safe integers. */
function portable(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(portable)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== '$schema' && key !== 'minimum' && key !== 'maximum')
      .map(([key, inner]) => [key, portable(inner)]),
  )
}
