import { readFile } from 'node:fs/promises'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/**
 * Which model is asked for which field, of a file (YAML or JSON) as `hangtag eval matrix --routes` writes it; null: all of one.
 * Throws `HangtagError` code `routes-invalid`, also for a field that the taxonomy has not: it would be routed nowhere.
 */
export async function loadRoutes(
  file: string | null,
  { attributes }: Pick<Taxonomy, 'attributes'>,
): Promise<Record<string, string>> {
  if (file === null) return {}
  const { data, error } = routesSchema.safeParse(await contentOf(file))
  if (error !== undefined) throw invalid(file, z.prettifyError(error))
  const unknown = Object.keys(data.routes).filter((field) => !attributes.some(({ id }) => id === field))
  if (unknown.length > 0) throw invalid(file, `the taxonomy has no ${unknown.join(', ')}`)
  const models = new Set(Object.values(data.routes))
  if (models.size > modelsMax)
    throw invalid(
      file,
      `it names ${models.size} models; each is a call with each listing, and ${modelsMax} is the most`,
    )
  return data.routes
}

/** `matrix`: where it comes from, for people. */
const routesSchema = z.strictObject({ matrix: z.string().optional(), routes: z.record(z.string(), z.string().min(1)) })
const modelsMax = 8

async function contentOf(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'))
  } catch (cause) {
    if (!(cause instanceof YAMLParseError) && errorCode(cause) === undefined) throw cause
    throw invalid(file, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function invalid(file: string, problem: string, cause?: unknown): HangtagError {
  return new HangtagError(`${file} holds no routes (MODEL_ROUTES): ${problem}`, {
    code: 'routes-invalid',
    disposition: 'give-up',
    cause,
  })
}
