import type { TaxonomyContent, TaxonomyFile, TaxonomyProblem } from './parse-taxonomy-file.ts'
import type { Attribute, Brand, Category, Taxonomy } from './taxonomy.ts'

/** `file:line` of an item of a taxonomy (a category, an attribute, a value, a brand), or of a path below it. Null: unknown. */
export type PlaceOf = (item: object, ...path: (string | number)[]) => string | null

/** The files of a taxonomy as one: groups resolved to their categories, borrowed values copied. `dangling`: names that lead nowhere. */
export function assembleTaxonomy(
  files: readonly TaxonomyFile[],
  version: string,
): { taxonomy: Taxonomy; dangling: TaxonomyProblem[]; placeOf: PlaceOf } {
  const origins = new WeakMap<object, { file: TaxonomyFile; path: (string | number)[] }>()
  const placeOf: PlaceOf = (item, ...path) => {
    const origin = origins.get(item)
    return origin === undefined ? null : origin.file.placeOf([...origin.path, ...path])
  }
  const keep = <T extends object>(item: T, file: TaxonomyFile, ...path: (string | number)[]): T => {
    origins.set(item, { file, path })
    return item
  }

  const categories: Category[] = files.flatMap((file) =>
    file.content.categories.map((category, index) => keep(tidy(category), file, 'categories', index)),
  )
  const definitions = files.flatMap((file) =>
    file.content.attributes.map((definition, index) => {
      const values = definition.values.map((value, at) => keep(tidy(value), file, 'attributes', index, 'values', at))
      return keep({ ...definition, values }, file, 'attributes', index)
    }),
  )
  const brands: Brand[] = files.flatMap((file) =>
    file.content.brands.map((brand, index) => keep(brand, file, 'brands', index)),
  )
  const dangling: TaxonomyProblem[] = []
  const attributes = definitions.map((definition): Attribute => {
    const { appliesTo, expectedFor, valuesOf, ...rest } = definition
    const lender = definitions.find(({ id }) => id === valuesOf)
    if (valuesOf !== undefined && lender === undefined) {
      const message = `attribute ${rest.id}: valuesOf names ${valuesOf}, which is no attribute`
      dangling.push({ place: placeOf(definition, 'valuesOf'), message })
    }
    if (lender?.valuesOf !== undefined) {
      const message = `attribute ${rest.id}: valuesOf names ${lender.id}, which has no values of its own but those of ${lender.valuesOf}`
      dangling.push({ place: placeOf(definition, 'valuesOf'), message })
    }
    const takers = (key: 'appliesTo' | 'expectedFor') => {
      const found = takersOf(definition[key], categories)
      for (const { name, index } of found.unknown) {
        const message = `attribute ${rest.id}: ${key} names ${name}, which is no category or group`
        dangling.push({ place: placeOf(definition, key, index), message })
      }
      return found.ids
    }
    const attribute = {
      ...rest,
      values: (lender ?? rest).values,
      categories: takers('appliesTo'),
      expectedFor: takers('expectedFor'),
    }
    origins.set(attribute, origins.get(definition) as NonNullable<ReturnType<typeof origins.get>>)
    return attribute
  })
  const all = (key: 'plainWords' | 'otherNames') => files.flatMap((file) => file.content[key])
  const taxonomy = {
    version,
    categories,
    attributes,
    brands,
    plainWords: all('plainWords'),
    otherNames: all('otherNames'),
    sizeTables: files.flatMap((file) =>
      file.content.sizeTables.map((table, index) => keep(table, file, 'sizeTables', index)),
    ),
  }
  return { taxonomy, dangling, placeOf }
}

/** The categories that a list of their ids and groups means, and the names in it that mean none. */
function takersOf(wanted: TaxonomyContent['attributes'][number]['appliesTo'], categories: readonly Category[]) {
  if (wanted === 'all') return { ids: categories.map(({ id }) => id), unknown: [] }
  const names = new Set(wanted)
  const known = new Set(categories.flatMap(({ id, group }) => [id, group]))
  return {
    ids: categories.filter(({ id, group }) => names.has(id) || names.has(group)).map(({ id }) => id),
    unknown: wanted.map((name, index) => ({ name, index })).filter(({ name }) => !known.has(name)),
  }
}

/** zod says "perhaps undefined" of absent languages; ours are absent. */
function tidy<T extends { words: Partial<Record<string, string[] | undefined>> }>(item: T) {
  return { ...item, words: item.words as Record<string, string[]> }
}
