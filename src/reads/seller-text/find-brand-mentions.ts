import type { BrandMention } from './brand-mention.ts'
import { findKnownBrands } from './find-known-brands.ts'
import { findMisspelledBrands } from './find-misspelled-brands.ts'
import { findUnknownBrands } from './find-unknown-brands.ts'
import type { Reading } from './reading.ts'

/** Every place where the words may name a brand: known names, unknown ones where names stand, and near spellings where there is no other. */
export function findBrandMentions(reading: Reading): BrandMention[] {
  const known = findKnownBrands(reading)
  const unknown = findUnknownBrands(reading, known)
  const apart = known.filter(({ first, last }) => !unknown.some((name) => name.first < first && name.last >= last))
  const named = [...apart, ...unknown]
  const found = named.length > 0 ? named : findMisspelledBrands(reading, named)
  return found.sort((a, b) => a.first - b.first)
}
