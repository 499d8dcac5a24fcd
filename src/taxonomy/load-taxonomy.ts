import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMap, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import { findTaxonomyProblems } from './find-taxonomy-problems.ts'
import { attributeKinds, type Category, languages, sizings, type Taxonomy } from './taxonomy.ts'

/**
 * Reads a taxonomy folder (by default the one that ships with the product): every `.yaml` file in it holds `categories`,
 * `attributes`, `brands`, `plainWords` or `otherNames`. Throws `HangtagError` code `taxonomy-invalid` that lists every problem with
 * its file and line.
 */
export async function loadTaxonomy(folder: string = shippedFolder): Promise<Taxonomy> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  const sources = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  )
  const files = sources.map(({ name, text }) => parseFile(name, text))
  const unreadable = files.flatMap((file) => file.problems)
  if (sources.length === 0) unreadable.push(`${folder}: no .yaml file`)
  if (unreadable.length > 0) throw taxonomyError(unreadable)

  const taxonomy = assemble(
    files.map((file) => file.content),
    contentHash(sources),
  )
  const problems = findTaxonomyProblems(taxonomy.value, taxonomy.dangling)
  if (problems.length > 0) throw taxonomyError(problems)
  return taxonomy.value
}

const shippedFolder = fileURLToPath(new URL('./data', import.meta.url))

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug: lower-case letters, digits and single hyphens')
const words = z.partialRecord(z.enum(languages), z.array(z.string().trim().min(1))).default({})
const valueSchema = z.strictObject({
  id: slug,
  label: z.string().min(1),
  definition: z.string().min(1).nullable().default(null),
  words,
})
const attributeSchema = z.strictObject({
  id: slug,
  label: z.string().min(1),
  definition: z.string().min(1),
  kind: z.enum(attributeKinds),
  always: z.boolean().default(false),
  inPhotos: z.boolean(),
  shot: z.string().min(1).nullable().default(null),
  evidenceEach: z.boolean().default(false),
  /** `all`, or ids of groups and categories. */
  appliesTo: z.union([z.literal('all'), z.array(slug).min(1)]),
  /** Where a buyer needs it, so that a blank asks for review; in the form of `appliesTo`. */
  expectedFor: z.union([z.literal('all'), z.array(slug)]).default([]),
  /** Takes the values of another attribute (lining takes those of material). */
  valuesOf: slug.optional(),
  values: z.array(valueSchema).default([]),
})
const categorySchema = z.strictObject({
  id: slug,
  label: z.string().min(1),
  group: slug,
  sizing: z.enum(sizings).default('clothing'),
  departments: z.array(slug).default([]),
  words,
  shopify: z.strictObject({ id: z.string().regex(/^[a-z]{2}(-\d+)*$/), path: z.string().min(1) }),
  google: z.string().regex(/^\d+$/),
})
const brandSchema = z.strictObject({
  name: z.string().trim().min(1),
  aliases: z.array(z.string().trim().min(1)).default([]),
  shop: z.boolean().default(false),
})
const fileSchema = z.strictObject({
  categories: z.array(categorySchema).default([]),
  attributes: z.array(attributeSchema).default([]),
  brands: z.array(brandSchema).default([]),
  plainWords: z.array(z.string().trim().min(1)).default([]),
  otherNames: z.array(z.string().trim().min(1)).default([]),
})
type FileContent = z.infer<typeof fileSchema>

function parseFile(name: string, text: string): { content: FileContent; problems: string[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const empty: FileContent = { categories: [], attributes: [], brands: [], plainWords: [], otherNames: [] }
  if (document.errors.length > 0) {
    return { content: empty, problems: document.errors.map((error) => `${name}: ${error.message}`) }
  }
  const parsed = fileSchema.safeParse(document.toJS() ?? {})
  if (parsed.success) return { content: parsed.data, problems: [] }
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path as (string | number)[]
    return `${name}:${lineOf(document, path, lines)}: ${path.join('.')}: ${issue.message}`
  })
  return { content: empty, problems }
}

/** The line of a path, or of the nearest thing above it that exists. */
function lineOf(document: ReturnType<typeof parseDocument>, path: (string | number)[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
    if (node?.range !== undefined) return lines.linePos(node.range[0]).line
  }
  return isMap(document.contents) && document.contents.range ? lines.linePos(document.contents.range[0]).line : 1
}

function assemble(files: FileContent[], hash: string): { value: Taxonomy; dangling: string[] } {
  const dangling: string[] = []
  const categories: Category[] = files.flatMap((file) => file.categories.map(tidy))
  const definitions = files.flatMap((file) => file.attributes)
  const known = new Set(categories.flatMap((category) => [category.id, category.group]))
  const resolve = (attribute: string, key: string, wanted: 'all' | string[]) => {
    if (wanted === 'all') return categories.map(({ id }) => id)
    for (const id of wanted.filter((id) => !known.has(id)))
      dangling.push(`attribute ${attribute}: ${key} names ${id}, which is no category or group`)
    return categories.filter(({ id, group }) => wanted.includes(id) || wanted.includes(group)).map(({ id }) => id)
  }
  const attributes = definitions.map(({ appliesTo, expectedFor, valuesOf, ...rest }) => {
    const lender = definitions.find((other) => other.id === valuesOf)
    if (valuesOf !== undefined && lender === undefined)
      dangling.push(`attribute ${rest.id}: valuesOf names ${valuesOf}, which is no attribute`)
    return {
      ...rest,
      values: (lender ?? rest).values.map(tidy),
      categories: resolve(rest.id, 'appliesTo', appliesTo),
      expectedFor: resolve(rest.id, 'expectedFor', expectedFor),
    }
  })
  const brands = files.flatMap((file) => file.brands)
  const plainWords = files.flatMap((file) => file.plainWords)
  const otherNames = files.flatMap((file) => file.otherNames)
  return { value: { version: `apparel@${hash}`, categories, attributes, brands, plainWords, otherNames }, dangling }
}

/** zod says "perhaps undefined" of absent languages; ours are absent. */
function tidy<T extends { words: Partial<Record<string, string[] | undefined>> }>(item: T) {
  return { ...item, words: item.words as Record<string, string[]> }
}

function contentHash(sources: { name: string; text: string }[]): string {
  const hash = createHash('sha256')
  for (const { name, text } of sources) hash.update(`${name}\0${text}\0`)
  return hash.digest('hex').slice(0, 12)
}

function taxonomyError(problems: string[]): HangtagError {
  return new HangtagError(`The taxonomy has problems:\n${problems.map((line) => `  ${line}`).join('\n')}`, {
    code: 'taxonomy-invalid',
    disposition: 'give-up',
    evidence: { problems },
  })
}
