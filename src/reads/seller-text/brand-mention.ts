/** A place where the words name, or may name, a brand. */
export type BrandMention = {
  name: string
  first: number
  last: number
  /** How sure the words make it that this is a brand at all. */
  confidence: number
  /** A cue names it as the brand: "brand: X", "by X". */
  cued: boolean
  /** The index holds it. */
  known: boolean
}
