import { foldWord } from './fold-word.ts'
import type { Taxonomy, Words } from './taxonomy.ts'

/**
 * What a well-formed taxonomy can still have wrong: ids used twice, ids that lead nowhere, one word for two things. A word
 * may mean two things in two languages ("robe"), not in one.
 */
export function findTaxonomyProblems(taxonomy: Taxonomy, dangling: readonly string[] = []): string[] {
  const departments = taxonomy.attributes.find((attribute) => attribute.id === 'department')?.values ?? []
  return [
    ...dangling,
    ...required
      .filter((id) => !taxonomy.attributes.some((attribute) => attribute.id === id))
      .map((id) => `attribute ${id} is missing: every record lists it`),
    ...repeated('category', taxonomy.categories),
    ...repeated('attribute', taxonomy.attributes),
    ...taxonomy.attributes.flatMap((attribute) => repeated(`value of ${attribute.id}`, attribute.values)),
    ...taxonomy.categories.flatMap((category) =>
      category.departments
        .filter((id) => !departments.some((department) => department.id === id))
        .map((id) => `category ${category.id}: ${id} is no department`),
    ),
    ...sharedWords('category', taxonomy.categories),
    ...taxonomy.attributes.flatMap((attribute) => sharedWords(attribute.id, attribute.values)),
    ...sharedBrands(taxonomy),
    ...taxonomy.attributes
      .filter((attribute) => attribute.evidenceEach && attribute.kind !== 'many')
      .map((attribute) => `attribute ${attribute.id}: evidenceEach goes with kind many only`),
  ]
}

/** The code reads these by name: the record always lists them (design section 6). */
const required = [
  'category',
  'department',
  'brand',
  'size',
  'color',
  'material',
  'condition',
  'flaws',
  'pattern',
  'quantity',
]

function repeated(what: string, items: readonly { id: string }[]): string[] {
  const seen = new Set<string>()
  return items.flatMap(({ id }) => {
    if (seen.has(id)) return [`${what} ${id} is there twice`]
    seen.add(id)
    return []
  })
}

function sharedWords(what: string, items: readonly { id: string; words: Words }[]): string[] {
  const owners = new Map<string, string>()
  return items.flatMap(({ id, words }) =>
    Object.entries(words).flatMap(([language, list]) =>
      list.flatMap((word) => {
        const key = `${language} ${foldWord(word)}`
        const owner = owners.get(key)
        owners.set(key, id)
        return owner !== undefined && owner !== id
          ? [`${what}: "${word}" (${language}) is a word of both ${owner} and ${id}`]
          : []
      }),
    ),
  )
}

function sharedBrands({ brands }: Taxonomy): string[] {
  const owners = new Map<string, string>()
  return brands.flatMap(({ name, aliases }) =>
    [...new Set([name, ...aliases].map(foldWord))].flatMap((key) => {
      const owner = owners.get(key)
      owners.set(key, name)
      return owner === undefined ? [] : [`brand: "${key}" is a name of both ${owner} and ${name}`]
    }),
  )
}
