import { foldWord } from '../fold-word.ts'
import type { Category, Language, Sizing, Taxonomy, Words } from '../taxonomy.ts'
import { branchOf } from './branch-of.ts'
import type { ShopifyCategory, ShopifyTaxonomy } from './read-shopify-files.ts'
import { qualifiersOfName, singularOf, wordsOfName } from './words-of-name.ts'

/**
 * Every category of Shopify's apparel branch as one of ours. Where exactly one of our own carries the same Shopify id, its id is
 * kept; our words for that id and what is sold under it are, too. A name that several branches have ("Joggers") is the word of
 * the plainest one; the others are named with their branch ("maternity joggers").
 */
export function convertCategories(shopify: ShopifyTaxonomy, own: Taxonomy): Category[] {
  const byId = new Map(shopify.categories.map((category) => [category.id, category]))
  const ours = Map.groupBy(own.categories, ({ shopify: { id } }) => nearestKnown(byId, id))
  const ranked = shopify.categories
    .map((category, order) => ({ category, rank: rankOf(category, order, ours.has(category.id)) }))
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ category }) => category)
  const ids = chooseIds(ranked, byId, own)
  const english = chooseEnglishWords(ranked, byId, ours)

  const made = new Map<string, Category>()
  for (const category of shopify.categories) {
    const same = own.categories.filter((candidate) => candidate.shopify.id === category.id)
    const parent = category.parent === null ? undefined : made.get(category.parent)
    const id = ids.get(category.id) ?? category.id
    const branch = branchOf(category)
    const isPlainest = ranked.find(({ name }) => name === category.name) === category
    made.set(category.id, {
      id,
      label:
        isPlainest && !branch.needsContext
          ? category.name
          : `${category.name} (${byId.get(category.parent ?? '')?.name ?? category.id})`,
      group: slugOf(category.path.split(' > ')[category.path.includes(' > Clothing > ') ? 2 : 1] ?? category.name),
      sizing: unanimous<Sizing>(same.map(({ sizing }) => sizing)) ?? branch.sizing ?? parent?.sizing ?? 'none',
      departments:
        branch.departments ?? unanimous(same.map(({ departments }) => departments)) ?? parent?.departments ?? [],
      words: { en: english.get(category.id) ?? [], ...otherWords(ours.get(category.id) ?? []) },
      shopify: { id: category.id, path: category.path },
      google: category.google,
    })
  }
  return [...made.values()]
}

/**
 * The plainest first: branches for some people or uses after the rest, what our own taxonomy has before what it has not, one thing
 * before several, the shallow before the deep.
 */
function rankOf(category: ShopifyCategory, order: number, isOurs: boolean): number[] {
  const depth = category.path.split(' > ').length
  return [branchOf(category).speciality, isOurs ? 0 : 1, isList(category.name) ? 1 : 0, depth, order]
}

function isList(name: string): boolean {
  return /&|,/.test(name)
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** The category itself, or what stands nearest above it in these files. */
function nearestKnown(byId: ReadonlyMap<string, ShopifyCategory>, id: string): string | null {
  if (byId.has(id)) return id
  return id.includes('-') ? nearestKnown(byId, id.slice(0, id.lastIndexOf('-'))) : null
}

function chooseIds(
  ranked: readonly ShopifyCategory[],
  byId: ReadonlyMap<string, ShopifyCategory>,
  own: Taxonomy,
): Map<string, string> {
  const kept = Map.groupBy(own.categories, ({ shopify }) => shopify.id)
  const names = new Set(ranked.map(({ name }) => slugOf(name)))
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  const take = (category: ShopifyCategory, candidates: readonly string[]) => {
    const id = candidates.find((candidate) => !taken.has(candidate)) ?? category.id
    ids.set(category.id, id)
    taken.add(id)
  }
  for (const category of ranked) {
    const [same, ...more] = kept.get(category.id) ?? []
    if (same === undefined || more.length > 0) continue
    const isSame = wordsOfName(category.name).some((word) => same.words.en?.includes(word) === true)
    if (same.id === slugOf(category.name) || (isSame && !names.has(same.id))) take(category, [same.id])
  }
  // An id of ours for something else would mislead whoever knows both.
  for (const { id, shopify } of own.categories) if (byId.has(shopify.id)) taken.add(id)
  for (const category of ranked) {
    const parent = byId.get(category.parent ?? '')?.name ?? ''
    if (!ids.has(category.id)) take(category, [slugOf(category.name), slugOf(`${parent} ${category.name}`)])
  }
  return ids
}

function chooseEnglishWords(
  ranked: readonly ShopifyCategory[],
  byId: ReadonlyMap<string, ShopifyCategory>,
  ours: ReadonlyMap<string | null, readonly Category[]>,
): Map<string, string[]> {
  const within = (id: string) => ranked.filter((category) => category.id === id || category.id.startsWith(`${id}-`))
  // By the singular, so that both forms of a word are one category's.
  const owners = new Map<string, { words: Set<string>; id: string }>()
  const claim = (word: string, id: string, wins: (owner: string) => boolean = () => false) => {
    const key = foldWord(singularOf(word)).replaceAll(/[\s\-–.']+/g, ' ')
    const owner = owners.get(key)
    if (owner?.id === id) owner.words.add(word)
    else if (owner === undefined) owners.set(key, { words: new Set([word]), id })
    else if (wins(owner.id)) owners.set(key, { words: new Set([...owner.words, word]), id })
  }
  for (const category of ranked)
    if (!branchOf(category).needsQualifier) for (const word of wordsOfName(category.name)) claim(word, category.id)
  for (const [id, categories] of ours)
    if (id !== null)
      for (const word of categories.flatMap(({ words }) => words.en ?? []))
        claim(word, id, (owner) => !owner.startsWith(`${id}-`) && !keepsName(byId.get(owner), word, within(id)))
  const owning = new Set([...owners.values()].map(({ id }) => id))
  for (const category of ranked.filter(({ id }) => !owning.has(id)))
    for (const qualifier of qualifiersOfName(byId.get(category.parent ?? '')?.name ?? ''))
      for (const word of wordsOfName(category.name))
        if (!word.startsWith(qualifier)) claim(`${qualifier} ${word}`, category.id)
  const words = new Map<string, string[]>()
  for (const { words: forms, id } of owners.values()) words.set(id, [...(words.get(id) ?? []), ...forms])
  return words
}

/**
 * Whether Shopify's category keeps its name against a word of ours for another: "tunic" is the word of Shopify's Tunics, though we
 * count them among blouses. Not so where the others have the name too (a "bikini" is underwear in one place, swimwear in another), or
 * for one word that is of a special branch only by its place ("Jackets" of activewear).
 */
function keepsName(owner: ShopifyCategory | undefined, word: string, others: readonly ShopifyCategory[]): boolean {
  if (owner === undefined || isList(owner.name)) return false
  const isOfBoth = others.some(({ name }) =>
    wordsOfName(name).some((form) => form === word || form.endsWith(` ${word}`)),
  )
  return !isOfBoth && (!branchOf(owner).needsContext || word.includes(' '))
}

/** Only we have words in other languages, and none of ours is a word of two categories. */
function otherWords(categories: readonly Category[]): Words {
  const languages: Language[] = ['de', 'fr', 'es', 'it']
  return Object.fromEntries(
    languages.map((language) => [language, [...new Set(categories.flatMap(({ words }) => words[language] ?? []))]]),
  )
}

function unanimous<T>(values: readonly T[]): T | undefined {
  const [first, ...rest] = values
  return rest.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined
}

function slugOf(name: string): string {
  return foldWord(name)
    .replaceAll('&', ' and ')
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
