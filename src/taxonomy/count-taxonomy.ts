import { type Language, languages, type Taxonomy } from './taxonomy.ts'

/** How much a taxonomy holds. Values and words are counted where they are written, not again where they are borrowed. */
export type TaxonomyCounts = {
  categories: number
  attributes: number
  values: number
  words: Record<Language, number>
  brands: number
  aliases: number
  sizeTables: number
}

/** Counts a taxonomy. */
export function countTaxonomy({ categories, attributes, brands, sizeTables }: Taxonomy): TaxonomyCounts {
  const values = [...new Set(attributes.map((attribute) => attribute.values))].flat()
  const worded = [...categories, ...values]
  const words = (language: Language) => worded.reduce((sum, item) => sum + (item.words[language] ?? []).length, 0)
  return {
    categories: categories.length,
    attributes: attributes.length,
    values: values.length,
    words: Object.fromEntries(languages.map((language) => [language, words(language)])) as Record<Language, number>,
    brands: brands.length,
    aliases: brands.reduce((sum, { aliases }) => sum + aliases.length, 0),
    sizeTables: sizeTables.length,
  }
}
