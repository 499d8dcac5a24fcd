import { foldWord } from '../../taxonomy/fold-word.ts'
import type { Language, Taxonomy } from '../../taxonomy/taxonomy.ts'
import { type Dictionary, dictionaryOf } from '../seller-text/reading.ts'

/** The taxonomy's words as labels need them: a label speaks all languages at once, and the engine misreads a letter. */
export type LabelWords = {
  dictionary: Dictionary
  taxonomy: Taxonomy
  languages: readonly Language[]
  /** Single words for materials, folded, with the material that they name. */
  materials: ReadonlyMap<string, string>
  /** Names of brands by what is left when letters that look alike are one; null where two brands look alike. */
  brandsByLook: ReadonlyMap<string, string | null>
}

/** Made once from a taxonomy. */
export function createLabelWords(taxonomy: Taxonomy): LabelWords {
  const materials = new Map<string, string>()
  for (const { id, words } of taxonomy.attributes.find((attribute) => attribute.id === 'material')?.values ?? [])
    for (const list of Object.values(words))
      for (const word of list ?? []) {
        const folded = foldWord(word)
        if (/^[a-z]+$/.test(folded)) materials.set(folded, id)
      }
  const brandsByLook = new Map<string, string | null>()
  for (const { name, aliases } of taxonomy.brands)
    for (const spelling of [name, ...aliases]) {
      const look = lookOf(spelling)
      const other = brandsByLook.get(look)
      brandsByLook.set(look, other === undefined || other === name ? name : null)
    }
  return {
    dictionary: dictionaryOf(taxonomy),
    taxonomy,
    languages: ['en', 'de', 'fr', 'es', 'it'],
    materials,
    brandsByLook,
  }
}

/** What is left of a name when case, spaces and marks are gone and characters that engines take for each other are one. */
export function lookOf(name: string): string {
  return foldWord(name)
    .replaceAll('&', '8')
    .replaceAll(/[|!\]]/g, 'i')
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll(/[0q]/g, 'o')
    .replaceAll(/[1lj]/g, 'i')
    .replaceAll('5', 's')
    .replaceAll('8', 'b')
    .replaceAll('vv', 'w')
    .replaceAll('rn', 'm')
}
