import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { neighborSchema } from '../../domain/catalog-item.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import type { Prompt } from '../../prompt/prompt.ts'

/** A case as a prompt engineer writes it down: a listing, or the values of one prompt's variables. */
export type PromptCase = { kind: 'listing'; listing: CaseListing } | { kind: 'values'; values: Record<string, unknown> }
export type CaseListing = z.infer<typeof listingSchema>

const categories = z.union([z.string(), z.array(z.string())]).nullish()
const listingSchema = z.object({
  text: z.string().default(''),
  photos: z.array(z.string()).default([]),
  hints: z.record(z.string(), z.unknown()).default({}),
  neighbors: z.array(neighborSchema.extend({ relevance: z.number().default(0) })).default([]),
  /** The category whose fields are asked for. */
  category: z.string().nullish(),
  gold: z.object({ category: categories }).optional(),
})

/**
 * The case of a JSON file, or of a line of a JSON Lines file: the one with this id, or the first. Throws `HangtagError` code
 * `case-unusable` that says what a case of this prompt is.
 */
export async function readCase(file: string, id: string | null, prompt: Prompt): Promise<PromptCase> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw unusable(`${file} cannot be read.`)
  })
  const entries = parseEntries(file, text)
  const entry = id === null ? entries[0] : entries.find((one) => one.id === id)
  if (entry === undefined)
    throw unusable(id === null ? `${file} holds no JSON object.` : `${file} has no line with the id ${id}.`)
  if (prompt.variables.every((variable) => Object.hasOwn(entry, variable))) return { kind: 'values', values: entry }
  const listing = listingSchema.safeParse(entry)
  if (listing.success && (Object.hasOwn(entry, 'text') || Object.hasOwn(entry, 'photos')))
    return { kind: 'listing', listing: listing.data }
  const problem = listing.success ? '' : ` ${z.prettifyError(listing.error)}`
  throw unusable(
    `${file}: a case is a listing with "text" or "photos", or an object of all the variables of ${prompt.name}: ${prompt.variables.join(', ')}.${problem}`,
  )
}

function parseEntries(file: string, text: string): Record<string, unknown>[] {
  const whole = tryParse(text)
  const found =
    whole === null
      ? text
          .split('\n')
          .filter((line) => line.trim() !== '')
          .map(tryParse)
      : [whole]
  const broken = found.indexOf(null)
  if (broken !== -1) throw unusable(`${file}:${broken + 1} is no JSON object.`)
  return found.filter((entry) => entry !== null)
}

function tryParse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null // The caller says which line it was.
  }
}

function unusable(message: string): HangtagError {
  return new HangtagError(message, { code: 'case-unusable', disposition: 'give-up' })
}
