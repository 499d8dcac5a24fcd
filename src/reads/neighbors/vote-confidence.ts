import type { Outcome } from './count-votes.ts'

/**
 * How sure a vote may be at most; from which likeness of the closest voter on it counts, and counts in full; and below which
 * confidence it is no claim.
 */
type Rule = { most: number; from: number; full: number; least: number }

/**
 * Measured on held-out listings (`npm run bench -- neighbors`; 371 clothes as the catalog and 313 sellers' texts as listings, and
 * the product titles of ten other categories): with these figures a vote of either embedding is right at least as often as it
 * says. A brand is shared by near items alone: below a likeness of 0.75 it was right in 1 of 20. Votes of department and
 * material below 0.4 were right in 6 of 10, and a blank beats a guess: what they were about stays among the candidates that
 * a model is shown. Every item has a category, and votes of it below 0.4 were right in 8 of 10.
 */
const rules: Readonly<Record<string, Rule>> = {
  category: { most: 0.85, from: 0.1, full: 0.75, least: 0.15 },
  brand: { most: 0.75, from: 0.6, full: 1.1, least: 0.4 },
  department: { most: 0.7, from: 0.2, full: 0.75, least: 0.4 },
  material: { most: 0.7, from: 0.2, full: 0.75, least: 0.4 },
  pattern: { most: 0.75, from: 0.2, full: 0.75, least: 0.4 },
}
/** What was not measured on its own is said with less. */
const otherwise: Rule = { most: 0.5, from: 0.2, full: 0.75, least: 0.4 }

/** The winner needs this share of all weight, so that a split vote says nothing. */
const shareMin = 0.5
/** One item that happens to be near is no agreement. */
const votersMin = 2

/** The confidence of a claim that a vote makes: by likeness, agreement and the lead over the next. Null: it makes none. */
export function voteConfidence(attribute: string, { voters, closest, share, margin }: Outcome): number | null {
  if (voters.length < votersMin || share < shareMin) return null
  const { most, from, full, least } = rules[attribute] ?? otherwise
  const nearness = Math.max(0, Math.min(1, (closest - from) / (full - from)))
  const confidence = most * nearness * ((share + margin) / 2)
  return confidence < least ? null : Math.round(confidence * 1_000) / 1_000
}
