import type { Taxonomy } from '../taxonomy/taxonomy.ts'

/** Categories that are asked about with one schema. `fields`: what any of them takes, in the taxonomy's order. */
export type CategoryGroup = { name: string; categories: readonly string[]; fields: readonly string[] }

/**
 * Puts the categories into at most `most` groups by which attributes they take, so that schemas are few and constant: each new
 * one costs seconds to compile on first use. The most common set of attributes starts a group, then whichever is least like any
 * start so far; all others go to the start that they are most like. Depends on the taxonomy alone.
 */
export function groupCategories(taxonomy: Taxonomy, most: number): CategoryGroup[] {
  const kinds = kindsOf(taxonomy)
  const starts: Kind[] = kinds.slice(0, 1)
  const nearest = kinds.map((kind) => distance(kind, starts[0] as Kind))
  while (starts.length < most) {
    const far = nearest.reduce((best, found, place) => (found > (nearest[best] ?? 0) ? place : best), 0)
    const start = kinds[far]
    if (start === undefined || (nearest[far] ?? 0) < alike) break
    starts.push(start)
    for (const [place, kind] of kinds.entries()) nearest[place] = Math.min(nearest[place] ?? 1, distance(kind, start))
  }
  const groups = starts.map((): Kind[] => [])
  for (const kind of kinds) {
    const distances = starts.map((start) => distance(kind, start))
    groups[distances.indexOf(Math.min(...distances))]?.push(kind)
  }
  const names = new Map<string, number>()
  return groups.map((members) => {
    const categories = members.flatMap(({ ids }) => ids)
    const fields = new Set(members.flatMap(({ takes }) => [...takes]))
    const name = commonest(categories, taxonomy)
    const count = (names.get(name) ?? 0) + 1
    names.set(name, count)
    return {
      name: count === 1 ? name : `${name}_${count}`,
      categories,
      fields: taxonomy.attributes.map(({ id }) => id).filter((id) => fields.has(id)),
    }
  })
}

/** Sets that differ by less (a quarter of what either holds) share a schema however many groups there may be. */
const alike = 0.25

/** The categories that take the very same attributes. */
type Kind = { ids: string[]; takes: ReadonlySet<string> }

function kindsOf({ categories, attributes }: Taxonomy): Kind[] {
  const taken = new Map<string, string[]>(categories.map(({ id }) => [id, []]))
  for (const attribute of attributes)
    if (attribute.id !== 'category') for (const id of attribute.categories) taken.get(id)?.push(attribute.id)
  const kinds = new Map<string, Kind>()
  for (const [id, takes] of taken) {
    const key = takes.join(' ')
    const known = kinds.get(key)
    if (known === undefined) kinds.set(key, { ids: [id], takes: new Set(takes) })
    else known.ids.push(id)
  }
  return [...kinds.values()].sort((a, b) => b.ids.length - a.ids.length)
}

/** 1 − the share of all their attributes that both take. */
function distance(one: Kind, other: Kind): number {
  const both = [...one.takes].filter((id) => other.takes.has(id)).length
  const all = one.takes.size + other.takes.size - both
  return all === 0 ? 0 : 1 - both / all
}

/** The taxonomy's own name for most of them, in the letters that a schema's name may have. */
function commonest(ids: readonly string[], { categories }: Taxonomy): string {
  const counts = new Map<string, number>()
  const wanted = new Set(ids)
  for (const { id, group } of categories) if (wanted.has(id)) counts.set(group, (counts.get(group) ?? 0) + 1)
  const [name = 'all'] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? []
  return name.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 40)
}
