import type { PlaceOf } from './assemble-taxonomy.ts'
import { foldWord } from './fold-word.ts'
import type { TaxonomyProblem } from './parse-taxonomy-file.ts'
import type { AttributeKind, Taxonomy, Words } from './taxonomy.ts'

/**
 * What a well-formed taxonomy can still have wrong, so that the product must not run on it: ids used twice, ids that lead
 * nowhere, one word or name for two things, an attribute of the record missing. A word may mean two things in two languages
 * ("robe"), not in one.
 */
export function findTaxonomyProblems(taxonomy: Taxonomy, placeOf: PlaceOf): TaxonomyProblem[] {
  const { categories, attributes, sizeTables } = taxonomy
  // Where the attribute itself is missing, that is said once, and not again for each thing that names a value of it.
  const knows = (attribute: string) => {
    const values = attributes.find(({ id }) => id === attribute)?.values.map(({ id }) => id)
    return (value: string) => values === undefined || values.includes(value)
  }
  const [isDepartment, isSystem] = [knows('department'), knows('size')]
  const problem = (message: string, item?: object, ...path: (string | number)[]): TaxonomyProblem => ({
    place: item === undefined ? null : placeOf(item, ...path),
    message,
  })
  // Borrowed values are their lender's to check.
  const lists = attributes.filter(
    ({ values }, index) => attributes.findIndex((other) => other.values === values) === index,
  )
  return [
    ...(categories.length === 0 ? [problem('there is no category')] : []),
    ...missing(taxonomy).map(({ message, item }) => problem(message, item)),
    ...repeated('category', categories, placeOf),
    ...repeated('attribute', attributes, placeOf),
    ...lists.flatMap((attribute) => repeated(`value of ${attribute.id}`, attribute.values, placeOf)),
    ...categories.flatMap((category) =>
      category.departments.flatMap((id, index) =>
        isDepartment(id)
          ? []
          : [problem(`category ${category.id}: ${id} is no department`, category, 'departments', index)],
      ),
    ),
    ...sharedWords('category', categories, placeOf),
    ...lists.flatMap((attribute) => sharedWords(attribute.id, attribute.values, placeOf)),
    ...sharedBrands(taxonomy, placeOf),
    ...repeated('size table', sizeTables, placeOf),
    ...sizeTables.flatMap((table) =>
      table.departments
        .filter((id) => !isDepartment(id))
        .map((id) => problem(`size table ${table.id}: ${id} is no department`, table, 'departments')),
    ),
    ...sizeTables.flatMap((table) =>
      (table.system === null ? [...new Set(table.rows.flatMap((row) => Object.keys(row)))] : [table.system])
        .filter((id) => !isSystem(id))
        .map((id) => problem(`size table ${table.id}: ${id} is no system of sizes`, table)),
    ),
    ...attributes
      .filter(({ kind }) => kind === 'flag')
      .flatMap((attribute) =>
        attribute.values
          .filter(({ id }) => id !== 'yes' && id !== 'no')
          .map((value) =>
            problem(`attribute ${attribute.id}: the values of a flag are yes and no, with their words`, value),
          ),
      ),
    ...attributes
      .filter((attribute) => attribute.evidenceEach && attribute.kind !== 'many')
      .map((attribute) => problem(`attribute ${attribute.id}: evidenceEach goes with kind many only`, attribute)),
  ]
}

/** The code reads these by name, in these kinds: the record always lists them (design section 6). */
const required: Readonly<Record<string, AttributeKind>> = {
  category: 'one',
  department: 'one',
  brand: 'text',
  size: 'size',
  color: 'many',
  material: 'composition',
  condition: 'one',
  flaws: 'many',
  pattern: 'one',
  quantity: 'count',
}

function missing({ attributes }: Taxonomy): { message: string; item?: object }[] {
  return Object.entries(required).flatMap(([id, kind]) => {
    const attribute = attributes.find((candidate) => candidate.id === id)
    if (attribute === undefined) return [{ message: `attribute ${id} is missing: every record lists it` }]
    return [
      ...(attribute.kind === kind ? [] : [{ message: `attribute ${id}: its kind is ${kind}`, item: attribute }]),
      ...(attribute.always ? [] : [{ message: `attribute ${id} needs "always: true"`, item: attribute }]),
    ]
  })
}

function repeated(what: string, items: readonly { id: string }[], placeOf: PlaceOf): TaxonomyProblem[] {
  const seen = new Set<string>()
  return items.flatMap((item) => {
    if (seen.has(item.id)) return [{ place: placeOf(item, 'id'), message: `${what} ${item.id} is there twice` }]
    seen.add(item.id)
    return []
  })
}

type Worded = { id: string; words: Words }

function sharedWords(what: string, items: readonly Worded[], placeOf: PlaceOf): TaxonomyProblem[] {
  const owners = new Map<string, string>()
  return items.flatMap((item) =>
    Object.entries(item.words).flatMap(([language, list]) =>
      list.flatMap((word, index) => {
        const key = `${language} ${foldWord(word)}`
        const owner = owners.get(key)
        owners.set(key, item.id)
        if (owner === undefined || owner === item.id) return []
        const message = `${what}: "${word}" (${language}) is a word of both ${owner} and ${item.id}`
        return [{ place: placeOf(item, 'words', language, index), message }]
      }),
    ),
  )
}

function sharedBrands({ brands }: Taxonomy, placeOf: PlaceOf): TaxonomyProblem[] {
  const owners = new Map<string, string>()
  return brands.flatMap((brand) => {
    const keys = new Set([brand.name, ...brand.aliases].map(foldWord))
    return [...keys].flatMap((key) => {
      const owner = owners.get(key)
      owners.set(key, brand.name)
      return owner === undefined
        ? []
        : [{ place: placeOf(brand), message: `brand: "${key}" is a name of both ${owner} and ${brand.name}` }]
    })
  })
}
