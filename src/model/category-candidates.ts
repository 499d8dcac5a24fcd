import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { valueLexicon } from '../taxonomy/value-lexicon.ts'
import { wordsOf } from './choose-candidates.ts'
import type { ModelInput } from './model-input.ts'
import { slotNames } from './wire-forms.ts'

/**
 * Candidates for the category where a taxonomy has too many to list: slot → id. At first those that the seller's words, the free
 * reads and the neighbors name, beside the top levels; then, level by level, what lies below the one that was chosen, and that
 * one itself. Shown in the taxonomy's order.
 */
export function categoryCandidates(
  input: Pick<ModelInput, 'listing' | 'neighbors' | 'fields' | 'taxonomy'>,
  under: string | null,
): Record<string, string> {
  const { taxonomy, listing, fields } = input
  const below = childrenOf(taxonomy, under)
  const named = [
    ...valueLexicon(taxonomy).find('category', wordsOf(listing)),
    ...[fields.category?.value, ...(fields.category?.conflicts ?? []).map(({ value }) => value)],
    ...input.neighbors.map(({ category }) => category),
  ].filter((id): id is string => typeof id === 'string' && taxonomy.categories.some((category) => category.id === id))
  const likely =
    under === null ? [...new Set(named)].slice(0, namedMax) : [under, ...below.filter((id) => named.includes(id))]
  const chosen = new Set([...likely, ...below].slice(0, slotNames.length))
  const ordered = taxonomy.categories.map(({ id }) => id).filter((id) => chosen.has(id))
  return Object.fromEntries(ordered.map((id, place) => [slotNames[place] as string, id]))
}

/** Whether there is something more exact to choose below a category. */
export function hasLevelBelow(taxonomy: Taxonomy, id: string): boolean {
  return childrenOf(taxonomy, id).length > 0
}

/** So many slots at most for what is named; the others are for the top levels. */
const namedMax = 12

/** The next categories below one in the tree of paths, or the top levels: the first level that has more than one. */
function childrenOf(taxonomy: Taxonomy, under: string | null): string[] {
  const tree = treeOf(taxonomy)
  let level = tree.get(under) ?? []
  while (under === null && level.length === 1 && level[0] !== undefined && tree.has(level[0]))
    level = tree.get(level[0]) ?? []
  return level
}

const made = new WeakMap<Taxonomy, ReadonlyMap<string | null, string[]>>()

/** Category → those right below it; under null those that nothing is above. */
function treeOf(taxonomy: Taxonomy): ReadonlyMap<string | null, string[]> {
  const known = made.get(taxonomy)
  if (known !== undefined) return known
  const byPath = new Map(taxonomy.categories.map(({ id, shopify }) => [shopify.path, id]))
  const tree = new Map<string | null, string[]>()
  for (const { id, shopify } of taxonomy.categories) {
    const above = parentOf(shopify.path, byPath)
    // Several of our categories may share one path; the first stands for it.
    const parent = above === id ? null : above
    tree.set(parent, [...(tree.get(parent) ?? []), id])
  }
  made.set(taxonomy, tree)
  return tree
}

function parentOf(path: string, byPath: ReadonlyMap<string, string>): string | null {
  for (let parts = path.split(' > ').slice(0, -1); parts.length > 0; parts = parts.slice(0, -1)) {
    const found = byPath.get(parts.join(' > '))
    if (found !== undefined) return found
  }
  return null
}
