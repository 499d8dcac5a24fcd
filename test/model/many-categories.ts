import type { Category, Taxonomy } from '../../src/taxonomy/taxonomy.ts'

/** The taxonomy with thousands of categories in a tree of three levels: 10 branches, 20 twigs each, 20 leaves each. */
export function manyCategories(taxonomy: Taxonomy): Taxonomy {
  const [first] = taxonomy.categories
  if (first === undefined) throw new Error('the taxonomy has no category')
  const named = (id: string, path: string): Category => ({
    ...first,
    id,
    label: id,
    words: { en: [id.replaceAll('-', ' ')] },
    shopify: { id, path },
  })
  const counted = (count: number) => Array.from({ length: count }, (_, place) => place)
  const categories = counted(10).flatMap((branch) => [
    named(`branch-${branch}`, `All > Branch ${branch}`),
    ...counted(20).flatMap((twig) => [
      named(`twig-${branch}-${twig}`, `All > Branch ${branch} > Twig ${twig}`),
      ...counted(20).map((leaf) =>
        named(`leaf-${branch}-${twig}-${leaf}`, `All > Branch ${branch} > Twig ${twig} > Leaf ${leaf}`),
      ),
    ]),
  ])
  const attributes = taxonomy.attributes.map((attribute, place) => ({
    ...attribute,
    categories: categories.filter((_, at) => attribute.always || at % 7 === place % 7).map(({ id }) => id),
  }))
  return { ...taxonomy, categories, attributes }
}
