import { foldWord } from './fold-word.ts'
import type { Category, Taxonomy } from './taxonomy.ts'

/** Finds the category that words of other catalogs mean. Made once for a taxonomy. */
export type CategoryFinder = (sources: readonly string[]) => string | null

/**
 * Each source is what a catalog says of one item's category, the surest first: our own slug, Shopify's or Google's id or path, or
 * a word for it. Each narrows what those before it leave open; null where more than one is left, or none was ever meant.
 */
export function findCategory(taxonomy: Taxonomy): CategoryFinder {
  const index = indexOf(taxonomy.categories)
  return (sources) => {
    let left: readonly string[] = []
    for (const source of sources) {
      const meant = categoriesOf(source.trim(), index)
      const both = left.filter((id) => meant.has(id))
      if (left.length === 0) left = [...meant]
      else if (both.length > 0) left = both
      if (left.length === 1) break
    }
    return left.length === 1 ? (left[0] ?? null) : null
  }
}

type Index = {
  ids: ReadonlySet<string>
  byName: Ids
  /** By the branches of Shopify's tree: "shoes" are all kinds of shoes, though one kind may be called so. */
  byBranch: Ids
  byWord: Ids
  byShopifyId: Ids
  byShopifyPath: Ids
  byGoogleId: Ids
}
type Ids = ReadonlyMap<string, ReadonlySet<string>>

const none: ReadonlySet<string> = new Set()

function indexOf(categories: readonly Category[]): Index {
  const words = (category: Category) =>
    Object.values(category.words)
      .flat()
      // The end of a compound is no word by itself.
      .filter((word) => !word.startsWith('-'))
      .map(wordKey)
  const parts = ({ shopify }: Category) => shopify.path.split(' > ').map(wordKey)
  const branches = new Set(categories.flatMap((category) => parts(category).slice(0, -1)))
  return {
    ids: new Set(categories.map(({ id }) => id)),
    byName: grouped(categories, ({ id, label }) => [id, label].map(wordKey)),
    byBranch: grouped(categories, (category) => parts(category).filter((part) => branches.has(part))),
    byWord: grouped(categories, words),
    byShopifyId: grouped(categories, ({ shopify }) => ancestorsOf(shopify.id, '-')),
    byShopifyPath: grouped(categories, ({ shopify }) => ancestorsOf(pathKey(shopify.path), ' > ')),
    byGoogleId: grouped(categories, ({ google }) => [google]),
  }
}

function grouped(categories: readonly Category[], keys: (category: Category) => readonly string[]): Ids {
  const ids = new Map<string, Set<string>>()
  for (const category of categories) {
    for (const key of keys(category)) ids.set(key, (ids.get(key) ?? new Set()).add(category.id))
  }
  return ids
}

function categoriesOf(source: string, index: Index): ReadonlySet<string> {
  if (index.ids.has(source)) return new Set([source])
  const gid = /(?:^|TaxonomyCategory\/)([a-z]{2}(?:-\d+)+)$/.exec(source)?.[1]
  if (gid !== undefined) return nearest(gid, '-', index.byShopifyId)
  if (/^\d+$/.test(source)) return index.byGoogleId.get(source) ?? none
  // Google's own form of an id with its path.
  const numbered = /^(\d+)\s*-\s/.exec(source)?.[1]
  if (numbered !== undefined) return index.byGoogleId.get(numbered) ?? none
  if (!/[>|]|\s\/\s/.test(source)) return named(source, index)
  const key = pathKey(source)
  const found = nearest(key, ' > ', index.byShopifyPath)
  if (found.size === 1) return found
  const byName = named(key.split(' > ').at(-1) ?? '', index)
  const both = [...byName].filter((id) => found.has(id))
  return both.length > 0 ? new Set(both) : found.size > 0 ? found : byName
}

/** What is finer than our categories belongs to the nearest one above it; what is coarser leaves open all that are below it. */
function nearest(key: string, separator: string, ids: Ids): ReadonlySet<string> {
  for (const ancestor of ancestorsOf(key, separator)) {
    const found = ids.get(ancestor)
    if (found !== undefined) return found
  }
  return none
}

/** A key and the keys above it, nearest first. */
function ancestorsOf(key: string, separator: string): string[] {
  const parts = key.split(separator)
  return parts.map((_, above) => parts.slice(0, parts.length - above).join(separator))
}

function named(word: string, { byName, byBranch, byWord }: Index): ReadonlySet<string> {
  const key = wordKey(word)
  // "Trench coats" are a trench coat.
  const forms = [key, key.replace(/s$/, ''), key.replace(/es$/, '')]
  return firstOf(byName, forms) ?? byBranch.get(key) ?? firstOf(byWord, forms) ?? none
}

function firstOf(ids: Ids, keys: readonly string[]): ReadonlySet<string> | undefined {
  return keys.map((key) => ids.get(key)).find((found) => found !== undefined)
}

function pathKey(path: string): string {
  return path
    .split(/\s*[>|]\s*|\s+\/\s+/)
    .map((part) => foldWord(part).trim())
    .filter((part) => part !== '')
    .join(' > ')
}

function wordKey(word: string): string {
  return foldWord(word)
    .replaceAll(/[-_\s]+/g, ' ')
    .trim()
}
