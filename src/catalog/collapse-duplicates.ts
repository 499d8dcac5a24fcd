import { foldPlurals } from './fold-plurals.ts'
import { foldText } from './fold-text.ts'
import { ofOnePiece } from './item-text.ts'

/** What of a hit says whether it is another's near-duplicate. */
export type Comparable = {
  contentHash: string
  title: string
  category: string
  brand: string
  attributes: Readonly<Record<string, unknown>>
}

/**
 * Of hits that are one thing in several sizes, colors in another order, lots or copies, only the first; `limit` at most. Two are that where
 * their titles and brands say the same words but for sizes and counts, and nothing else that is known of both differs.
 */
export function collapseDuplicates<Hit extends Comparable>(hits: readonly Hit[], limit: number): Hit[] {
  const kept: { hit: Hit; sketch: Sketch }[] = []
  for (const hit of hits) {
    if (kept.length === limit) break
    const sketch = sketchOf(hit)
    if (!kept.some((other) => other.hit.contentHash === hit.contentHash || areAlike(other.sketch, sketch)))
      kept.push({ hit, sketch })
  }
  return kept.map(({ hit }) => hit)
}

/** `facts` hold category and brand too; a fact that only one of two tells divides nothing. */
type Sketch = { words: ReadonlySet<string>; brand: ReadonlySet<string>; facts: ReadonlyMap<string, string> }

function sketchOf({ title, category, brand, attributes }: Comparable): Sketch {
  const told = Object.entries({ ...attributes, category, brand: foldText(brand) })
  const facts = told.filter(([name, value]) => !ofOnePiece.has(name) && value !== '' && value !== null)
  return {
    words: new Set(tellingWords(title)),
    brand: new Set(tellingWords(brand)),
    facts: new Map(facts.map(([name, value]) => [name, canonical(value)])),
  }
}

function areAlike(left: Sketch, right: Sketch): boolean {
  for (const [name, value] of left.facts) if ((right.facts.get(name) ?? value) !== value) return false
  // A brand may stand in a title, in its own field, or in both.
  const [ours, theirs] = [left, right].map(({ words }) =>
    [...words].filter((word) => !left.brand.has(word) && !right.brand.has(word)),
  ) as [string[], string[]]
  const shared = ours.filter((word) => right.words.has(word)).length
  const all = ours.length + theirs.length - shared
  const isOneInTheOther = shared === Math.min(ours.length, theirs.length)
  return shared > 0 && shared >= all * (isOneInTheOther ? sharedMin : sharedMinOfVariants)
}

/**
 * Share of the words of both titles, where one says all that the other says and where each has words of its own. Of 777 titles
 * of ExtractGPT's shops 9 pairs are taken for one thing, each a product in two sizes or packs, and none of the 371 different
 * items of evals/retrieval; of copies of these with a size, a lot's number, other capitals or another order 97 in 100 and
 * more are, and of copies with one word more 87.
 */
const sharedMin = 0.8
const sharedMinOfVariants = 0.9

/** The words without sizes and counts, in one form each; their order is lost on purpose. */
function tellingWords(text: string): string[] {
  const plain = foldText(text).replace(sizes, ' ')
  return (foldPlurals(plain).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !/^(\d{1,2}|[a-z])$/.test(word))
}

/**
 * Sizes and counts as titles write them. A number of three digits and more by itself stays: it is rather a model's (501, 574)
 * than a size.
 */
const sizes = new RegExp(
  [
    String.raw`\b(?:size|sz|taille|talla|taglia|grosse|gr|maat)\b\.?:?\s*[\p{L}\p{N}./-]{1,8}`,
    String.raw`\b\d+(?:\.\d)?\s+(?:[a-z]\d?|\d[a-z]|wide|narrow|medium)\s+(?:us|uk)\b`,
    String.raw`\b(?:us|uk|eu|fr|it|de|w|l)\s?\d+(?:[.,/-]\d+)?\b`,
    String.raw`\b\d+(?:[.,/-]\d+)?\s?(?:us|uk|eu|cm|mm|in|inch|inches|ml|oz|pcs|pieces?|pack|years?|yrs?|y|m|months?)\b`,
    String.raw`\b\d+\s?[x/]\s?\d+\b`,
    String.raw`\b(?:x{0,4}[sl]|\d?xl|m|small|medium|large|x-?small|x-?large|one size)\b`,
    String.raw`(?:\bno|\bnr|\blot|\bref|n°|#)\.?\s*\d+\b`,
  ].join('|'),
  'gu',
)

/** The same text for the same things said, whatever their order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`
  if (typeof value === 'string') return foldText(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).map(([name, inner]) => `${name}:${canonical(inner)}`)
  return `{${entries.sort().join()}}`
}
