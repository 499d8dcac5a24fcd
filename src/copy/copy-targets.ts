import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'

/** What a target (a marketplace, a feed) takes as copy. Lengths in UTF-16 code units. */
export type CopyTarget = z.infer<typeof targetSchema> & { readonly id: string }

/**
 * The targets of `targets.yaml`: those with these ids, each once and in this order; left out: all. Throws `HangtagError` code
 * `copy-target-unknown`.
 */
export function copyTargets(ids: readonly string[] | null = null): CopyTarget[] {
  shipped ??= readTargets()
  const known = shipped
  return [...new Set(ids ?? Object.keys(known))].map((id) => {
    const target = Object.hasOwn(known, id) ? known[id] : undefined
    if (target !== undefined) return { id, ...target }
    throw new HangtagError(`There is no target "${id}" to write copy for: ${Object.keys(known).join(', ')}.`, {
      code: 'copy-target-unknown',
      disposition: 'give-up',
      evidence: { target: id, known: Object.keys(known) },
    })
  })
}

/** The target whose pieces stand on the record under the bare names `title` and `description`. */
export const genericTarget = 'generic'

const pieceSchema = z.strictObject({
  charactersMax: z.int().min(20),
  attribute: z.string().optional(),
  attributeOfAi: z.string().optional(),
})
const targetSchema = z.strictObject({
  title: pieceSchema.nullable(),
  description: pieceSchema,
  hashtagsMax: z.int().min(0).default(0),
})

let shipped: Readonly<Record<string, z.infer<typeof targetSchema>>> | undefined

/** A file of the product, not of a user: read once and at the first use. */
function readTargets(): Readonly<Record<string, z.infer<typeof targetSchema>>> {
  const text = readFileSync(new URL('targets.yaml', import.meta.url), 'utf8')
  return z.record(z.string().regex(/^[a-z][a-z0-9-]*$/), targetSchema).parse(parse(text))
}
