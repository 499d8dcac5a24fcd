import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Document, isScalar, visit } from 'yaml'
import { HangtagError } from '../domain/hangtag-error.ts'
import { type ConvertedAttribute, convertAttributes } from './import-shopify/convert-attributes.ts'
import { convertCategories } from './import-shopify/convert-categories.ts'
import { readShopifyFiles, type ShopifyTaxonomy } from './import-shopify/read-shopify-files.ts'
import { loadTaxonomy } from './load-taxonomy.ts'
import type { Category, Taxonomy } from './taxonomy.ts'

/**
 * Builds a taxonomy folder that the product runs on out of Shopify's own files (see `readShopifyFiles`): its whole apparel branch,
 * with our words where the two agree, and writes it to `out`. Files beside its own stay there; a folder with other things in it is
 * refused (`folder-taken`), one that cannot be written too (`folder-unwritable`). Returns the taxonomy as loaded from `out`.
 */
export async function importShopify(from: string, out: string): Promise<Taxonomy> {
  await refuseTaken(out)
  const [shopify, own] = await Promise.all([readShopifyFiles(from), loadTaxonomy()])
  const categories = convertCategories(shopify, own)
  const attributes = convertAttributes(shopify, own, categories)
  const head = `${mark} from Shopify's product taxonomy ${shopify.version} (see NOTICE). Made again, it is overwritten: put what is\n# your own into a file beside it.`
  await write(out, {
    [files.categories]: yamlOf(head, { categories: categories.map(categoryEntry) }),
    [files.attributes]: yamlOf(head, {
      attributes: attributes.map((attribute) => attributeEntry(attribute, categories)),
    }),
    [files.notice]: noticeOf(shopify),
  })
  return await loadTaxonomy(out)
}

const files = { categories: 'categories.yaml', attributes: 'attributes.yaml', notice: 'NOTICE' }
const mark = '# Made by `hangtag taxonomy import-shopify`'

/** A folder is ours to write into where it is new or empty, or where an earlier run made it. */
async function refuseTaken(out: string): Promise<void> {
  const names = await readdir(out).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return []
    throw taken(out, error.code === 'ENOTDIR' ? 'is not a folder' : `cannot be read (${error.code})`, error)
  })
  if (names.length === 0) return
  const first = await readFile(join(out, files.categories), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return ''
    throw taken(out, `has a ${files.categories} that cannot be read (${error.code})`, error)
  })
  if (!first.startsWith(mark)) throw taken(out, 'has files that an earlier import did not make')
}

async function write(out: string, texts: Readonly<Record<string, string>>): Promise<void> {
  try {
    await makeFolder(out)
    for (const [name, text] of Object.entries(texts)) await writeFile(join(out, name), text)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null
    if (code === null) throw cause
    throw new HangtagError(`${out} cannot be written (${code}): name another folder with --out.`, {
      code: 'folder-unwritable',
      disposition: 'give-up',
      evidence: { out, code },
      cause,
    })
  }
}

/** Node's own way to make the folders above too never ends where a file system (such as /proc) refuses by saying "no such file". */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  await mkdir(folder)
}

function taken(out: string, reason: string, cause?: unknown): HangtagError {
  return new HangtagError(`${out} ${reason}: name a new or empty folder with --out.`, {
    code: 'folder-taken',
    disposition: 'give-up',
    evidence: { out, reason },
    cause,
  })
}

function categoryEntry({ departments, words, ...rest }: Category) {
  const spoken = Object.fromEntries(Object.entries(words).filter(([, list]) => list.length > 0))
  return { ...rest, ...(departments.length === 0 ? {} : { departments }), words: spoken }
}

function attributeEntry(attribute: ConvertedAttribute, categories: readonly Category[]) {
  const { takers, values, definition, evidenceEach, ofOnePiece, always, shot, expectedFor, ...rest } = attribute
  const takes = new Set(takers === 'all' ? categories.map(({ shopify }) => shopify.id) : takers)
  const takingCategories = categories.filter(({ shopify }) => takes.has(shopify.id))
  // Who sells clothes or shoes without a size is asked for it; of a hat or a bag nobody is.
  const sized = takingCategories.filter(({ sizing }) =>
    ['clothing', 'bottoms', 'shoes', 'bras', 'rings'].includes(sizing),
  )
  const expected = attribute.id === 'size' ? sized.map(({ id }) => id) : expectedFor
  return {
    ...rest,
    definition,
    ...(always ? { always } : {}),
    ...(shot === null ? {} : { shot }),
    ...(evidenceEach ? { evidenceEach } : {}),
    ...(ofOnePiece ? { ofOnePiece } : {}),
    appliesTo: takers === 'all' ? takers : takingCategories.map(({ id }) => id),
    ...(expected.length === 0 ? {} : { expectedFor: expected }),
    ...(attribute.id === 'category' ? {} : { values: values.map(valueEntry) }),
  }
}

function valueEntry({ definition, words, ...rest }: ConvertedAttribute['values'][number]) {
  const spoken = Object.entries(words).filter(([, list]) => list.length > 0)
  return {
    ...rest,
    ...(definition === null ? {} : { definition }),
    ...(spoken.length === 0 ? {} : { words: Object.fromEntries(spoken) }),
  }
}

/** Lists of words and ids on as few lines as they need, the rest a line each. */
function yamlOf(head: string, content: unknown): string {
  const document = new Document(content, { aliasDuplicateObjects: false })
  visit(document, {
    Seq(_, node) {
      if (node.items.every(isScalar)) node.flow = true
    },
  })
  return `${head}\n${document.toString({ lineWidth: 130, flowCollectionPadding: false })}`
}

function noticeOf({ version, license }: ShopifyTaxonomy): string {
  return `The categories and attributes of this folder are converted from Shopify's product taxonomy ${version}
(https://github.com/Shopify/product-taxonomy), with Google's category ids by its mapping. Words, sizes and departments that Shopify
does not have are those of Hangtag's own taxonomy (Apache-2.0).

Shopify's license:

${license.trim()}
`
}
