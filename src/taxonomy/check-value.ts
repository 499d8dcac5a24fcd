import { z } from 'zod'
import { isSizeLabel } from './size-label.ts'
import type { Attribute, Taxonomy } from './taxonomy.ts'

/**
 * Whether a value fits an attribute, in the shapes of the record. Null: it does, or it is null, which is blank and always
 * allowed. Otherwise a sentence that says what is accepted.
 */
export function checkValue(taxonomy: Taxonomy, attribute: string, value: unknown): string | null {
  const shape = shapesOf(taxonomy).get(attribute)
  if (shape === undefined) return `There is no attribute ${attribute}.`
  if (value === null) return null
  const parsed = shape.schema.safeParse(value)
  return parsed.success ? null : `${attribute} takes ${shape.accepts}.`
}

type Shape = { schema: z.ZodType; accepts: string }

// Making a schema costs far more than using it, and every claim is checked: an eighth of all CPU of a listing without photos.
const made = new WeakMap<Taxonomy, ReadonlyMap<string, Shape>>()

function shapesOf(taxonomy: Taxonomy): ReadonlyMap<string, Shape> {
  const known = made.get(taxonomy)
  if (known !== undefined) return known
  const categories = taxonomy.categories.map(({ id }) => id)
  const shapes = new Map(
    taxonomy.attributes.map((attribute) => {
      const ids = attribute.id === 'category' ? categories : attribute.values.map(({ id }) => id)
      return [attribute.id, shapeOf(attribute, ids)]
    }),
  )
  made.set(taxonomy, shapes)
  return shapes
}

function shapeOf(attribute: Attribute, ids: readonly string[]): Shape {
  const known = z.string().refine((id) => ids.includes(id))
  const choice = ids.length <= 60 ? ids.join(', ') : `${ids.slice(0, 10).join(', ')} … (${ids.length} in all)`
  switch (attribute.kind) {
    case 'one':
      return { schema: known, accepts: `one of: ${choice}` }
    case 'many':
      return manyOf(attribute, known, choice)
    case 'text':
      return { schema: z.string().trim().min(1).max(200), accepts: 'a text of 1 to 200 characters' }
    case 'flag':
      return { schema: z.boolean(), accepts: 'true or false' }
    case 'count':
      return { schema: z.int().min(1).max(10_000), accepts: 'a whole number from 1 to 10000' }
    case 'size':
      return {
        schema: z
          .strictObject({ system: known, label: z.string().trim().min(1).max(40) })
          .refine(({ system, label }) => isSizeLabel(system, label)),
        accepts: `{ system, label } as on the tag, such as { "system": "alpha", "label": "M" }; systems: ${choice}`,
      }
    case 'composition':
      return {
        schema: z
          .array(z.strictObject({ id: known, percent: z.number().gt(0).max(100).nullable() }))
          .min(1)
          .refine((parts) => distinct(parts.map((part) => part.id)))
          .refine((parts) => parts.reduce((sum, part) => sum + (part.percent ?? 0), 0) <= 100.5),
        accepts: `a list of { id, percent } with percent a number up to 100 in all or null; ids: ${choice}`,
      }
    case 'measurement':
      return {
        schema: z
          .array(z.strictObject({ name: known, value: z.number().gt(0).max(10_000), unit: z.enum(['cm', 'mm', 'in']) }))
          .min(1),
        accepts: `a list of { name, value, unit } with unit cm, mm or in; names: ${choice}`,
      }
  }
}

function manyOf(attribute: Attribute, known: z.ZodType<string>, choice: string): Shape {
  if (attribute.evidenceEach) {
    return {
      schema: z
        .array(z.strictObject({ id: known, evidence: z.array(z.unknown()).default([]) }))
        .refine((items) => distinct(items.map((item) => item.id))),
      accepts: `a list of { id, evidence }, empty where there is none; ids: ${choice}`,
    }
  }
  // A color field holds the dominant families: design section 6 says one or two.
  const most = attribute.id === 'color' ? 2 : 20
  return {
    schema: z.array(known).min(1).max(most).refine(distinct),
    accepts: `a list of ${most === 2 ? 'one or two' : `1 to ${most}`} of: ${choice}`,
  }
}

function distinct(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length
}
