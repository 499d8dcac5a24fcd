import { bareBrandAt } from './bare-brand.ts'
import { isStrange } from './brand-forms.ts'
import { brandMatches } from './brand-matches.ts'
import type { BrandMention } from './brand-mention.ts'
import { brandNames } from './brand-names.ts'
import { cuedBrandAt } from './cued-brand.ts'
import { type Reading, range } from './reading.ts'

/**
 * Names that the index does not hold: behind a cue ("by Marlowe & Finch", "Marke: Tannenruh"), or where a name stands that is made
 * of no ordinary words ("Gina Benotti.", "Thomsit cap", "Cravatta Marinella"), or of any joined by "&" ("Cobalt & Clay dress").
 */
export function findUnknownBrands(reading: Reading, known: readonly BrandMention[]): BrandMention[] {
  const taken = new Set(known.flatMap(({ first, last }) => range(first, last)))
  const names = brandNames(reading.dictionary)
  const shops = brandMatches(reading).brands.filter(({ id }) => names.isShop(id))
  for (const { first, last } of shops) for (const index of range(first, last)) taken.add(index)
  const elsewhere = new Set(brandMatches(reading).others.flatMap(({ first, last }) => range(first, last)))
  const found: BrandMention[] = []
  for (let first = 0; first < reading.tokens.length; first++) {
    if (taken.has(first) || elsewhere.has(first) || reading.asides.has(first)) continue
    const mention = cuedBrandAt(reading, first) ?? bareBrandAt(reading, first, taken)
    if (mention === null) continue
    const covered = range(mention.first, mention.last).some((index) => taken.has(index))
    // "firma Lirio Blanco": a name that is said to be the brand goes on over a word that is one alone.
    if (covered && !(mention.named && isStrange(reading, mention.first))) continue
    found.push(mention)
    first = mention.last
  }
  return found
}
