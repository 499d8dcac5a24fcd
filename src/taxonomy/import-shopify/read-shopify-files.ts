import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'

export type ShopifyCategory = {
  id: string
  name: string
  /** "Apparel & Accessories > Clothing > Dresses". */
  path: string
  parent: string | null
  /** Handles of the attributes that it takes. */
  attributes: readonly string[]
  /** Google's category: its own or its nearest mapped ancestor's. */
  google: string
}

/** The apparel branch of Shopify's taxonomy. Attributes are by handle, in the form of `attributes.json` ("heel-height-type"). */
export type ShopifyTaxonomy = {
  version: string
  categories: readonly ShopifyCategory[]
  attributes: ReadonlyMap<string, { name: string; values: readonly string[]; variantOf: string | null }>
  license: string
}

/**
 * Reads a folder with files of Shopify/product-taxonomy: `categories.txt`, `attributes.json`, `aa_apparel_accessories.yml`,
 * `LICENSE` and the mapping to Google's categories. Throws `HangtagError` code `shopify-taxonomy-unusable`.
 */
export async function readShopifyFiles(folder: string): Promise<ShopifyTaxonomy> {
  const [paths, attributes, branch, google, license] = await Promise.all([
    readText(folder, 'categories.txt'),
    readText(folder, 'attributes.json').then((text) =>
      understood(folder, 'attributes.json', text, JSON.parse, attributesSchema),
    ),
    readText(folder, branchFile).then((text) => understood(folder, branchFile, text, parse, branchSchema)),
    googleFile(folder).then((name) => readText(folder, name).then((text) => googleIds(folder, name, text))),
    readText(folder, 'LICENSE'),
  ])
  const parents = new Map(branch.flatMap(({ id, children }) => children.map((child) => [child, id] as const)))
  const pathOf = pathsById(paths)
  const categories = branch.map(({ id, name, attributes: handles }) => {
    const path = pathOf.get(id)
    const googleId = nearest(google, id)
    if (path === undefined) throw unusable(folder, `categories.txt does not have ${id}, which ${branchFile} has`)
    if (googleId === undefined)
      throw unusable(folder, `the mapping to Google's categories has neither ${id} nor what is above it`)
    return { id, name, path, parent: parents.get(id) ?? null, attributes: handles.map(handleOf), google: googleId }
  })
  return {
    version: /^# .*:\s*(\S+)$/m.exec(paths)?.[1] ?? attributes.version,
    categories,
    attributes: attributesByHandle(attributes.attributes),
    license,
  }
}

const branchFile = 'aa_apparel_accessories.yml'
const valuesSchema = z.array(z.looseObject({ name: z.string().min(1) }))
const attributesSchema = z.looseObject({
  version: z.string(),
  attributes: z.array(
    z.looseObject({
      name: z.string().min(1),
      handle: z.string().min(1),
      extended_attributes: z.array(z.looseObject({ name: z.string().min(1), handle: z.string().min(1) })).default([]),
      values: valuesSchema,
    }),
  ),
})
const branchSchema = z
  .array(
    z.looseObject({
      id: z.string().regex(/^aa(-\d+)*$/),
      name: z.string().min(1),
      children: z.array(z.string()).default([]),
      attributes: z.array(z.string()).default([]),
    }),
  )
  .min(1)

async function readText(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw unusable(folder, code === 'ENOENT' ? `${name} is missing` : `${name} cannot be read (${code})`, error)
  }
}

async function googleFile(folder: string): Promise<string> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    throw unusable(folder, `the folder cannot be read (${error.code})`, error)
  })
  const name = names.find((candidate) => /^google.*from[-_]shopify\.ya?ml$/.test(candidate))
  if (name === undefined)
    throw unusable(folder, 'there is no google-…-from-shopify.yml, the mapping to Google’s categories')
  return name
}

function understood<T>(
  folder: string,
  name: string,
  text: string,
  read: (text: string) => unknown,
  schema: z.ZodType<T>,
): T {
  try {
    return schema.parse(read(text))
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? z.prettifyError(error).split('\n').slice(0, 2).join(' ') : `${error}`.split('\n')[0]
    throw unusable(folder, `${name} is not in the form that Shopify gives it: ${reason}`, error)
  }
}

/** A line of pairs in a file of 60,000: taken by its form, since reading all of it as YAML takes seconds. */
function googleIds(folder: string, name: string, text: string): Map<string, string> {
  const rule = /product_category_id: '?(aa[-\d]*)'?\s+output:\s+product_category_id: '?(\d+)'?/g
  const ids = new Map([...text.matchAll(rule)].map(([, from = '', to = '']) => [from, to]))
  if (ids.size === 0) throw unusable(folder, `${name} maps no category of the apparel branch`)
  return ids
}

function nearest(google: ReadonlyMap<string, string>, id: string): string | undefined {
  return google.get(id) ?? (id.includes('-') ? nearest(google, id.slice(0, id.lastIndexOf('-'))) : undefined)
}

function pathsById(text: string): Map<string, string> {
  const lines = text.matchAll(/^gid:\/\/shopify\/TaxonomyCategory\/(\S+)\s*: (.+?)\s*$/gm)
  return new Map([...lines].map(([, id = '', path = '']) => [id, path]))
}

/** Handles have underscores and slashes in one file and hyphens in the other. */
function handleOf(handle: string): string {
  return handle.replaceAll(/[_/]+/g, '-')
}

/** A variant ("Dial color" of "Color") has the values of what it is a variant of. */
function attributesByHandle(attributes: z.infer<typeof attributesSchema>['attributes']): ShopifyTaxonomy['attributes'] {
  type Entry = { name: string; values: readonly string[]; variantOf: string | null }
  return new Map(
    attributes.flatMap(({ name, handle, extended_attributes: variants, values }): [string, Entry][] => {
      const names = values.map((value) => value.name)
      return [
        ...variants.map((variant): [string, Entry] => [
          variant.handle,
          { name: variant.name, values: names, variantOf: handle },
        ]),
        [handle, { name, values: names, variantOf: null }],
      ]
    }),
  )
}

function unusable(folder: string, reason: string, cause?: unknown): HangtagError {
  const message = [
    `${folder} is not a folder with Shopify's taxonomy: ${reason}.`,
    `It wants categories.txt, attributes.json, ${branchFile}, google-…-from-shopify.yml and LICENSE,`,
    'all from the repository Shopify/product-taxonomy.',
  ].join('\n')
  return new HangtagError(message, {
    code: 'shopify-taxonomy-unusable',
    disposition: 'give-up',
    evidence: { folder, reason },
    cause,
  })
}
